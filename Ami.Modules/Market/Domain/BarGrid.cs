using Ami.Quant.Series;

namespace Ami.Modules.Market.Domain;

/// <summary>
/// When the bars of a symbol open: the one definition, for what is rolled up, charts, their sheets, the forming bar and replays. Bars follow each other without a
/// gap from the grid of their interval (multiples since 1970) on, by the clocks of a zone.
/// </summary>
/// <param name="Interval">Length of the bars.</param>
/// <param name="Phase">How long after the grid they open, milliseconds.</param>
/// <param name="Zone">By whose clocks; null for UTC.</param>
internal readonly record struct BarGrid(BarInterval Interval, long Phase = 0, TimeZoneInfo? Zone = null)
{
    private static readonly long Day = BarInterval.OneDay.Milliseconds;

    // Where zones are known and instants can be written.
    private static readonly long Latest = new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    // Weeks begin on Mondays; 1970 began on a Thursday.
    private static readonly long Monday = 4 * Day;

    /// <summary>Where bars of an interval open whose symbol has no sessions of its own: weeks on Mondays, everything else on the grid.</summary>
    public static BarGrid Of(BarInterval interval) => new(interval, interval == BarInterval.OneWeek ? Monday : 0);

    /// <summary>Where longer bars open that are made of these.</summary>
    public BarGrid Longer(BarInterval interval) => new(interval, Of(interval).Phase + Phase % interval.Milliseconds, Zone);

    /// <summary>Opening instant of the bar that holds an instant.</summary>
    /// <param name="time">Unix milliseconds.</param>
    public long Opens(long time) => Instant(LocalOpening(time));

    /// <summary>Opening instant of the bar behind the one that holds an instant: an hour sooner or later where clocks are turned.</summary>
    public long Ends(long time) => Instant(Interval == ChartInterval.OneMonth ? Month(time, ahead: 1) : LocalOpening(time) + Interval.Milliseconds);

    /// <summary>Opening instant of the first bar that opens at an instant or later.</summary>
    public long Next(long time) => Opens(time) is var opens && opens == time ? time : Ends(time);

    private long LocalOpening(long time) => Interval == ChartInterval.OneMonth ? Month(time) : Interval.Floor(time + Offset(time), Phase);

    /// <summary>When the month that holds an instant begins, or a later one, by the clocks of the zone.</summary>
    private long Month(long time, int ahead = 0)
    {
        var local = DateTime.UnixEpoch.AddMilliseconds(Math.Clamp(time + Offset(time) - Phase, BarLimits.Earliest, Latest));
        return (long)(new DateTime(local.Year, local.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(ahead) - DateTime.UnixEpoch).TotalMilliseconds + Phase;
    }

    private long Instant(long local)
    {
        if (Zone is null)
        {
            return local;
        }

        // What clocks show twice is meant the first time.
        var (before, after) = (Offset(local - Day), Offset(local + Day));
        return before == after || Offset(local - before) == before ? local - before : local - after;
    }

    private long Offset(long time) =>
        Zone is null ? 0 : (long)Zone.GetUtcOffset(DateTime.UnixEpoch.AddMilliseconds(Math.Clamp(time, BarLimits.Earliest, Latest))).TotalMilliseconds;
}
