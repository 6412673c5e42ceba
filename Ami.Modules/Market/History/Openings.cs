using Ami.Modules.Market.Domain;
using Ami.Quant.Series;

namespace Ami.Modules.Market.History;

/// <summary>When a market opens that closes for some hours every day.</summary>
/// <param name="Clock">Milliseconds since midnight.</param>
/// <param name="Zone">By whose clocks; null for UTC.</param>
internal readonly record struct Opening(long Clock, TimeZoneInfo? Zone)
{
    /// <summary>Where bars of an interval open that begin with the market.</summary>
    public BarGrid Grid(BarInterval interval) => new(interval, Clock % interval.Milliseconds, Zone);
}

/// <summary>Finds in bars when their market opens.</summary>
internal static class Openings
{
    private const long Minute = 60_000,
        Hour = 60 * Minute;

    // Shorter breaks are those at noon, or holes.
    private const long ShortestNight = 4 * Hour;

    // Markets open at full quarters of an hour; the first trade may come later.
    private const long Grain = 15 * Minute;

    private const int FewestDays = 3;

    // Clocks are turned on other days in each of them; how far they are from UTC does not matter.
    private static readonly TimeZoneInfo?[] Zones = [null, .. Named("America/New_York", "Europe/London", "Australia/Sydney")];

    /// <summary>By whose clocks bars of a day or some hours open, when all of them open at the same time of theirs and not of UTC's.</summary>
    public static BarGrid? Moving(IReadOnlyList<long> times, BarInterval interval)
    {
        foreach (var zone in Zones)
        {
            var offset = zone is null ? 0 : (long)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(times[0])).TotalMilliseconds;
            var local = times[0] + offset;
            var grid = new BarGrid(interval, local - interval.Floor(local), zone);
            if (times.All(time => grid.Opens(time) == time))
            {
                return zone is null ? null : grid;
            }
        }

        return null;
    }

    /// <summary>The opening that days show; null when they are few, or the market opens now and then.</summary>
    /// <param name="days">When each opened.</param>
    public static Opening? Of(List<long> days)
    {
        if (days.Count < FewestDays)
        {
            return null;
        }

        var (best, most) = (default(Opening), 0);
        foreach (var zone in Zones)
        {
            var clock = days.GroupBy(opens => Clock(opens, zone)).MaxBy(group => group.Count())!;
            if (clock.Count() > most)
            {
                (best, most) = (new Opening(clock.Key, zone), clock.Count());
            }
        }

        return most * 3 >= days.Count * 2 ? best : null;
    }

    /// <summary>When each day opened; empty when the market does not close every night.</summary>
    /// <param name="times">When bars of less than a day open, oldest first.</param>
    /// <param name="interval">Their length.</param>
    public static List<long> Days(IReadOnlyList<long> times, BarInterval interval)
    {
        var (opens, longest, first) = (new List<long>(), 0L, 0);
        for (var i = 1; i <= times.Count; i++)
        {
            if (i < times.Count && times[i] - times[i - 1] - interval.Milliseconds < ShortestNight)
            {
                continue;
            }

            longest = Math.Max(longest, times[i - 1] + interval.Milliseconds - times[first]);
            opens.Add(interval.Milliseconds < Grain ? times[first] - Modulo(times[first], Grain) : times[first]);
            first = i;
        }

        return longest <= BarInterval.OneDay.Milliseconds - ShortestNight ? opens : [];
    }

    private static long Clock(long time, TimeZoneInfo? zone) =>
        Modulo(
            time + (zone is null ? 0 : (long)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(time)).TotalMilliseconds),
            BarInterval.OneDay.Milliseconds
        );

    private static long Modulo(long time, long length) => (time % length + length) % length;

    private static IEnumerable<TimeZoneInfo> Named(params string[] names)
    {
        foreach (var name in names)
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            {
                yield return zone;
            }
        }
    }
}
