using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>A book with a scripted clock, so that a test reads like a trading day.</summary>
internal sealed class BookScenario
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<string, Quote> _quotes = [];
    private int _ids;

    public BookScenario(decimal cash = 100_000m, int leverage = 1, decimal feeBps = 0, decimal slippageBps = 0, MarketDepth? depth = null)
    {
        Now = Start;
        var account = new PaperAccount(
            Id: Guid.CreateVersion7(Start),
            UserId: Guid.CreateVersion7(Start),
            Name: "Practice",
            Currency: "USD",
            StartingCash: cash,
            Cash: cash,
            RealisedPnl: 0,
            FeesPaid: 0,
            Leverage: leverage,
            Generation: 0,
            CreatedAt: Start,
            ResetAt: null
        );
        Book = new PaperBook(
            account,
            [],
            [],
            new Dictionary<string, decimal>(),
            new VenueRules
            {
                MakerFee = feeBps / 10_000m,
                TakerFee = feeBps / 10_000m,
                Slippage = slippageBps / 10_000m,
                MoneyDigits = PaperAccount.MoneyDigits,
                TrailsByTick = true,
                Depth = depth,
            },
            NextId
        );
    }

    public PaperBook Book { get; }

    public DateTimeOffset Now { get; private set; }

    public PaperAccount Account => Book.Account;

    public IReadOnlyList<Fill> Fills => Book.Changes.Fills;

    public static SymbolSpec Spec(string symbol) => TestSymbols.Spec(symbol);

    public Order Latest(Guid id) => Book.Changes.Orders.Single(o => o.Id == id);

    public Order Child(Order entry, OrderRole role) => Book.Changes.Orders.Single(o => o.ParentId == entry.Id && o.Role == role);

    public Position? Held(string symbol) => Book.Positions.SingleOrDefault(p => p.Symbol == symbol);

    /// <summary>A tick whose bid and ask lie <paramref name="spread"/> around the last price.</summary>
    public BookScenario Tick(string symbol, decimal last, decimal spread = 0)
    {
        var tick = Quoted(symbol, last, spread);
        Book.OnTick(symbol, tick, Now);
        return this;
    }

    /// <summary>Moves the market before anything is traded.</summary>
    public Tick Quoted(string symbol, decimal last, decimal spread = 0)
    {
        Now += TimeSpan.FromSeconds(1);
        _quotes[symbol] = TestSymbols.Quote(symbol, last - spread, last + spread, last, Now);
        return TestSymbols.Tick(last - spread, last + spread, last, Now);
    }

    public Result<Order> TryPlace(string symbol, OrderTicket ticket)
    {
        Now += TimeSpan.FromMilliseconds(10);
        return Book.Place(Spec(symbol), _quotes[symbol], ticket, Now);
    }

    public Order Place(string symbol, OrderTicket ticket) => TryPlace(symbol, ticket).Value;

    public Order Market(string symbol, Side side, decimal quantity, decimal? takeProfit = null, decimal? stopLoss = null) =>
        Place(symbol, new OrderTicket(side, OrderType.Market, quantity, null, null, takeProfit, stopLoss));

    public Order Limit(string symbol, Side side, decimal quantity, decimal limit, decimal? takeProfit = null, decimal? stopLoss = null) =>
        Place(symbol, new OrderTicket(side, OrderType.Limit, quantity, limit, null, takeProfit, stopLoss));

    public Order Stop(string symbol, Side side, decimal quantity, decimal stop) =>
        Place(symbol, new OrderTicket(side, OrderType.Stop, quantity, null, stop, null, null));

    private Guid NextId() => new(++_ids, 0, 0, new byte[8]);
}
