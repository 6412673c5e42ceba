using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>Runs generated commands against a book and the reference, checking the invariants after each.</summary>
internal sealed class BookRun
{
    private const decimal StartingCash = 100_000m;
    private readonly VenueRules venue = new() { MakerFee = 0.0002m, TakerFee = 0.0007m, Slippage = 0.0003m };
    private readonly Dictionary<string, Quote> quotes = [];
    private readonly ReferenceBook reference;
    private readonly PaperBook book;
    private DateTimeOffset now = BookScenario.Start;
    private Dictionary<Guid, Order> before = [];
    private int fillsOfEndedGenerations;
    private int ids;

    public BookRun()
    {
        var account = new PaperAccount(
            Guid.CreateVersion7(now), Guid.CreateVersion7(now), "Practice", "USD", StartingCash, StartingCash, 0, 0, 3, 0, now, null);
        book = new PaperBook(account, [], [], new Dictionary<string, decimal>(), venue, () => new Guid(++ids, 0, 0, new byte[8]));
        reference = new ReferenceBook(StartingCash, venue);
        foreach (var symbol in BookCommands.Symbols)
        {
            Apply(new BookCommand.Move(Array.IndexOf(BookCommands.Symbols, symbol), 10_000, 5));
        }
    }

    public void Apply(BookCommand command)
    {
        before = book.Changes.Orders.ToDictionary(o => o.Id);
        now += TimeSpan.FromSeconds(1);
        switch (command)
        {
            case BookCommand.Move move: OnMove(move); break;
            case BookCommand.Place place: OnPlace(place); break;
            case BookCommand.Cancel cancel when book.OpenOrders.Count > 0: OnCancel(cancel); break;
            case BookCommand.Close close: book.Close(BookCommands.Symbols[close.Symbol], now); AcceptNew(); break;
            case BookCommand.Liquidate when book.Liquidate(now, now): reference.CancelAllOpen(); AcceptNew(); break;
            case BookCommand.Reset reset: OnReset(reset); break;
        }

        BookInvariants.Check(book, venue, book.Changes.Fills.Skip(fillsOfEndedGenerations));
        book.Account.Cash.ShouldBe(reference.Cash);
        var statuses = reference.Statuses;
        book.Changes.Orders.Count.ShouldBe(statuses.Count);
        book.Changes.Orders.FirstOrDefault(o => statuses[o.Id] != o.Status).ShouldBeNull("the reference says otherwise");
        foreach (var symbol in BookCommands.Symbols)
        {
            var held = book.Positions.SingleOrDefault(p => p.Symbol == symbol)?.Quantity ?? 0;
            held.ShouldBe(reference.Held.GetValueOrDefault(symbol));
        }
    }

    private void OnMove(BookCommand.Move move)
    {
        var symbol = BookCommands.Symbols[move.Symbol];
        var (last, spread) = (move.Cents / 100m, Math.Min(move.Spread, move.Cents - 1) / 100m);
        quotes[symbol] = TestSymbols.Quote(symbol, last - spread, last + spread, last, now);
        var tick = TestSymbols.Tick(last - spread, last + spread, last, now);
        var fills = book.Changes.Fills.Count;
        book.OnTick(symbol, tick, now);
        BookInvariants.CheckFills(book.Changes.Fills.Skip(fills), before, tick);
        reference.OnTick(symbol, tick, book.Changes.Orders.Where(o => o.Status == OrderStatus.Rejected).Select(o => o.Id).ToHashSet());

        var settled = book.Changes.Fills.Count;
        book.OnTick(symbol, tick, now);
        book.Changes.Fills.Count.ShouldBe(settled, "a tick delivered twice must not fill again");
    }

    private void OnPlace(BookCommand.Place place)
    {
        var symbol = BookCommands.Symbols[place.Symbol];
        var quote = quotes[symbol];
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
            place.Side, place.Type, place.Thousandths / 1000m,
            place.Type == OrderType.Limit ? own : null, place.Type == OrderType.Stop ? own : null,
            place.Target is { } t ? reference + (sign * t / 100m) : null, place.Stop is { } s ? reference - (sign * s / 100m) : null);
        decimal?[] prices = [ticket.LimitPrice, ticket.StopPrice, ticket.TakeProfit, ticket.StopLoss];
        if (Array.TrueForAll(prices, p => p is null or > 0) && book.Place(BookScenario.Spec(symbol), quote, ticket, now).IsOk)
        {
            AcceptNew();
        }
    }

    private void OnCancel(BookCommand.Cancel cancel)
    {
        var order = book.OpenOrders.OrderBy(o => o.Id).ElementAt(cancel.Nth % book.OpenOrders.Count);
        if (book.Cancel(order.Id, now).IsOk)
        {
            reference.Cancel(order.Id);
        }
    }

    private void OnReset(BookCommand.Reset reset)
    {
        book.Reset(reset.Cash, reset.Leverage, now);
        reference.Restart(reset.Cash);
        fillsOfEndedGenerations = book.Changes.Fills.Count;
    }

    private void AcceptNew() => reference.Accept(book.Changes.Orders.Where(o => !before.ContainsKey(o.Id)));
}
