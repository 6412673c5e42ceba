using Ami.Quant.Series;

namespace Ami.Quant.DataQuality;

/// <summary>
/// Bars whose prices lie on the straight line between their neighbours, as filled in between the two sides of an outage. Only what lies in the middle is
/// flagged: the bars on both sides were traded.
/// </summary>
internal static class LinearRunCheck
{
    private const double FewestTicks = 20;
    private const double AcceptedChance = 1e-3;
    private const int Block = 128;

    public static void Run(Examination examination)
    {
        var n = examination.Order.Length;
        var (closeOnly, columns, flagged) = (new bool[n], new bool[n], new bool[n]);
        var usual = UsualDistances(examination);
        var hits = 0;
        for (var i = 1; i + 1 < n; i++)
        {
            if (!examination.FollowsDirectly(i) || !examination.FollowsDirectly(i + 1))
            {
                continue;
            }

            var (a, b, c) = (examination.At(i - 1), examination.At(i), examination.At(i + 1));
            closeOnly[i] = IsLinear(examination.Tick, a.Close, b.Close, c.Close);
            hits += closeOnly[i] ? 1 : 0;
            columns[i] = LinearColumns(examination.Tick, a, b, c) >= 3;
            flagged[i] = n * ChanceOfBetween(examination.Tick, a, b, c, Around(usual, i)) < AcceptedChance;
        }
        // How many in a row cannot be chance, given how often the closes of this series happen to line up.
        var share = Math.Clamp((hits + 1.0) / Math.Max(1, n), 1e-6, 0.1);
        var needed = Math.Max(3, (int)Math.Ceiling(Math.Log(AcceptedChance / Math.Max(1, n)) / Math.Log(share)));
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
        var smallest = tick > 0 ? FewestTicks * tick : 1e-6 * c;
        return Math.Abs(step) >= smallest && Math.Abs(step - (b - a)) <= Rounding(tick, c);
    }

    private static double Rounding(double tick, double price) => tick > 0 ? 1.01 * tick : 1e-9 * price;

    /// <summary>
    /// How likely a traded bar has all four prices, and its volume, in the middle between its neighbours: of four distances whose largest is usually W, all
    /// within r happens half of (r/W)⁴ times. 1 for bars off the middle, and where nothing moves.
    /// </summary>
    private static double ChanceOfBetween(double tick, in Bar a, in Bar b, in Bar c, (double Price, double Volume) usual)
    {
        var rounding = 0.5 * Rounding(tick, b.Close) / b.Close;
        var moves = Math.Abs(c.Open - a.Open) > 2 * tick && Math.Abs(c.Close - a.Close) > 2 * tick;
        if (!moves || Distance(a, b, c) > rounding)
        {
            return 1;
        }

        var chance = 0.5 * Math.Pow(Math.Min(1, rounding / usual.Price), 4);
        var written = Math.Max(PrecisionCheck.Decimals(a.Volume), PrecisionCheck.Decimals(c.Volume));
        var rounded = Math.Max(1e-9 * b.Volume, 0.51 * Math.Pow(10, -written));
        return b.Volume > 0 && VolumeDistance(a, b, c) <= rounded ? chance * Math.Min(1, rounded / usual.Volume) : chance;
    }

    /// <summary>Largest distance of the four prices from the middle between the neighbours, as a share of the price.</summary>
    private static double Distance(in Bar a, in Bar b, in Bar c) =>
        Math.Max(
            Math.Max(Math.Abs(0.5 * (a.Open + c.Open) - b.Open), Math.Abs(0.5 * (a.High + c.High) - b.High)),
            Math.Max(Math.Abs(0.5 * (a.Low + c.Low) - b.Low), Math.Abs(0.5 * (a.Close + c.Close) - b.Close))
        ) / b.Close;

    private static double VolumeDistance(in Bar a, in Bar b, in Bar c) => Math.Abs(0.5 * (a.Volume + c.Volume) - b.Volume);

    /// <summary>Per block, the medians of both distances.</summary>
    private static (double Price, double Volume)[] UsualDistances(Examination examination)
    {
        var n = examination.Order.Length;
        var usual = new (double, double)[(n + Block - 1) / Block];
        double[] prices = new double[Block],
            volumes = new double[Block];
        for (var block = 0; block < usual.Length; block++)
        {
            var end = Math.Min(n - 1, (block + 1) * Block);
            var start = Math.Max(1, end - Block);
            for (var i = start; i < end; i++)
            {
                var (a, b, c) = (examination.At(i - 1), examination.At(i), examination.At(i + 1));
                prices[i - start] = Distance(a, b, c);
                volumes[i - start] = VolumeDistance(a, b, c);
            }

            var count = Math.Max(0, end - start);
            usual[block] = (LocalScale.Median(prices.AsSpan(0, count)), LocalScale.Median(volumes.AsSpan(0, count)));
        }

        return usual;
    }

    /// <summary>The quietest of a position's block and those beside it.</summary>
    private static (double Price, double Volume) Around((double Price, double Volume)[] usual, int position)
    {
        var block = position / Block;
        var (before, own, after) = (usual[Math.Max(0, block - 1)], usual[block], usual[Math.Min(usual.Length - 1, block + 1)]);
        return (Math.Min(own.Price, Math.Min(before.Price, after.Price)), Math.Min(own.Volume, Math.Min(before.Volume, after.Volume)));
    }

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
                flagged.AsSpan(start, end - start + 1).Fill(true);
            }

            start = end;
        }
    }
}
