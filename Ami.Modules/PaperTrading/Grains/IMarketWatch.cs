using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;
using Orleans.Concurrency;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>
/// Knows which accounts a price concerns: those with a working order that it crosses, and those that no longer cover their margin. One grain (key 0) for all
/// accounts. What it knows is only a hint: each account's grain decides again with its own book.
/// </summary>
[Alias("paper.market-watch")]
public interface IMarketWatch : IGrainWithIntegerKey
{
    /// <summary>
    /// An account told all that it is since its last commit. Older news than what is known is ignored, lost news is found in the database within a second.
    /// </summary>
    [Alias("changed"), OneWay]
    Task Changed(AccountStand account);

    /// <summary>
    /// An account told what its last commit changed. It counts for whoever knows the account as it was just before; anybody else looks into the database.
    /// </summary>
    [Alias("moved"), OneWay]
    Task Moved(AccountStep step);

    /// <summary>
    /// An account is about to decide about orders: from now on until it tells of a later commit it is named with every price of these symbols, so that no price
    /// overtakes what it decides.
    /// </summary>
    [Alias("expect")]
    Task Expect(Expectation coming);

    /// <summary>Takes new prices of a symbol.</summary>
    /// <returns>
    /// The accounts with an order that they cross, those that hold only this symbol and whose margin ends there, and those of which news are expected.
    /// </returns>
    [Alias("crossed")]
    Task<Guid[]> Crossed(TickRange range);

    /// <returns>The symbols of which some account has a working order.</returns>
    [Alias("ordered")]
    Task<string[]> Ordered();

    /// <returns>The accounts with a working order of a symbol.</returns>
    [Alias("with-orders")]
    Task<Guid[]> WithOrders(string symbol);

    /// <returns>
    /// The accounts below their maintenance margin at the last prices, each with the prices of what it holds. Those that hold one symbol are left to its ticks,
    /// and named when they still are at the next look.
    /// </returns>
    [Alias("breached")]
    Task<BreachedAccount[]> Breached();

    /// <returns>The accounts whose margin call begins or ends at the last prices, each with the prices of what it holds.</returns>
    [Alias("margin-calls")]
    Task<BreachedAccount[]> MarginCalls();
}

/// <summary>How far the prices of a symbol went during consecutive ticks.</summary>
[GenerateSerializer, Immutable, Alias("paper.tick-range")]
public sealed record TickRange(string Symbol, decimal LowestAsk, decimal HighestBid, decimal Lowest, decimal Highest, decimal Last, DateTimeOffset Time)
{
    /// <summary>Also the prices from which the ticks came: an order may be younger than the tick that was there.</summary>
    public static TickRange Of(TickBatch batch) =>
        new(
            batch.Symbol.Value,
            batch.Ticks.Min(t => t.Ask - Fallen(t)),
            batch.Ticks.Max(t => t.Bid + Risen(t)),
            batch.Ticks.Min(t => t.Last - Fallen(t)),
            batch.Ticks.Max(t => t.Last + Risen(t)),
            batch.Ticks[^1].Last,
            batch.Ticks[^1].Time
        );

    /// <summary>How far above the tick its way began.</summary>
    private static decimal Risen(Tick tick) => Math.Max(0, (tick.From ?? tick.Last) - tick.Last);

    /// <summary>How far below the tick its way began.</summary>
    private static decimal Fallen(Tick tick) => Math.Max(0, tick.Last - (tick.From ?? tick.Last));
}

/// <param name="Version">Of the account's last commit.</param>
/// <param name="Symbols">What it decides about.</param>
[GenerateSerializer, Immutable, Alias("paper.expectation")]
public sealed record Expectation(Guid AccountId, long Version, string[] Symbols);

[GenerateSerializer, Immutable, Alias("paper.breached-account")]
public sealed record BreachedAccount(Guid AccountId, SymbolMark[] Marks);

/// <summary>What the watch knows of an account after its commit number <paramref name="Version"/>.</summary>
/// <param name="IsCalled">Whether its margin call goes on.</param>
/// <param name="Matched">The price that led to it, if any.</param>
[GenerateSerializer, Immutable, Alias("paper.account-stand")]
public sealed record AccountStand(
    Guid AccountId,
    long Version,
    decimal Cash,
    int Leverage,
    Holding[] Holdings,
    WorkingOrder[] Orders,
    bool IsCalled = false,
    MatchedPrice? Matched = null
)
{
    internal static AccountStand Of(PaperBook book) =>
        new(
            book.Account.Id,
            book.Account.Version,
            book.Account.Cash,
            book.Account.Leverage,
            Holding.Of(book),
            [.. book.OpenOrders.Where(o => o.Status == OrderStatus.Working).Select(WorkingOrder.Of)],
            book.Account.MarginCalledAt is not null
        );

    internal static AccountStand Gone(Guid accountId) => new(accountId, long.MaxValue, 0, 1, [], []);
}

/// <summary>What commit number <paramref name="Version"/> of an account changed, however many orders it has.</summary>
/// <param name="Holdings">All of them: an account holds few symbols.</param>
/// <param name="Working">Orders that work since, or work otherwise.</param>
/// <param name="Done">Orders that no longer do.</param>
/// <param name="IsCalled">Whether its margin call goes on.</param>
/// <param name="Matched">The price that led to it, if any.</param>
[GenerateSerializer, Immutable, Alias("paper.account-step")]
public sealed record AccountStep(
    Guid AccountId,
    long Version,
    decimal Cash,
    int Leverage,
    Holding[] Holdings,
    WorkingOrder[] Working,
    Guid[] Done,
    bool IsCalled = false,
    MatchedPrice? Matched = null
)
{
    /// <param name="after">With the changes that were just committed.</param>
    /// <param name="version">The number of that commit.</param>
    internal static AccountStep Of(PaperBook after, long version) =>
        new(
            after.Account.Id,
            version,
            after.Account.Cash,
            after.Account.Leverage,
            Holding.Of(after),
            [.. after.Changes.Orders.Where(o => o.Status == OrderStatus.Working).Select(WorkingOrder.Of)],
            [.. after.Changes.Orders.Where(o => o.IsFinal).Select(o => o.Id)],
            after.Account.MarginCalledAt is not null
        );
}

/// <summary>The last of the prices that an account was given.</summary>
[GenerateSerializer, Immutable, Alias("paper.matched-price")]
public readonly record struct MatchedPrice(string Symbol, DateTimeOffset Time);

/// <param name="Quantity">Below zero when short.</param>
[GenerateSerializer, Immutable, Alias("paper.holding")]
public readonly record struct Holding(string Symbol, decimal Quantity)
{
    internal static Holding[] Of(PaperBook book) => [.. book.Positions.Select(p => new Holding(p.Symbol, p.Quantity))];
}

/// <param name="Type">Market, limit or stop: what it is at the moment.</param>
/// <param name="Price">Limit or stop; zero for a market order.</param>
/// <param name="Since">Only later ticks can fill it.</param>
/// <param name="Id">The order.</param>
/// <param name="Trail">Distance at which its stop follows the best price; zero when it stays.</param>
/// <param name="Expires">The first moment at which it no longer works.</param>
/// <param name="IsBrief">Whether it is for one tick only.</param>
[GenerateSerializer, Immutable, Alias("paper.working-order")]
public readonly record struct WorkingOrder(
    string Symbol,
    Side Side,
    OrderType Type,
    decimal Price,
    DateTimeOffset Since,
    Guid Id,
    decimal Trail = 0,
    DateTimeOffset? Expires = null,
    bool IsBrief = false
)
{
    internal static WorkingOrder Of(Order order)
    {
        var type =
            order.Type == OrderType.Market ? OrderType.Market
            : order.ActsAsLimit ? OrderType.Limit
            : OrderType.Stop;
        return new WorkingOrder(
            order.Symbol,
            order.Side,
            type,
            (type == OrderType.Limit ? order.LimitPrice : order.StopPrice) ?? 0,
            order.WorkingSince ?? order.PlacedAt,
            order.Id,
            order.Follows ? order.TrailDistance ?? 0 : 0,
            order.ExpiresAt,
            order.TimeInForce.IsImmediate()
        );
    }

    /// <summary>Whether some tick in the range may execute, move or end it.</summary>
    public bool IsCrossedBy(TickRange range) =>
        Since < range.Time
        && (
            IsBrief
            || Expires <= range.Time
            || IsMovedBy(range)
            || (Type, Side) switch
            {
                (OrderType.Market, _) => true,
                (OrderType.Limit, Side.Buy) => range.LowestAsk <= Price,
                (OrderType.Limit, _) => range.HighestBid >= Price,
                (_, Side.Buy) => range.Highest >= Price,
                _ => range.Lowest <= Price,
            }
        );

    private bool IsMovedBy(TickRange range) => Trail > 0 && (Side == Side.Buy ? range.Lowest < Price - Trail : range.Highest > Price + Trail);
}
