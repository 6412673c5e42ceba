namespace Ami.Quant.DataQuality;

/// <summary>Learns from the stamps themselves at which times of the week the market trades.</summary>
internal sealed class TradingCalendar
{
    private const long Week = 7 * 86_400_000L;
    private const int WeeksToAsk = 8;
    private const int WeeksToSearch = 26;
    private readonly HashSet<long> slots;
    private readonly long slotsPerWeek, first, last;

    /// <param name="times">Stamps in time order.</param>
    /// <param name="interval">Length of a bar, milliseconds.</param>
    /// <param name="offset">Offset of the stamps from the grid.</param>
    public TradingCalendar(ReadOnlySpan<long> times, long interval, long offset)
    {
        slots = new HashSet<long>(times.Length);
        foreach (var time in times)
            slots.Add((time - offset) / interval);
        (first, last) = ((times[0] - offset) / interval, (times[^1] - offset) / interval);
        slotsPerWeek = Week % interval == 0 ? Week / interval : 0;
    }

    /// <summary>
    /// Whether a bar is to be expected in a slot: at least half of the nearest weeks outside the gap have one at that time of the
    /// week. Without enough weeks to tell, the market counts as one that never closes.
    /// </summary>
    /// <param name="slot">Number of the slot since 1970.</param>
    /// <param name="gapStart">Last slot before the gap.</param>
    /// <param name="gapEnd">First slot after it.</param>
    public bool Expects(long slot, long gapStart, long gapEnd)
    {
        if (slotsPerWeek == 0)
            return true;
        int asked = 0, present = 0;
        for (var weeks = 1; weeks <= WeeksToSearch && asked < WeeksToAsk; weeks++)
            foreach (var neighbour in (ReadOnlySpan<long>)[slot - weeks * slotsPerWeek, slot + weeks * slotsPerWeek])
            {
                if (neighbour < first || neighbour > last || (neighbour > gapStart && neighbour < gapEnd))
                    continue;
                asked++;
                present += slots.Contains(neighbour) ? 1 : 0;
            }
        return asked < 3 || 2 * present >= asked;
    }
}
