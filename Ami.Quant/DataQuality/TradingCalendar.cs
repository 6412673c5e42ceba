namespace Ami.Quant.DataQuality;

/// <summary>Learns from the stamps themselves at which times of the week the market trades.</summary>
internal sealed class TradingCalendar
{
    private const long Day = 86_400_000L;
    private const long Week = 7 * Day;
    private const int WeeksToAsk = 8;
    private const int WeeksToSearch = 26;
    private const int EnoughWeeks = 3;

    private readonly HashSet<long> slots;
    private readonly long interval, offset, slotsPerWeek, first, last;
    private readonly bool daysWithoutWeekends;

    /// <param name="times">Stamps in time order, at least one.</param>
    /// <param name="interval">Length of a bar, milliseconds.</param>
    /// <param name="offset">Offset of the stamps from the grid.</param>
    public TradingCalendar(ReadOnlySpan<long> times, long interval, long offset)
    {
        (this.interval, this.offset) = (interval, offset);
        slots = new HashSet<long>(times.Length);
        daysWithoutWeekends = interval == Day;
        foreach (var time in times)
        {
            slots.Add(SlotOf(time));
            daysWithoutWeekends &= !IsWeekend(time);
        }

        (first, last) = (SlotOf(times[0]), SlotOf(times[^1]));
        slotsPerWeek = Week % interval == 0 ? Week / interval : 0;
    }

    /// <summary>The bars that are to be expected between two stamps; null when the market was closed all the time. The position is left open.</summary>
    public Gap? Missing(long before, long after)
    {
        var (start, end) = (SlotOf(before), SlotOf(after));
        var (from, until, bars) = (0L, 0L, 0L);
        // Where no week of the series is near enough to be asked, everything is expected.
        var edge = WeeksToSearch * slotsPerWeek;
        for (var slot = start + 1; slot < end; slot++)
        {
            var stretch = slotsPerWeek > 0 && slot > start + edge && slot < end - edge ? end - edge - slot : 1;
            if (stretch > 1 || Expects(slot, start, end))
            {
                (from, until, bars) = (bars == 0 ? slot : from, slot + stretch - 1, bars + stretch);
            }

            slot += stretch - 1;
        }

        return bars == 0 ? null : new Gap(0, TimeOf(from), TimeOf(until), bars);
    }

    /// <summary>
    /// Whether a bar is to be expected in a slot: at least half of the nearest weeks outside the gap have one at that time of the week. Without enough weeks to tell,
    /// the market counts as one that never closes, but for the weekends of daily bars none of which is on one.
    /// </summary>
    private bool Expects(long slot, long gapStart, long gapEnd)
    {
        int asked = 0, present = 0;
        for (var weeks = 1; slotsPerWeek > 0 && weeks <= WeeksToSearch && asked < WeeksToAsk; weeks++)
            foreach (var neighbour in (ReadOnlySpan<long>)[slot - weeks * slotsPerWeek, slot + weeks * slotsPerWeek])
            {
                if (neighbour < first || neighbour > last || (neighbour > gapStart && neighbour < gapEnd))
                    continue;
                asked++;
                present += slots.Contains(neighbour) ? 1 : 0;
            }

        return asked < EnoughWeeks ? !daysWithoutWeekends || !IsWeekend(TimeOf(slot)) : 2 * present >= asked;
    }

    private long SlotOf(long time) => (time - offset) / interval;

    private long TimeOf(long slot) => slot * interval + offset;

    private static bool IsWeekend(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
