namespace Ami.Quant.Performance;

/// <summary>How sure a share of trials is.</summary>
public static class Proportions
{
    /// <summary>
    /// Wilson's score interval of a probability of which some trials are known. It stays within 0..1, and few failures in a row do not prove that nothing ever
    /// succeeds: no success in n trials leaves z² / (n + z²) open.
    /// </summary>
    /// <param name="successes">0 to <paramref name="trials"/>.</param>
    /// <param name="trials">n, independent, at least 1.</param>
    /// <param name="confidence">Probability that the interval holds the true one, above 0 and below 1.</param>
    /// <returns>The bounds, 0..1.</returns>
    /// <remarks>E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no trial, more successes than trials, or no such confidence.</exception>
    public static (double Lower, double Upper) Wilson(int successes, int trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence is above 0 and below 1.");
        }

        var (rate, z) = ((double)successes / trials, NormalDistribution.Quantile((1 + confidence) / 2));
        var spread = z * z / trials;
        var centre = rate + (spread / 2);
        var half = z * Math.Sqrt((rate * (1 - rate) / trials) + (spread / (4 * trials)));
        return (Math.Max(0, (centre - half) / (1 + spread)), Math.Min(1, (centre + half) / (1 + spread)));
    }
}
