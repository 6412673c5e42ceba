using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>Runs generated commands against a book and the reference, checking the invariants after each.</summary>
internal sealed class BookRun
{
    private const decimal StartingCash = 100_000m;
    private const int Leverage = 3;
    private readonly VenueRules _venue;
    private readonly Dictionary<string, Quote> _quotes = [];
    private readonly ReferenceBook _reference;
    private readonly PaperBook _book;
    private DateTimeOffset _now = BookScenario.Start;
    private Dictionary<Guid, Order> _before = [];
    private int _fillsOfEndedGenerations;
    private int _chargesOfEndedGenerations;
    private int _ids;

    /// <param name="carries">Whether holding costs something, every four seconds.</param>
    public BookRun(bool carries = false)
    {
        _venue = new()
        {
            MakerFee = 0.0002m,
            TakerFee = 0.0007m,
            Slippage = 0.0003m,
            MoneyDigits = PaperAccount.MoneyDigits,
            TrailsByTick = true,
            Carry = carries ? new CarryRates(default, 0, 0.0005m, TimeSpan.FromSeconds(4)) : null,
        };
        var account = new PaperAccount(
            Id: Guid.CreateVersion7(_now),
            UserId: Guid.CreateVersion7(_now),
            Name: "Practice",
            Currency: "USD",
            StartingCash: StartingCash,
            Cash: StartingCash,
            RealisedPnl: 0,
            FeesPaid: 0,
            Leverage: Leverage,
            Generation: 0,
            CreatedAt: _now,
            ResetAt: null
        );
        _book = new PaperBook(account, [], [], new Dictionary<string, decimal>(), _venue, () => new Guid(++_ids, 0, 0, new byte[8]));
        _reference = new ReferenceBook(StartingCash, Leverage, _venue);
        foreach (var symbol in BookCommands.Symbols)
        {
            Apply(new BookCommand.Move(Array.IndexOf(BookCommands.Symbols, symbol), 10_000, 5));
        }
    }

    /// <summary>How often holding was charged.</summary>
    public int Charges { get; private set; }

    public void Apply(BookCommand command)
    {
        _before = _book.Changes.Orders.ToDictionary(o => o.Id);
        _now += TimeSpan.FromSeconds(1);
        Carry();
        switch (command)
        {
            case BookCommand.Move move:
                OnMove(move);
                break;
            case BookCommand.Place place:
                OnPlace(place);
                break;
            case BookCommand.Cancel cancel when _book.OpenOrders.Count > 0:
                OnCancel(cancel);
                break;
            case BookCommand.Amend amend when _book.OpenOrders.Count > 0:
                OnAmend(amend);
                break;
            case BookCommand.Reverse reverse:
                OnReverse(reverse);
                break;
            case BookCommand.CloseAll:
                OnCloseAll();
                break;
            case BookCommand.Expire:
                _book.Expire(_now);
                _reference.Expire(_now);
                break;
            case BookCommand.Close close:
                _book.Close(BookCommands.Symbols[close.Symbol], _now, close.Thousandths / 1_000m);
                AcceptNew();
                break;
            case BookCommand.Liquidate when _book.Liquidate(_now, _now):
                _reference.CancelAllOpen();
                AcceptNew();
                break;
            case BookCommand.Reset reset:
                OnReset(reset);
                break;
        }

        BookInvariants.Check(_book, _venue, _book.Changes.Fills.Skip(_fillsOfEndedGenerations), _book.Changes.Carries.Skip(_chargesOfEndedGenerations));
        _book.Account.Cash.ShouldBe(_reference.Cash);
        var statuses = _reference.Statuses;
        _book.Changes.Orders.Count.ShouldBe(statuses.Count);
        _book.Changes.Orders.FirstOrDefault(o => statuses[o.Id] != o.Status).ShouldBeNull("the reference says otherwise");
        foreach (var symbol in BookCommands.Symbols)
        {
            var held = _book.Positions.SingleOrDefault(p => p.Symbol == symbol)?.Quantity ?? 0;
            held.ShouldBe(_reference.Held.GetValueOrDefault(symbol));
        }
    }

    /// <summary>What the book charges is what the reference says of what it holds.</summary>
    private void Carry()
    {
        var before = _book.Changes.Carries.Count;
        _book.Carry(_now);
        _book.Carry(_now).ShouldBe(0, "each moment is charged once");
        foreach (var charge in _book.Changes.Carries.Skip(before))
        {
            var amount = _venue.Round(_reference.Held[charge.Symbol] * _quotes[charge.Symbol].Last * 0.0005m);
            (charge.Moment.UtcTicks % TimeSpan.FromSeconds(4).Ticks, charge.Amount).ShouldBe((0, amount));
            _reference.Charge(amount);
            Charges++;
        }
    }

    private void OnMove(BookCommand.Move move)
    {
        var symbol = BookCommands.Symbols[move.Symbol];
        var (last, spread) = (move.Cents / 100m, Math.Min(move.Spread, move.Cents - 1) / 100m);
        _quotes[symbol] = TestSymbols.Quote(symbol, last - spread, last + spread, last, _now);
        var tick = TestSymbols.Tick(last - spread, last + spread, last, _now);
        var fills = _book.Changes.Fills.Count;
        _book.OnTick(symbol, tick, _now);
        var forced = _book.Changes.Orders.Where(o => o.Role == OrderRole.Liquidation && !_before.ContainsKey(o.Id)).ToList();
        BookInvariants.CheckFills(_book.Changes.Fills.Skip(fills).Where(fill => !forced.Exists(o => o.Id == fill.OrderId)), _before, tick);
        _reference.OnTick(symbol, tick, _book.Changes.Orders.Where(o => o.Status == OrderStatus.Rejected).Select(o => o.Id).ToHashSet());
        if (forced.Count > 0)
        {
            _reference.Liquidate(symbol, tick, forced);
        }

        var settled = _book.Changes.Fills.Count;
        _book.OnTick(symbol, tick, _now);
        _book.Changes.Fills.Count.ShouldBe(settled, "a tick delivered twice must not fill again");
    }

    private void OnPlace(BookCommand.Place place)
    {
        var symbol = BookCommands.Symbols[place.Symbol];
        var quote = _quotes[symbol];
        var ticket = place.Terms.Ticket(place.Side, place.Type, place.Thousandths, place.Distance, place.Target, place.Stop, quote.Last, _now);
        if (ticket is not null && _book.Place(BookScenario.Spec(symbol), quote, ticket, _now).IsOk)
        {
            AcceptNew();
        }
    }

    private void OnAmend(BookCommand.Amend amend)
    {
        var order = _book.OpenOrders.OrderBy(o => o.Id).ElementAt(amend.Nth % _book.OpenOrders.Count);
        var by = amend.Cents / 100m;
        var change = new OrderChange(
            order.Id,
            order.Version + (amend.Stale ? 1 : 0),
            order.IsProtective || amend.Thousandths is null ? null : amend.Thousandths / 1000m,
            order.LimitPrice + by,
            order.Follows || order.IsTriggered ? null : order.StopPrice + by,
            order.Follows ? Math.Abs(by) + 0.01m : null
        );
        if (
            new[] { change.LimitPrice, change.StopPrice }.Any(price => price <= 0)
            || !_book.Amend(BookScenario.Spec(order.Symbol), _quotes[order.Symbol], change, _now).IsOk
        )
        {
            return;
        }

        amend.Stale.ShouldBeFalse("a stale amendment is refused");
        _book.Changes.Amendments[^1].Version.ShouldBe(order.Version + 1);
        _reference.Amend(_book.Changes.Orders.Where(o => o.UpdatedAt == _now));
    }

    private void OnReverse(BookCommand.Reverse reverse)
    {
        var symbol = BookCommands.Symbols[reverse.Symbol];
        if (_book.Reverse(BookScenario.Spec(symbol), _quotes[symbol], _now).IsOk)
        {
            _reference.WithdrawReducing(symbol);
            AcceptNew();
        }
    }

    private void OnCloseAll()
    {
        _reference.WithdrawEntries();
        _book.CloseAll(new HashSet<string>(), _now);
        AcceptNew();
    }

    private void OnCancel(BookCommand.Cancel cancel)
    {
        var order = _book.OpenOrders.OrderBy(o => o.Id).ElementAt(cancel.Nth % _book.OpenOrders.Count);
        if (_book.Cancel(order.Id, _now).IsOk)
        {
            _reference.Cancel(order.Id);
        }
    }

    private void OnReset(BookCommand.Reset reset)
    {
        _book.Reset(reset.Cash, reset.Leverage, _now);
        _reference.Restart(reset.Cash, reset.Leverage);
        (_fillsOfEndedGenerations, _chargesOfEndedGenerations) = (_book.Changes.Fills.Count, _book.Changes.Carries.Count);
    }

    private void AcceptNew() => _reference.Accept(_book.Changes.Orders.Where(o => !_before.ContainsKey(o.Id)));
}
