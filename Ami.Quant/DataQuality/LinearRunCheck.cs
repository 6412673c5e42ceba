using Ami.Quant.Series;

namespace Ami.Quant.DataQuality;

/// <summary>Bars whose prices lie on a straight line in time, as filled in between the two sides of an outage.</summary>
internal static class LinearRunCheck
{
    private const double FewestTicks = 20;
    private const double AcceptedChance = 1e-3;

    public static void Run(Examination examination)
    {
        var n = examination.Order.Length;
        var closeOnly = new bool[n];
        var columns = new bool[n];
        var hits = 0;
        for (var i = 2; i < n; i++)
        {
            if (!examination.FollowsDirectly(i) || !examination.FollowsDirectly(i - 1))
            {
                continue;
            }

            var (a, b, c) = (examination.At(i - 2), examination.At(i - 1), examination.At(i));
            closeOnly[i] = IsLinear(examination.Tick, a.Close, b.Close, c.Close);
            hits += closeOnly[i] ? 1 : 0;
            columns[i] = LinearColumns(examination.Tick, a, b, c) >= 3;
        }
        // How many in a row cannot be chance, given how often the closes of this series happen to line up.
        var share = Math.Clamp((hits + 1.0) / Math.Max(1, n), 1e-6, 0.1);
        var needed = Math.Max(3, (int)Math.Ceiling(Math.Log(AcceptedChance / Math.Max(1, n)) / Math.Log(share)));

        var flagged = new bool[n];
        MarkRuns(closeOnly, needed, flagged);
        MarkRuns(columns, 2, flagged);
        examination.AddRuns(
            FindingCode.LinearRun,
            Severity.Error,
            flagged,
            count => $"{Examination.Bars(count)} on a straight line, as filled in across an outage"
        );
    }

    private static int LinearColumns(double tick, in Bar a, in Bar b, in Bar c) =>
        (IsLinear(tick, a.Open, b.Open, c.Open) ? 1 : 0)
        + (IsLinear(tick, a.High, b.High, c.High) ? 1 : 0)
        + (IsLinear(tick, a.Low, b.Low, c.Low) ? 1 : 0)
        + (IsLinear(tick, a.Close, b.Close, c.Close) ? 1 : 0);

    /// <summary>Two equal steps, up to the rounding of prices to ticks, that are large against a tick.</summary>
    private static bool IsLinear(double tick, double a, double b, double c)
    {
        var step = c - b;
        var rounding = tick > 0 ? 1.01 * tick : 1e-9 * c;
        var smallest = tick > 0 ? FewestTicks * tick : 1e-6 * c;
        return Math.Abs(step) >= smallest && Math.Abs(step - (b - a)) <= rounding;
    }

    /// <summary>Marks runs of enough positions, and the bar before each: the middle one of the first three on the line.</summary>
    private static void MarkRuns(bool[] hits, int needed, bool[] flagged)
    {
        for (var start = 0; start < hits.Length; start++)
        {
            if (!hits[start])
            {
                continue;
            }

            var end = start;
            while (end + 1 < hits.Length && hits[end + 1])
            {
                end++;
            }

            if (end - start + 1 >= needed)
            {
                flagged.AsSpan(start - 1, end - start + 2).Fill(true);
            }

            start = end;
        }
    }
}
