namespace Ami.Quant.DataQuality;

/// <summary>Whether stamps lie on the grid of the interval; if not, by how much, and which rows leave the common grid.</summary>
internal static class StampCheck
{
    public static void Run(Examination examination)
    {
        var counts = new Dictionary<long, int>();
        foreach (var row in examination.Order)
        {
            var phase = Phase(examination, row);
            counts[phase] = counts.GetValueOrDefault(phase) + 1;
        }
        if (counts.Count == 0)
        {
            return;
        }

        var (offset, most) = (0L, 0);
        foreach (var (phase, count) in counts)
        {
            if (count > most)
            {
                (offset, most) = (phase, count);
            }
        }

        examination.StampOffset = offset;
        // A phase that many rows share is no accident of single rows: the clock itself was moved part of the way.
        if (offset != 0)
        {
            examination.AddAboutSeries(FindingCode.ShiftedStamps, Severity.Warning, Describe(offset, examination.Interval));
        }

        var strays = examination.Order.Length - most;
        if (strays > 0.01 * examination.Order.Length)
        {
            examination.AddAboutSeries(FindingCode.ShiftedStamps, Severity.Warning, $"the clock changes: {strays} rows lie on another grid than the rest");
        }

        foreach (var row in examination.Order)
        {
            if (Phase(examination, row) != offset)
            {
                examination.Add(
                    FindingCode.OffGrid,
                    Severity.Warning,
                    row,
                    $"stamped {TimeOrderCheck.Text(examination.View.Time[row])}, {Phase(examination, row) - offset} ms off the grid of the series"
                );
            }
        }
    }

    private static string Describe(long offset, long interval)
    {
        var beforeNext = interval - offset;
        return beforeNext <= 1000
            ? $"stamps are {beforeNext} ms before the grid: they are closing times; subtract {offset} ms to get the opening"
            : $"stamps are {offset} ms after the grid: the clock is shifted, or bars open at an unusual time";
    }

    private static long Phase(Examination examination, int row)
    {
        var phase = examination.View.Time[row] % examination.Interval;
        return phase < 0 ? phase + examination.Interval : phase;
    }
}
