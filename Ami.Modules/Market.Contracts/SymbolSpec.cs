namespace Ami.Modules.Market.Contracts;

/// <summary>Kind of thing a symbol stands for.</summary>
public enum AssetClass
{
    /// <summary>Digital currency.</summary>
    Crypto,

    /// <summary>Pair of national currencies.</summary>
    Fx,

    /// <summary>Raw material.</summary>
    Commodity,

    /// <summary>Index of many shares.</summary>
    Index,

    /// <summary>Share of a company or a fund.</summary>
    Equity,
}

/// <summary>Where a symbol's prices come from at the moment.</summary>
public enum PriceSource
{
    /// <summary>The built-in simulated exchange: live, invented, labelled as simulated.</summary>
    Simulated,

    /// <summary>Real history from a file; not live.</summary>
    Imported,

    /// <summary>Real history from a file, played as if it happened now.</summary>
    Replay,

    /// <summary>Binance's public market data.</summary>
    Binance,

    /// <summary>Polygon's aggregates of US stocks; behind the clock, so not live.</summary>
    Polygon,
}

/// <summary>What must be known to trade and show a symbol. Immutable; digits never change once a symbol exists.</summary>
/// <param name="Id">Key in the module's tables.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Name">Name for people.</param>
/// <param name="AssetClass">Kind.</param>
/// <param name="Currency">Currency of prices; stable coins pegged to the dollar count as the dollar.</param>
/// <param name="PriceDigits">Decimals of prices, 0 to 8: the price step is 10^-digits.</param>
/// <param name="QuantityDigits">Decimals of quantities, 0 to 8: the quantity step is 10^-digits.</param>
/// <param name="MinQuantity">Smallest order, units.</param>
/// <param name="Source">Where prices come from now; changes when a replay starts or stops.</param>
/// <param name="MinNotional">Least value of an order that does more than reduce, in the symbol's currency.</param>
/// <param name="Terms">What trading it costs, where that differs from the options.</param>
/// <param name="IsPaused">Whether nothing new is opened of it for now: what only reduces is taken, and what rests goes on.</param>
[GenerateSerializer, Immutable, Alias("market.symbol-spec")]
public sealed record SymbolSpec(
    int Id,
    Symbol Symbol,
    string Name,
    AssetClass AssetClass,
    Currency Currency,
    int PriceDigits,
    int QuantityDigits,
    decimal MinQuantity,
    PriceSource Source,
    decimal MinNotional = 1,
    SymbolTerms? Terms = null,
    bool IsPaused = false
)
{
    /// <summary>True when the prices are invented; whatever shows them says so.</summary>
    public bool Simulated => Source == PriceSource.Simulated;

    /// <summary>Half of the distance between bid and ask around a price where only traded ones are known, as a fraction of the price; null as the venue has it.</summary>
    public decimal? HalfSpread => Terms?.HalfSpread;

    /// <summary>The running replay, if any.</summary>
    [field: NonSerialized]
    internal ReplayClock? Replay { get; init; }

    /// <summary>What the company does to its shares, oldest first; known where the directory was read, and sent nowhere.</summary>
    [field: NonSerialized]
    public IReadOnlyList<CorporateAction> Actions { get; init; } = [];

    /// <summary>When it trades, by its clock; null is around the clock. Known where the directory was read, and sent nowhere.</summary>
    [field: NonSerialized]
    public ITradingCalendar? Calendar { get; init; }

    /// <summary>
    /// When an order that is good for the day ends: with the trading day that runs, or comes next while the market is closed; with the day of UTC where there is
    /// no calendar, or none that says more.
    /// </summary>
    /// <param name="now">When it is placed.</param>
    /// <param name="isPast">It is placed in the past that somebody plays, which goes by the symbol's own clock; otherwise both moments are by the wall.</param>
    public DateTimeOffset DayEndsAt(DateTimeOffset now, bool isPast)
    {
        var clock = isPast ? now : ClockOf(now);
        var end = Calendar?.From(clock, 1) is [var session]
            ? isPast
                ? session.DayEnds
                : ToldAt(session.DayEnds)
            : null;
        return end ?? new(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
    }

    /// <summary>When a moment of the symbol's clock is told, by the wall; null when the running replay begins after it, or is too slow to ever come there.</summary>
    /// <param name="moment">By the symbol's clock.</param>
    public DateTimeOffset? ToldAt(DateTimeOffset moment)
    {
        if (Replay is not { } replay)
        {
            return moment;
        }

        var ahead = moment.ToUnixTimeMilliseconds() - replay.From;
        return ahead > 0 && ahead / replay.Speed < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() - replay.StartedAt
            ? DateTimeOffset.FromUnixTimeMilliseconds(replay.WallAt(moment.ToUnixTimeMilliseconds()))
            : null;
    }

    /// <summary>What the symbol's clock says: in a replay the moment that is played, Unix milliseconds.</summary>
    /// <param name="now">The moment by the wall, Unix milliseconds.</param>
    internal long ClockAt(long now) => Replay?.MarketAt(now) ?? now;

    /// <inheritdoc cref="ClockAt"/>
    /// <param name="time">Tells the moment by the wall.</param>
    internal DateTimeOffset ClockNow(TimeProvider time) => ClockOf(time.GetUtcNow());

    private DateTimeOffset ClockOf(DateTimeOffset now) => DateTimeOffset.FromUnixTimeMilliseconds(ClockAt(now.ToUnixTimeMilliseconds()));

    /// <summary>Smallest difference between two prices.</summary>
    public decimal PriceStep => new(1, 0, 0, false, (byte)PriceDigits);

    /// <summary>Smallest difference between two quantities.</summary>
    public decimal QuantityStep => new(1, 0, 0, false, (byte)QuantityDigits);

    /// <summary>True when a price lies on the grid of <see cref="PriceStep"/>.</summary>
    public bool IsOnPriceStep(decimal price) => decimal.Round(price, PriceDigits) == price;

    /// <summary>True when a quantity lies on the grid of <see cref="QuantityStep"/>.</summary>
    public bool IsOnQuantityStep(decimal quantity) => decimal.Round(quantity, QuantityDigits) == quantity;
}
