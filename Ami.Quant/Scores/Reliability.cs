namespace Ami.Quant.Scores;

/// <summary>Samples whose predicted probabilities are close together.</summary>
/// <param name="MeanPrediction">What was said, on average.</param>
/// <param name="ObservedRate">How often label 1 came, with equal weight for each sample.</param>
/// <param name="Count">Number of samples.</param>
public readonly record struct ReliabilityBin(double MeanPrediction, double ObservedRate, int Count);

/// <summary>
/// Whether probabilities mean what they say: the reliability curve and the decomposition of the Brier score that goes with it.
/// </summary>
public sealed class Reliability
{
    private Reliability(ReliabilityBin[] bins, double brier, double reliability, double resolution, double uncertainty, double within)
    {
        Bins = bins;
        Brier = brier;
        Miscalibration = reliability;
        Resolution = resolution;
        Uncertainty = uncertainty;
        WithinBins = within;
    }

    /// <summary>The curve: bins that hold samples, by rising prediction.</summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>Brier score: <c>Miscalibration - Resolution + Uncertainty + WithinBins</c>, exactly.</summary>
    public double Brier { get; }

    /// <summary>Murphy's (1973) reliability term: mean squared distance of prediction and observed rate over bins; 0 is perfect.</summary>
    public double Miscalibration { get; }

    /// <summary>Mean squared distance of the bins' observed rates from the base rate; higher is better.</summary>
    public double Resolution { get; }

    /// <summary>Variance of the label, base rate × (1 - base rate): the score of always saying the base rate.</summary>
    public double Uncertainty { get; }

    /// <summary>What differences inside bins add (Stephenson, Coelho &amp; Jolliffe 2008: within-bin variance minus twice the covariance).</summary>
    public double WithinBins { get; }

    /// <summary>Expected calibration error: mean absolute distance of prediction and observed rate over bins (Naeini et al. 2015).</summary>
    public double ExpectedError => Bins.Sum(b => b.Count * Math.Abs(b.MeanPrediction - b.ObservedRate)) / Bins.Sum(b => b.Count);

    /// <summary>Groups samples by prediction.</summary>
    /// <param name="labels">0 or 1; at least one.</param>
    /// <param name="probabilities">In [0, 1].</param>
    /// <param name="bins">How many groups, at least 1; default 10.</param>
    /// <param name="equalCount">Groups of equal size instead of equal width; equal predictions always stay together.</param>
    public static Reliability Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, int bins = 10, bool equalCount = false)
    {
        Check.Labels(labels);
        Check.Lengths(labels.Length, probabilities.Length, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (labels.IsEmpty)
        {
            throw new ArgumentException("There are no samples.", nameof(labels));
        }

        foreach (var p in probabilities)
        {
            Check.Probability(p);
        }

        var sorted = probabilities.ToArray();
        var outcomes = labels.ToArray();
        Array.Sort(sorted, outcomes);
        var baseRate = BinaryScores.BaseRate(labels);
        double n = sorted.Length,
            reliability = 0,
            resolution = 0,
            within = 0;
        var curve = new List<ReliabilityBin>();
        var start = 0;
        while (start < sorted.Length)
        {
            var end = equalCount ? EndOfCount(sorted, start, bins) : EndOfWidth(sorted, start, bins);
            var bin = BinOf(sorted.AsSpan(start..end), outcomes.AsSpan(start..end));
            curve.Add(bin);
            reliability += bin.Count * Square(bin.MeanPrediction - bin.ObservedRate) / n;
            resolution += bin.Count * Square(bin.ObservedRate - baseRate) / n;
            for (var i = start; i < end; i++)
            {
                var distance = sorted[i] - bin.MeanPrediction;
                within += (distance * distance - 2 * distance * (outcomes[i] - bin.ObservedRate)) / n;
            }

            start = end;
        }

        return new Reliability([.. curve], BinaryScores.Brier(labels, probabilities), reliability, resolution, baseRate * (1 - baseRate), within);
    }

    private static int EndOfWidth(double[] sorted, int start, int bins)
    {
        int Bin(double p) => Math.Min((int)(p * bins), bins - 1);
        var end = start + 1;
        while (end < sorted.Length && Bin(sorted[end]) == Bin(sorted[start]))
        {
            end++;
        }

        return end;
    }

    private static int EndOfCount(double[] sorted, int start, int bins)
    {
        var quantile = (int)((long)start * bins / sorted.Length) + 1;
        var end = Math.Max(start + 1, (int)((long)sorted.Length * quantile / bins));
        while (end < sorted.Length && sorted[end] == sorted[end - 1])
        {
            end++;
        }

        return end;
    }

    private static ReliabilityBin BinOf(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels)
    {
        double said = 0,
            came = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            said += probabilities[i];
            came += labels[i];
        }

        return new ReliabilityBin(said / labels.Length, came / labels.Length, labels.Length);
    }

    private static double Square(double x) => x * x;
}
