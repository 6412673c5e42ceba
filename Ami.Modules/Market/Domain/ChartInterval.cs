using System.Globalization;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Domain;

/// <summary>The intervals of bars: those that are stored, and those that charts are composed in.</summary>
internal static class ChartInterval
{
    /// <summary>Those that are stored and imported, shortest first.</summary>
    public static IReadOnlyList<BarInterval> Stored { get; } =
    [BarInterval.OneMinute, BarInterval.FiveMinutes, BarInterval.FifteenMinutes, BarInterval.OneHour, BarInterval.FourHours, BarInterval.OneDay];

    /// <summary>A calendar month, <c>1M</c>: as long as its longest, where only a length is needed. When one begins is said by <see cref="BarGrid"/>.</summary>
    public static readonly BarInterval OneMonth = new(31 * BarInterval.OneDay.Milliseconds);

    /// <summary>Those that charts offer by name, shortest first.</summary>
    public static IReadOnlyList<BarInterval> Offered { get; } = [.. Stored, BarInterval.OneWeek, OneMonth];

    /// <summary>Reads an interval of bars that are stored.</summary>
    /// <returns>The interval, or <c>market.interval_unknown</c>.</returns>
    public static Result<BarInterval> ParseStored(string? text) =>
        BarInterval.TryParse(text, out var interval) && Stored.Contains(interval)
            ? interval
            : MarketErrors.IntervalUnknown(string.Create(CultureInfo.InvariantCulture, $"Use one of {string.Join(", ", Stored)}."));

    /// <summary>Reads an interval of a chart: <c>1m</c> and any other whole number of minutes below a day, also in hours, <c>1d</c>, <c>1w</c> and <c>1M</c>.</summary>
    /// <returns>The interval, or <c>market.interval_unknown</c>.</returns>
    public static Result<BarInterval> Parse(string? text)
    {
        if (text == "1M")
        {
            return OneMonth;
        }

        var isOne =
            BarInterval.TryParse(text, out var interval)
            && (
                interval < BarInterval.OneDay && interval.Milliseconds % BarInterval.OneMinute.Milliseconds == 0
                || interval == BarInterval.OneDay
                || interval == BarInterval.OneWeek
            );
        return isOne ? interval : MarketErrors.IntervalUnknown("Use a whole number of minutes or hours below a day (7m, 4h), or one of 1d, 1w, 1M.");
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public static string Name(BarInterval interval) => interval == OneMonth ? "1M" : interval.ToString();
}
