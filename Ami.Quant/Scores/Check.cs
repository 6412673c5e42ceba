namespace Ami.Quant.Scores;

internal static class Check
{
    public static void Lengths(int targets, int predictions, int weights)
    {
        if (targets != predictions)
        {
            throw new ArgumentException($"{targets} targets but {predictions} predictions.");
        }

        if (weights != 0 && weights != targets)
        {
            throw new ArgumentException($"{targets} targets but {weights} weights.");
        }
    }

    public static void Labels(ReadOnlySpan<double> labels)
    {
        foreach (var label in labels)
        {
            if (label is not (0 or 1))
            {
                throw new ArgumentException($"Labels are 0 or 1, not {label}.", nameof(labels));
            }
        }
    }

    public static double Probability(double p) => p is >= 0 and <= 1 ? p : throw new ArgumentException($"A probability lies in [0, 1]; {p} does not.");
}
