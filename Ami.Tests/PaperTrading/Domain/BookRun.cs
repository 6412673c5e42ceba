using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>Runs generated commands against a book and the reference, checking the invariants after each.</summary>
internal sealed class BookRun
{
    private const decimal StartingCash = 100_000m;
    private const int Leverage = 3;
    private readonly VenueRules _venue = new()
    {
        MakerFee = 0.0002m,
        TakerFee = 0.0007m,
        Slippage = 0.0003m,
        MoneyDigits = PaperAccount.MoneyDigits,
    };
    private readonly Dictionary<string, Quote> _quotes = [];
    private readonly ReferenceBook _reference;
    private readonly PaperBook _book;
    private DateTimeOffset _now = BookScenario.Start;
    private Dictionary<Guid, Order> _before = [];
    private int _fillsOfEndedGenerations;
    private int _ids;

    public BookRun()
    {
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

    public void Apply(BookCommand command)
    {
        _before = _book.Changes.Orders.ToDictionary(o => o.Id);
        _now += TimeSpan.FromSeconds(1);
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
            case BookCommand.Close close:
                _book.Close(BookCommands.Symbols[close.Symbol], _now);
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

        BookInvariants.Check(_book, _venue, _book.Changes.Fills.Skip(_fillsOfEndedGenerations));
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
        var away = place.Distance / 100m;
        var sign = place.Side.Sign();
        var own = place.Type switch
        {
            OrderType.Limit => quote.Last - (sign * away),
            OrderType.Stop => quote.Last + (sign * away),
            _ => (decimal?)null,
        };
        var reference = own ?? quote.Last;
        var ticket = new OrderTicket(
            place.Side,
            place.Type,
            place.Thousandths / 1000m,
            place.Type == OrderType.Limit ? own : null,
            place.Type == OrderType.Stop ? own : null,
            place.Target is { } t ? reference + (sign * t / 100m) : null,
            place.Stop is { } s ? reference - (sign * s / 100m) : null
        );
        decimal?[] prices = [ticket.LimitPrice, ticket.StopPrice, ticket.TakeProfit, ticket.StopLoss];
        if (Array.TrueForAll(prices, p => p is null or > 0) && _book.Place(BookScenario.Spec(symbol), quote, ticket, _now).IsOk)
        {
            AcceptNew();
        }
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
        _fillsOfEndedGenerations = _book.Changes.Fills.Count;
    }

    private void AcceptNew() => _reference.Accept(_book.Changes.Orders.Where(o => !_before.ContainsKey(o.Id)));
}
