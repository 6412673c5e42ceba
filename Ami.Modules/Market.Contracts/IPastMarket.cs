namespace Ami.Modules.Market.Contracts;

/// <summary>
/// The stored bars of a symbol as somebody saw them at a moment, its clock: nothing in an answer was known later. What is played are the shortest bars stored,
/// minutes where there are any; none of them begins inside another.
/// </summary>
public interface IPastMarket
{
    /// <summary>Where a symbol's history can be played, and what was known at a moment of it.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <returns>Nothing when no bar is stored, or <c>market.symbol_unknown</c> (404).</returns>
    Task<Result<PastMoment>> At(Symbol symbol, DateTimeOffset moment, CancellationToken cancellationToken = default);

    /// <summary>What a symbol cost at moments: the closes of the newest bars that were over by them.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="moments">By the clock on the wall: where history is played as the feed, what was played by then counts.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <returns>One for each moment, with how long before it the bar was over; null where none was.</returns>
    Task<IReadOnlyList<PastClose?>> ClosesAt(Symbol symbol, IReadOnlyList<DateTimeOffset> moments, CancellationToken cancellationToken = default);

    /// <summary>
    /// The bars that begin at a clock or later and are over by a moment, oldest first. Where there is none, the first one that is over later.
    /// </summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="clock">Where to begin.</param>
    /// <param name="to">By when bars are over.</param>
    /// <param name="until">By when the first one is over, where none is before.</param>
    /// <param name="most">Bars at most, above zero.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    Task<PastBars> After(Symbol symbol, DateTimeOffset clock, DateTimeOffset to, DateTimeOffset until, int most, CancellationToken cancellationToken = default);

    /// <summary>What is wrong with what is wanted, told without reading bars.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="wanted">Which bars.</param>
    /// <param name="indicators">Which indicators; null for none.</param>
    /// <param name="clock">The moment.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>As <see cref="Chart"/> and <see cref="Indicators"/> refuse it; null when they do not.</returns>
    Task<Error?> Check(Symbol symbol, PastChart wanted, PastIndicators? indicators, DateTimeOffset clock, CancellationToken cancellationToken = default);

    /// <summary>The chart as it was at a clock; a bar that was open then is made of what was over.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="wanted">Which bars.</param>
    /// <param name="clock">The moment.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <returns>The bars, or what is wrong with what is wanted, as a chart's errors say it.</returns>
    Task<Result<ChartResponse>> Chart(Symbol symbol, PastChart wanted, DateTimeOffset clock, CancellationToken cancellationToken = default);

    /// <summary>Indicators over the bars of <see cref="Chart"/>, and over those of a benchmark at the same clock.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="wanted">Which bars.</param>
    /// <param name="indicators">Which indicators.</param>
    /// <param name="clock">The moment.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <returns>The values, or what is wrong with what is wanted.</returns>
    Task<Result<IndicatorsResponse>> Indicators(
        Symbol symbol,
        PastChart wanted,
        PastIndicators indicators,
        DateTimeOffset clock,
        CancellationToken cancellationToken = default
    );

    /// <summary>As <see cref="IRanges.AverageTrueRange"/>, of what was over at a clock.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="clock">The moment.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <returns>A distance in prices, above zero; null while there are too few bars, or none that moved.</returns>
    Task<decimal?> AverageTrueRange(Symbol symbol, DateTimeOffset clock, CancellationToken cancellationToken = default);
}

/// <summary>What of a symbol's history was known at a moment.</summary>
/// <param name="First">When the first bar was over; null when none is stored.</param>
/// <param name="Last">When the last one was that is over by the symbol's clock; null when none is stored.</param>
/// <param name="Newest">The newest bar that was over at the moment; null when none was.</param>
public sealed record PastMoment(DateTimeOffset? First, DateTimeOffset? Last, PastBar? Newest);

/// <summary>A stored bar.</summary>
/// <param name="Begins">Its opening instant.</param>
/// <param name="Ends">When it is over.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
public readonly record struct PastBar(DateTimeOffset Begins, DateTimeOffset Ends, decimal Open, decimal High, decimal Low, decimal Close);

/// <summary>The close of a bar, as seen from a moment.</summary>
/// <param name="Price">The close, above zero.</param>
/// <param name="Age">How long the bar was over then, by the symbol's clock.</param>
/// <param name="Began">When the bar began, by the clock on the wall.</param>
public readonly record struct PastClose(decimal Price, TimeSpan Age, DateTimeOffset Began);

/// <summary>Bars one behind the other.</summary>
/// <param name="Bars">Oldest first.</param>
/// <param name="HasMore">True when more are over by the moment that was asked for.</param>
public sealed record PastBars(IReadOnlyList<PastBar> Bars, bool HasMore);

/// <summary>Which bars of a chart are wanted.</summary>
/// <param name="Interval">Length of a bar as charts name it; <c>1m</c> when null.</param>
/// <param name="From">Bars that open at it or later, or hold it; all when null.</param>
/// <param name="To">Bars that open before it; all up to the clock when null.</param>
/// <param name="Limit">The newest so many, the open one among them; 500 when null, at most <see cref="Most"/>.</param>
/// <param name="Adjust">For which corporate actions up to the clock prices from before them are adjusted.</param>
public sealed record PastChart(
    string? Interval,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    int? Limit = null,
    PriceAdjustment Adjust = PriceAdjustment.Splits
)
{
    /// <summary>Bars of one answer at most.</summary>
    public const int Most = 5000;
}

/// <summary>Which indicators are wanted.</summary>
/// <param name="With">Such as <c>rsi;sma(period=50)</c>.</param>
/// <param name="Benchmark">A symbol to compare with, for those that compare.</param>
/// <param name="Since">Where those that count from a first bar begin.</param>
public sealed record PastIndicators(string? With, string? Benchmark = null, DateTimeOffset? Since = null);
