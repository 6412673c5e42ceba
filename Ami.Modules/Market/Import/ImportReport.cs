using System.Globalization;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Import;

/// <summary>A stretch without bars.</summary>
/// <param name="From">Opening instant of the first missing bar, Unix milliseconds.</param>
/// <param name="Missing">How many bars are missing.</param>
internal readonly record struct Gap(long From, int Missing);

/// <summary>What an import did.</summary>
/// <param name="Rows">Bars in the file.</param>
/// <param name="First">Opening instant of the earliest, Unix milliseconds.</param>
/// <param name="Last">Opening instant of the latest.</param>
/// <param name="Inserted">New bars.</param>
/// <param name="Present">Bars that were stored already.</param>
/// <param name="Differing">Of those, bars that the file tells differently; what was stored stays.</param>
/// <param name="Duplicates">Lines that repeat an earlier bar exactly, by number.</param>
/// <param name="Gaps">Stretches without bars.</param>
internal sealed record ImportReport(
    int Rows, long First, long Last, int Inserted, int Present, int Differing, IReadOnlyList<int> Duplicates, IReadOnlyList<Gap> Gaps)
{
    /// <summary>Gaps and duplicates that are named one by one.</summary>
    public const int Shown = 20;

    /// <summary>Bars that are missing in all gaps.</summary>
    public long Missing => Gaps.Sum(gap => (long)gap.Missing);

    /// <summary>Lines for a person.</summary>
    /// <param name="interval">Length of the bars.</param>
    /// <param name="shown">How many gaps and duplicates are named.</param>
    public IEnumerable<string> Lines(BarInterval interval, int shown = Shown)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows read, {Text(First)} to {Text(Last)} UTC");
        yield return string.Create(CultureInfo.InvariantCulture, $"{Inserted:N0} inserted, {Present:N0} already there");
        if (Differing > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Differing:N0} of those already there differ from the file; what was stored stays");
        yield return string.Create(
            CultureInfo.InvariantCulture, $"{Gaps.Count:N0} {(Gaps.Count == 1 ? "gap" : "gaps")}, {Missing:N0} bars missing");
        foreach (var gap in Gaps.Take(shown))
        {
            var until = gap.Missing == 1 ? string.Empty : $" … {Text(gap.From + (gap.Missing - 1) * interval.Milliseconds)}";
            yield return string.Create(CultureInfo.InvariantCulture, $"  {Text(gap.From)}{until}: {gap.Missing:N0} missing");
        }

        if (Gaps.Count > shown) yield return string.Create(CultureInfo.InvariantCulture, $"  … and {Gaps.Count - shown:N0} more");
        yield return Duplicates.Count == 0 ? "0 duplicates" : string.Create(
            CultureInfo.InvariantCulture,
            $"{Duplicates.Count:N0} duplicates left out, lines {string.Join(", ", Duplicates.Take(shown))}{(Duplicates.Count > shown ? " …" : string.Empty)}");
    }

    /// <summary>
    /// Finds the stretches without bars. Where a file of days has no Saturday and no Sunday at all, those are no gaps: that market is closed then.
    /// </summary>
    /// <param name="times">Opening instants, Unix milliseconds, strictly increasing.</param>
    /// <param name="interval">Length of the bars.</param>
    public static List<Gap> FindGaps(IReadOnlyList<long> times, BarInterval interval)
    {
        var weekdaysOnly = interval == BarInterval.OneDay && !times.Any(IsWeekend);
        var gaps = new List<Gap>();
        for (var i = 1; i < times.Count; i++)
        {
            var (from, missing) = (times[i - 1] + interval.Milliseconds, (times[i] - times[i - 1]) / interval.Milliseconds - 1);
            if (missing == 0) continue;
            if (!weekdaysOnly)
            {
                gaps.Add(new Gap(from, (int)missing));
                continue;
            }

            var weekdays = Enumerable.Range(0, (int)missing).Select(day => from + day * interval.Milliseconds).Where(day => !IsWeekend(day)).ToList();
            if (weekdays.Count > 0) gaps.Add(new Gap(weekdays[0], weekdays.Count));
        }

        return gaps;
    }

    private static bool IsWeekend(long time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static string Text(long time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
