namespace Ami.Quant.Scores;

/// <summary>Counts (or weights) of decisions against labels.</summary>
/// <param name="TruePositive">Said 1 and was 1.</param>
/// <param name="FalsePositive">Said 1 and was 0.</param>
/// <param name="TrueNegative">Said 0 and was 0.</param>
/// <param name="FalseNegative">Said 0 and was 1.</param>
public readonly record struct Confusion(double TruePositive, double FalsePositive, double TrueNegative, double FalseNegative)
{
    /// <summary>Weight of all samples.</summary>
    public double Total => TruePositive + FalsePositive + TrueNegative + FalseNegative;

    /// <summary>Share of right decisions; NaN without samples.</summary>
    public double Accuracy => (TruePositive + TrueNegative) / Total;

    /// <summary>Share of decisions for 1 that were right; NaN when there were none.</summary>
    public double Precision => TruePositive / (TruePositive + FalsePositive);

    /// <summary>Share of labels 1 that were found; NaN when there were none.</summary>
    public double Recall => TruePositive / (TruePositive + FalseNegative);

    /// <summary>
    /// Correlation of decision and label, in [-1, 1] (Matthews 1975). 0 when decisions or labels are all alike, its limit
    /// there (Chicco &amp; Jurman 2020); NaN without samples.
    /// </summary>
    public double Mcc
    {
        get
        {
            if (Total == 0)
            {
                return double.NaN;
            }

            var scale =
                Math.Sqrt((TruePositive + FalsePositive) * (TruePositive + FalseNegative))
                * Math.Sqrt((TrueNegative + FalsePositive) * (TrueNegative + FalseNegative));
            return scale == 0 ? 0 : (TruePositive * TrueNegative - FalsePositive * FalseNegative) / scale;
        }
    }

    /// <summary>Decides 1 where the probability is at least the threshold.</summary>
    /// <exception cref="ArgumentException">Lengths differ or a label is neither 0 nor 1.</exception>
    public static Confusion Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, double threshold = 0.5, ReadOnlySpan<double> weights = default)
    {
        Check.Labels(labels);
        Check.Lengths(labels.Length, probabilities.Length, weights.Length);
        double tp = 0,
            fp = 0,
            tn = 0,
            fn = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            if (probabilities[i] >= threshold)
            {
                if (labels[i] == 1)
                {
                    tp += weight;
                }
                else
                {
                    fp += weight;
                }
            }
            else if (labels[i] == 1)
            {
                fn += weight;
            }
            else
            {
                tn += weight;
            }
        }

        return new Confusion(tp, fp, tn, fn);
    }
}
