using Ami.Quant.Series;

namespace Ami.Modules.Market.Domain;

/// <summary>The intervals charts offer.</summary>
internal static class ChartInterval
{
    /// <summary>Shortest first.</summary>
    public static IReadOnlyList<BarInterval> All { get; } =
    [BarInterval.OneMinute, BarInterval.FiveMinutes, BarInterval.FifteenMinutes, BarInterval.OneHour, BarInterval.FourHours, BarInterval.OneDay];

    /// <summary>Reads <c>1m</c> … <c>1d</c>.</summary>
    /// <returns>The interval, or <c>market.interval_unknown</c>.</returns>
    public static Result<BarInterval> Parse(string? text) =>
        BarInterval.TryParse(text, out var interval) && All.Contains(interval) ? interval : MarketErrors.IntervalUnknown;
}
