using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Sources;

/// <summary>A symbol as a source lists it.</summary>
/// <param name="Symbol">Its name at the source and here.</param>
/// <param name="Name">Name for people.</param>
/// <param name="AssetClass">Kind.</param>
/// <param name="Currency">Currency of prices.</param>
/// <param name="PriceDigits">Decimals of prices, 0 to 8.</param>
/// <param name="QuantityDigits">Decimals of quantities, 0 to 8.</param>
/// <param name="MinQuantity">Smallest order, units.</param>
/// <param name="MinNotional">Least value of an order, in the currency.</param>
internal sealed record ListedSymbol(
    Symbol Symbol,
    string Name,
    AssetClass AssetClass,
    Currency Currency,
    int PriceDigits,
    int QuantityDigits,
    decimal MinQuantity,
    decimal MinNotional
);

/// <summary>Some closed bars, and how far they reach.</summary>
/// <param name="Bars">Oldest first, each once.</param>
/// <param name="CoveredTo">Every bar that opens before this is among them, or does not exist; where the question began when nothing is known yet. Unix
/// milliseconds.</param>
internal readonly record struct BarPage(IReadOnlyList<Candle> Bars, long CoveredTo);

/// <summary>How much of an interval is kept when a symbol is new.</summary>
/// <param name="Grid">Length of the bars, and when they open.</param>
/// <param name="Days">How far back.</param>
internal readonly record struct HistoryDepth(BarGrid Grid, int Days)
{
    /// <summary>Length of the bars.</summary>
    public BarInterval Interval => Grid.Interval;
}

/// <summary>
/// A market outside of this system: which symbols it lists, and their closed bars of any time. Expected failures are errors of <see cref="SourceErrors"/>,
/// and none of these waits: whoever asks comes again when the error says so.
/// </summary>
internal interface IMarketSource
{
    /// <summary>What its symbols are marked with.</summary>
    PriceSource Kind { get; }

    /// <summary>The time by its clock, Unix milliseconds.</summary>
    long Now { get; }

    /// <summary>What is kept of each symbol, longest bars first.</summary>
    IReadOnlyList<HistoryDepth> Depths { get; }

    /// <summary>The symbols that are to be followed, as it lists them.</summary>
    Task<Result<List<ListedSymbol>>> List(CancellationToken cancellationToken);

    /// <summary>Closed bars that open in [from, to), the oldest of them: as many as one request gives.</summary>
    Task<Result<BarPage>> Bars(Symbol symbol, BarInterval interval, long from, long to, CancellationToken cancellationToken);
}
