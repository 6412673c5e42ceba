using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain.Rules;

/// <summary>Runs generated commands against a book under rules, and judges what was taken and refused in other words than the rules' own.</summary>
internal sealed class RuledRun
{
    private static readonly OrderType[] Stops = [OrderType.Stop, OrderType.StopLimit, OrderType.TrailingStop];
    private readonly AccountRules _rules;
    private readonly RuledBook _day;
    private decimal _began;

    public RuledRun(AccountRules rules)
    {
        (_rules, _day) = (rules, new RuledBook(rules, feeBps: 5));
        _began = _day.Equity;
        foreach (var symbol in BookCommands.Symbols)
        {
            _day.Move(symbol, 100m, 0.05m);
        }
    }

    public void Apply(BookCommand command)
    {
        switch (command)
        {
            case BookCommand.Move move:
                var spread = Math.Min(move.Spread, move.Cents - 1) / 100m;
                _day.Move(BookCommands.Symbols[move.Symbol], move.Cents / 100m, spread);
                break;
            case BookCommand.Place place:
                OnPlace(place);
                break;
            case BookCommand.Amend amend when _day.Book.OpenOrders.Count > 0:
                OnAmend(amend);
                break;
            case BookCommand.Cancel cancel when _day.Book.OpenOrders.Count > 0:
                _day.Cancel(Nth(cancel.Nth));
                break;
            case BookCommand.Reverse reverse:
                var symbol = BookCommands.Symbols[reverse.Symbol];
                var before = _day.Held(symbol);
                if (_day.Reverse(symbol).IsOk)
                {
                    _rules.NeedsStop.ShouldBeFalse("what is reversed has no stop");
                    CheckGate();
                    CheckRisk(Math.Abs(before) * (before > 0 ? _day.QuoteOf(symbol).Bid : _day.QuoteOf(symbol).Ask), null, Math.Abs(before));
                }

                break;
            case BookCommand.Close close:
                var closed = _day.Try(book => book.Close(BookCommands.Symbols[close.Symbol], _day.Now));
                (closed.IsOk || !closed.Error.Code.StartsWith("paper.rule_", StringComparison.Ordinal)).ShouldBeTrue("closing is never refused by a rule");
                break;
            case BookCommand.CloseAll:
                _day.Decide(book => book.CloseAll(new HashSet<string>(), _day.Now));
                break;
            case BookCommand.Expire:
                _day.Decide(book => book.Expire(_day.Now));
                break;
            case BookCommand.Liquidate:
                _day.Decide(book => book.Liquidate(_day.Now, _day.Now));
                break;
            case BookCommand.Reset reset:
                _day.Decide(book => book.Reset(reset.Cash, reset.Leverage, _day.Now));
                _began = reset.Cash;
                _day.Day = _day.Day with { Generation = _day.Book.Account.Generation, Equity = reset.Cash };
                break;
        }

        CheckStops();
    }

    private void OnPlace(BookCommand.Place place)
    {
        var symbol = BookCommands.Symbols[place.Symbol];
        var quote = _day.QuoteOf(symbol);
        var ticket = place.Terms.Ticket(place.Side, place.Type, place.Thousandths, place.Distance, place.Target, place.Stop, quote.Last, _day.Now);
        if (ticket is null)
        {
            return;
        }

        var (held, equity) = (_day.Held(symbol), _day.Equity);
        var reduces = ticket.ReduceOnly || (ticket.Side == Side.Buy ? -held : held) >= ticket.Quantity;
        var known = _day.Book.OpenSymbols.ToHashSet();
        var waiting = _day
            .Book.OpenOrders.Where(o => o is { Role: OrderRole.Entry, Status: OrderStatus.Working } && o.Symbol == symbol && o.Side == ticket.Side)
            .Sum(o => o.Quantity);
        var placed = _day.Place(symbol, ticket);
        if (!placed.Try(out var order, out var error))
        {
            (reduces && error.Code.StartsWith("paper.rule_", StringComparison.Ordinal)).ShouldBeFalse($"{ticket} only reduces {held}: {error.Code}");
            return;
        }

        order.OnlyReduces.ShouldBe(reduces && (ticket.ReduceOnly || !_rules.IsEmpty));
        if (reduces)
        {
            return;
        }

        CheckGate();
        if (held == 0 && _rules.MostPositions is { } most)
        {
            known.Add(symbol);
            known.Count.ShouldBeLessThanOrEqualTo(most);
        }

        var opposite = Math.Max(0, ticket.Side == Side.Buy ? -held : held);
        var opened = Math.Min(ticket.Quantity, waiting + ticket.Quantity - opposite);
        var distance =
            ticket.StopLoss is { } level ? Math.Abs(order.ReferencePrice - level)
            : ticket.TrailDistance is { } trail && ticket.Type != OrderType.TrailingStop ? trail
            : (decimal?)null;
        CheckRisk(opened * order.ReferencePrice, distance, opened, equity);
    }

    private void OnAmend(BookCommand.Amend amend)
    {
        var order = Nth(amend.Nth);
        var by = amend.Cents / 100m;
        var quantity = order.IsProtective || amend.Thousandths is null ? null : amend.Thousandths / 1000m;
        var (limit, stop) = (order.LimitPrice + by, order.Follows || order.IsTriggered ? null : order.StopPrice + by);
        if (limit <= 0 || stop <= 0)
        {
            return;
        }

        var amended = _day.Amend(order, stop, quantity, limit, order.Follows ? Math.Abs(by) + 0.01m : null);
        var isTighter = stop is { } level && order.OnlyReduces && quantity is null && order.Side.Sign() * (level - order.StopPrice) < 0;
        if (isTighter && !amended.IsOk)
        {
            amended.Error.Code.ShouldNotStartWith("paper.rule_");
        }
    }

    /// <summary>Nothing is opened on a day that is lost, nor in a cool-down.</summary>
    private void CheckGate()
    {
        if (_rules.RiskPerDayPct is { } limit)
        {
            (_began - _day.Equity).ShouldBeLessThan(limit * _began / 100);
        }

        if (_rules is { CoolDownLosses: { } most, CoolDownMinutes: { } minutes })
        {
            var row = Enumerable.Reverse(_day.Closed).TakeWhile(trade => trade.Result < 0).ToList();
            (row.Count >= most && _day.Now < row[0].At.AddMinutes(minutes)).ShouldBeFalse($"{row.Count} losses, the last at {row.FirstOrDefault().At}");
        }
    }

    private void CheckRisk(decimal worth, decimal? distance, decimal opened, decimal? equity = null)
    {
        _rules.NeedsStop.ShouldBe(_rules.NeedsStop && distance is not null);
        if (_rules.RiskPerTradePct is { } limit)
        {
            ((distance is { } each ? opened * each : worth) * 100).ShouldBeLessThanOrEqualTo(limit * Math.Max(0, equity ?? _day.Equity));
        }
    }

    /// <summary>Where a stop is asked for from the beginning, nothing is ever held or waits without one.</summary>
    private void CheckStops()
    {
        if (!_rules.NeedsStop)
        {
            return;
        }

        var orders = _day.Book.OpenOrders;
        foreach (var entry in orders.Where(o => o.Role == OrderRole.Entry))
        {
            orders.ShouldContain(o => o.ParentId == entry.Id && o.Role == OrderRole.StopLoss, $"{entry} has no stop");
        }

        foreach (var held in _day.Book.Positions)
        {
            if (orders.Any(o => o.Role is OrderRole.Close or OrderRole.Liquidation && o.Symbol == held.Symbol && o.Type == OrderType.Market))
            {
                continue;
            }

            orders
                .Where(o => o.Symbol == held.Symbol && o.OnlyReduces && o.Status == OrderStatus.Working && Stops.Contains(o.Type))
                .Sum(o => o.Quantity)
                .ShouldBeGreaterThanOrEqualTo(Math.Abs(held.Quantity), $"{held} has no stop");
        }
    }

    private Order Nth(int nth) => _day.Book.OpenOrders.OrderBy(o => o.Id).ElementAt(nth % _day.Book.OpenOrders.Count);
}
