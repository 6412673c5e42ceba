using Ami.Quant.Series;

namespace Ami.Quant.DataQuality;

/// <summary>Learns from the stamps themselves at which times of the week the market trades.</summary>
internal sealed class TradingCalendar
{
    private const long Day = 86_400_000L;
    private const long Week = 7 * Day;
    private const int WeeksToAsk = 8;
    private const int WeeksToSearch = 26;
    private const int EnoughWeeks = 3;

    private readonly HashSet<long> _slots;
    private readonly long _interval,
        _offset,
        _slotsPerWeek,
        _first,
        _last;
    private readonly bool _daysWithoutWeekends;

    /// <param name="times">Stamps in time order, at least one.</param>
    /// <param name="interval">Length of a bar, milliseconds.</param>
    /// <param name="offset">Offset of the stamps from the grid.</param>
    public TradingCalendar(ReadOnlySpan<long> times, long interval, long offset)
    {
        (_interval, _offset) = (interval, offset);
        _slots = new HashSet<long>(times.Length);
        _daysWithoutWeekends = interval == Day;
        foreach (var time in times)
        {
            _slots.Add(SlotOf(time));
            _daysWithoutWeekends &= !IsWeekend(time);
        }

        (_first, _last) = (SlotOf(times[0]), SlotOf(times[^1]));
        _slotsPerWeek = Week % interval == 0 ? Week / interval : 0;
    }

    /// <summary>The bars that are to be expected between two stamps; null when the market was closed all the time. The position is left open.</summary>
    public Gap? Missing(long before, long after)
    {
        var (start, end) = (SlotOf(before), SlotOf(after));
        var (from, until, bars) = (0L, 0L, 0L);
        // Where no week of the series is near enough to be asked, everything is expected.
        var edge = WeeksToSearch * _slotsPerWeek;
        for (var slot = start + 1; slot < end; slot++)
        {
            var stretch = _slotsPerWeek > 0 && slot > start + edge && slot < end - edge ? end - edge - slot : 1;
            if (stretch > 1 || Expects(slot, start, end))
            {
                (from, until, bars) = (bars == 0 ? slot : from, slot + stretch - 1, bars + stretch);
            }

            slot += stretch - 1;
        }

        return bars == 0 ? null : new Gap(0, TimeOf(from), TimeOf(until), bars);
    }

    /// <summary>
    /// Whether a bar is to be expected in a slot: at least half of the nearest weeks outside the gap have one at that time of the week. Without enough weeks
    /// to tell, the market counts as one that never closes, but for the weekends of daily bars none of which is on one.
    /// </summary>
    private bool Expects(long slot, long gapStart, long gapEnd)
    {
        int asked = 0,
            present = 0;
        for (var weeks = 1; _slotsPerWeek > 0 && weeks <= WeeksToSearch && asked < WeeksToAsk; weeks++)
        {
            foreach (var neighbour in (ReadOnlySpan<long>)[slot - weeks * _slotsPerWeek, slot + weeks * _slotsPerWeek])
            {
                if (neighbour < _first || neighbour > _last || (neighbour > gapStart && neighbour < gapEnd))
                {
                    continue;
                }

                asked++;
                present += _slots.Contains(neighbour) ? 1 : 0;
            }
        }

        return asked < EnoughWeeks ? !_daysWithoutWeekends || !IsWeekend(TimeOf(slot)) : 2 * present >= asked;
    }

    private long SlotOf(long time) => new BarInterval(_interval).Floor(time - _offset) / _interval;

    private long TimeOf(long slot) => slot * _interval + _offset;

    private static bool IsWeekend(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
