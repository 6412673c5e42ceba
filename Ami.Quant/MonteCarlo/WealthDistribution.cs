namespace Ami.Quant.MonteCarlo;

/// <summary>One percentile line of a fan.</summary>
/// <param name="Probability">Share of paths at or below the line, 0 to 1.</param>
/// <param name="Wealth">Money per recorded step.</param>
public sealed record FanLine(double Probability, double[] Wealth);

/// <summary>Simulated wealth of all paths at the recorded steps.</summary>
public sealed class WealthDistribution
{
    private readonly double[][] _wealth;
    private readonly bool[] _ruined;

    internal WealthDistribution(int paths, int[] steps, double[][] wealth, bool[] ruined)
    {
        Paths = paths;
        Steps = steps;
        _wealth = wealth;
        _ruined = ruined;
    }

    /// <summary>Number of paths.</summary>
    public int Paths { get; }

    /// <summary>The recorded steps: n means after n steps. The last is the end.</summary>
    public IReadOnlyList<int> Steps { get; }

    /// <summary>Wealth of every path at the end, money, in path order.</summary>
    public ReadOnlySpan<double> Final => At(Steps.Count - 1);

    /// <summary>Share of paths on which a withdrawal was larger than what was left.</summary>
    public double ProbabilityOfRuin
    {
        get
        {
            var count = 0;
            for (var p = 0; p < Paths; p++)
            {
                count += _ruined[p] ? 1 : 0;
            }

            return (double)count / Paths;
        }
    }

    /// <summary>Wealth of every path at a recorded step, money, in path order.</summary>
    /// <param name="record">Index into <see cref="Steps"/>.</param>
    public ReadOnlySpan<double> At(int record) => _wealth[record].AsSpan(0, Paths);

    /// <summary>Mean over paths at a recorded step.</summary>
    public double Mean(int record)
    {
        double sum = 0;
        foreach (var w in At(record))
        {
            sum += w;
        }

        return sum / Paths;
    }

    /// <summary>Quantile over paths at a recorded step, by linear interpolation between order statistics.</summary>
    /// <param name="record">Index into <see cref="Steps"/>.</param>
    /// <param name="probability">0 to 1.</param>
    public double Quantile(int record, double probability)
    {
        Span<double> value = stackalloc double[1];
        Quantiles.Of(At(record), [probability], value);
        return value[0];
    }

    /// <summary>Percentile fan over all recorded steps.</summary>
    /// <param name="probabilities">For example 0.05, 0.25, 0.5, 0.75, 0.95.</param>
    public FanLine[] Fan(params ReadOnlySpan<double> probabilities)
    {
        var lines = new FanLine[probabilities.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = new FanLine(probabilities[i], new double[Steps.Count]);
        }

        Span<double> values = stackalloc double[probabilities.Length];
        for (var r = 0; r < Steps.Count; r++)
        {
            Quantiles.Of(At(r), probabilities, values);
            for (var i = 0; i < lines.Length; i++)
            {
                lines[i].Wealth[r] = values[i];
            }
        }

        return lines;
    }

    /// <summary>Share of paths that end at or above a goal.</summary>
    /// <param name="goal">Money.</param>
    public double ProbabilityOf(double goal)
    {
        var count = 0;
        foreach (var w in Final)
        {
            count += w >= goal ? 1 : 0;
        }

        return (double)count / Paths;
    }

    /// <summary>Standard error of <see cref="ProbabilityOf"/>: sqrt(p (1 − p) / paths).</summary>
    public double StandardErrorOf(double goal)
    {
        var p = ProbabilityOf(goal);
        return Math.Sqrt(p * (1 - p) / Paths);
    }

    /// <summary>Mean final wealth of the worst share of paths (conditional value at risk of wealth).</summary>
    /// <param name="share">0 &lt; share ≤ 1; 0.05 is the worst twentieth.</param>
    public double MeanOfWorst(double share)
    {
        if (!(share > 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share must be in (0, 1].");
        }

        var sorted = Final.ToArray();
        Array.Sort(sorted);
        var count = Math.Max(1, (int)Math.Round(share * sorted.Length));
        return sorted.AsSpan(0, count).ToArray().Average();
    }
}
