namespace Ami.Quant.Simulation;

/// <summary>Splits a whole number by weights so that the parts sum to it exactly.</summary>
internal static class ExactShares
{
    /// <summary>Part i is the rounded running share up to i less the one before, so rounding errors never add up.</summary>
    /// <param name="total">What is split, zero or more.</param>
    /// <param name="weights">Positive weights.</param>
    /// <param name="shares">Receives the parts; as long as <paramref name="weights"/>.</param>
    public static void Split(long total, ReadOnlySpan<double> weights, Span<long> shares)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var (running, given) = (0.0, 0L);
        for (var i = 0; i < weights.Length - 1; i++)
        {
            running += weights[i];
            var upTo = Math.Clamp((long)Math.Round(total * (running / sum)), given, total);
            shares[i] = upTo - given;
            given = upTo;
        }

        shares[weights.Length - 1] = total - given;
    }
}
