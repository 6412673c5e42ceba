namespace Ami.Quant.Models.Calibration;

/// <summary>
/// A never-falling map from a model's probability to one that matches observed frequencies. Fit it on samples that the model was
/// not fitted on, such as out-of-fold predictions.
/// </summary>
public interface ICalibrator
{
    /// <summary>The calibrated probability, in [0, 1].</summary>
    /// <param name="probability">The model's, in [0, 1].</param>
    double Calibrate(double probability);

    /// <summary>The calibrator as bytes, versioned and checksummed.</summary>
    byte[] Save();
}

internal static class CalibrationSamples
{
    public static void Check(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights)
    {
        if (probabilities.Length == 0)
        {
            throw new ArgumentException("There are no samples to calibrate on.", nameof(probabilities));
        }

        if (labels.Length != probabilities.Length || (weights.Length != 0 && weights.Length != labels.Length))
        {
            throw new ArgumentException($"{probabilities.Length} probabilities, {labels.Length} labels, {weights.Length} weights.", nameof(labels));
        }

        foreach (var p in probabilities)
        {
            if (p is not (>= 0 and <= 1))
            {
                throw new ArgumentException($"A probability lies in [0, 1]; {p} does not.", nameof(probabilities));
            }
        }

        foreach (var label in labels)
        {
            if (label is not (0 or 1))
            {
                throw new ArgumentException($"Labels are 0 or 1, not {label}.", nameof(labels));
            }
        }
    }
}
