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

    /// <summary>Opening instant of the bar that holds an instant.</summary>
    /// <param name="time">Unix milliseconds.</param>
    public long Opens(long time) => Zone is null ? Interval.Floor(time, Phase) : Instant(LocalOpening(time));

    /// <summary>Opening instant of the bar behind the one that holds an instant: an hour sooner or later where clocks are turned.</summary>
    public long Ends(long time) => Zone is null ? Interval.Floor(time, Phase) + Interval.Milliseconds : Instant(LocalOpening(time) + Interval.Milliseconds);

    /// <summary>Opening instant of the first bar that opens at an instant or later.</summary>
    public long Next(long time) => Opens(time) is var opens && opens == time ? time : Ends(time);

    private long LocalOpening(long time) => Interval.Floor(time + Offset(time), Phase);

    private long Instant(long local)
    {
        // What clocks show twice is meant the first time.
        var (before, after) = (Offset(local - Day), Offset(local + Day));
        return before == after || Offset(local - before) == before ? local - before : local - after;
    }

    private long Offset(long time) =>
        (long)Zone!.GetUtcOffset(DateTime.UnixEpoch.AddMilliseconds(Math.Clamp(time, BarLimits.Earliest, Latest))).TotalMilliseconds;
}
