namespace Ami.Quant.Scores;

/// <summary>
/// Scores of predicted probabilities of label 1 against labels 0 and 1. Weights may be empty: then every sample counts 1.
/// A score that is undefined for the samples (no samples, or only one class where two are needed) is <see cref="double.NaN"/>.
/// </summary>
public static class BinaryScores
{
    /// <summary>Probabilities are kept this far from 0 and 1 before a logarithm is taken, so that one certain mistake costs 34.5 and not infinity.</summary>
    public const double Margin = 1e-15;

    /// <summary>Share of label 1: what a forecast without skill would always say.</summary>
    public static double BaseRate(ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        Check.Labels(labels);
        Check.Lengths(labels.Length, labels.Length, weights.Length);
        double ones = 0,
            total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            ones += weight * labels[i];
            total += weight;
        }

        return ones / total;
    }

    /// <summary>Mean negative log-likelihood in nats, ≥ 0, lower is better; ln 2 for always saying one half.</summary>
    public static double LogLoss(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights = default)
    {
        Check.Labels(labels);
        Check.Lengths(labels.Length, probabilities.Length, weights.Length);
        double loss = 0,
            total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var p = Math.Clamp(Check.Probability(probabilities[i]), Margin, 1 - Margin);
            loss -= weight * Math.Log(labels[i] == 1 ? p : 1 - p);
            total += weight;
        }

        return loss / total;
    }

    /// <summary>Mean squared error of the probability (Brier 1950), in [0, 1], lower is better.</summary>
    public static double Brier(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights = default)
    {
        Check.Labels(labels);
        Check.Lengths(labels.Length, probabilities.Length, weights.Length);
        double sum = 0,
            total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var error = Check.Probability(probabilities[i]) - labels[i];
            sum += weight * error * error;
            total += weight;
        }

        return sum / total;
    }

    /// <summary>Share of samples on the right side of the threshold; compare with max(base rate, 1 - base rate).</summary>
    public static double Accuracy(
        ReadOnlySpan<double> labels,
        ReadOnlySpan<double> probabilities,
        double threshold = 0.5,
        ReadOnlySpan<double> weights = default
    ) => Confusion.Of(labels, probabilities, threshold, weights).Accuracy;

    /// <summary>Matthews correlation of decision and label at a threshold; see <see cref="Confusion.Mcc"/>.</summary>
    public static double Mcc(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, double threshold = 0.5, ReadOnlySpan<double> weights = default) =>
        Confusion.Of(labels, probabilities, threshold, weights).Mcc;

    /// <summary>Area under the ROC curve; see <see cref="RocAuc"/>.</summary>
    public static double Auc(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights = default) =>
        RocAuc.Of(labels, scores, weights);
}
