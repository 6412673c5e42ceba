namespace Ami.Quant.DataQuality;

/// <summary>A stretch without bars in which the market traded, as far as the other bars tell.</summary>
/// <param name="Position">Index of the stamp after the gap.</param>
/// <param name="From">Stamp of the first bar that is missing, Unix milliseconds.</param>
/// <param name="Until">Stamp of the last bar that is missing.</param>
/// <param name="Missing">Bars that are missing, at least one; closures inside the gap do not count.</param>
public readonly record struct Gap(int Position, long From, long Until, long Missing);

/// <summary>Finds missing bars. Nights, weekends and other regular closures are learned from the stamps themselves and are no gaps.</summary>
public static class Gaps
{
    /// <summary>Missing bars of a series.</summary>
    /// <param name="times">Stamps in Unix milliseconds, rising.</param>
    /// <param name="interval">Length of a bar, milliseconds.</param>
    /// <param name="offset">How far the stamps lie behind the grid of the interval, milliseconds.</param>
    /// <param name="closures">Pauses of the series that are no gaps.</param>
    public static IReadOnlyList<Gap> Find(ReadOnlySpan<long> times, long interval, long offset, out int closures)
    {
        closures = 0;
        var gaps = new List<Gap>();
        if (times.Length < 2)
        {
            return gaps;
        }

        var calendar = new TradingCalendar(times, interval, offset);
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] - times[i - 1] <= interval)
            {
                continue;
            }

            if (calendar.Missing(times[i - 1], times[i]) is { } gap)
            {
                gaps.Add(gap with { Position = i });
            }
            else
            {
                closures++;
            }
        }

        return gaps;
    }
}
