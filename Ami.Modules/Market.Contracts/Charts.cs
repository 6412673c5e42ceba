namespace Ami.Modules.Market.Contracts;

/// <summary>Candles as columns of equal length, oldest first.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Length of a bar.</param>
/// <param name="Source">Where the prices come from.</param>
/// <param name="Simulated">True when they are invented.</param>
/// <param name="T">Opening instants, Unix seconds.</param>
/// <param name="O">First prices.</param>
/// <param name="H">Highest prices.</param>
/// <param name="L">Lowest prices.</param>
/// <param name="C">Last prices.</param>
/// <param name="V">Quantities traded.</param>
/// <param name="Forming">True when the last bar is still open.</param>
/// <param name="HasMore">True when older bars exist.</param>
/// <param name="NextTo">What to pass as <c>to</c> to get them.</param>
public sealed record ChartResponse(
    string Symbol,
    string Interval,
    PriceSource Source,
    bool Simulated,
    long[] T,
    decimal[] O,
    decimal[] H,
    decimal[] L,
    decimal[] C,
    decimal[] V,
    bool Forming,
    bool HasMore,
    DateTimeOffset? NextTo
);

/// <summary>Indicators of a symbol, as many values as bars, oldest first.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Length of a bar.</param>
/// <param name="T">Opening instants, Unix seconds.</param>
/// <param name="Series">What each indicator gives, in the order in which they were asked for.</param>
/// <param name="Forming">True when the last bar is still open: its values are as if it closed now.</param>
/// <param name="HasMore">True when older bars exist.</param>
public sealed record IndicatorsResponse(string Symbol, string Interval, long[] T, IndicatorSeries[] Series, bool Forming, bool HasMore);

/// <summary>What one indicator gives for some bars.</summary>
/// <param name="Asked">As it was asked for.</param>
/// <param name="Outputs">Shape (outputs, bars): a column for each output in the order of the catalogue; null where there is no value.</param>
/// <param name="Shifts">Bars by which a chart moves each output: below zero into the past.</param>
/// <param name="CountsFrom">Opening of the bar from which it counts, Unix seconds; null for those whose values do not depend on where they began.</param>
public sealed record IndicatorSeries(string Asked, double?[][] Outputs, int[] Shifts, long? CountsFrom);
