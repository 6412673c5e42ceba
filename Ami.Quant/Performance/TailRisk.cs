namespace Ami.Quant.Performance;

/// <summary>
/// Value at risk and conditional value at risk of simple returns per period, as positive fractions lost; negative when even the
/// tail gained. NaN without returns.
/// </summary>
public static class TailRisk
{
    /// <summary>Quantile of a sample by linear interpolation between order statistics (the default of R and NumPy). NaN without values.</summary>
    /// <param name="values">Values in any order; not changed.</param>
    /// <param name="probability">0..1.</param>
    /// <remarks>R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", American Statistician 50 (1996), definition 7.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside 0..1.</exception>
    public static double Quantile(ReadOnlySpan<double> values, double probability)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return QuantileOfSorted(sorted, probability);
    }

    /// <summary>Historical value at risk: the loss exceeded with probability 1 − confidence.</summary>
    /// <param name="returns">Returns per period.</param>
    /// <param name="confidence">For example 0.95, inside 0..1.</param>
    /// <remarks>P. Jorion, Value at Risk, 3rd ed. (2007), ch. 10.</remarks>
    public static double ValueAtRisk(ReadOnlySpan<double> returns, double confidence = 0.95) => -Quantile(returns, 1 - RequireInside(confidence));

    /// <summary>Value at risk of a normal distribution with the sample's mean and deviation: −(μ + σ·Φ⁻¹(1 − confidence)).</summary>
    /// <remarks>P. Jorion, Value at Risk, 3rd ed. (2007), ch. 5.</remarks>
    public static double GaussianValueAtRisk(ReadOnlySpan<double> returns, double confidence = 0.95)
    {
        var moments = SampleMoments.Of(returns);
        return -(moments.Mean + moments.Deviation * NormalDistribution.Quantile(1 - RequireInside(confidence)));
    }

    /// <summary>Value at risk with the normal quantile corrected for skewness and excess kurtosis (Cornish–Fisher); −μ when nothing varies.</summary>
    /// <remarks>P. Zangari, "A VaR methodology for portfolios that include options", RiskMetrics Monitor (first quarter 1996).</remarks>
    public static double ModifiedValueAtRisk(ReadOnlySpan<double> returns, double confidence = 0.95)
    {
        var moments = SampleMoments.Of(returns);
        var z = NormalDistribution.Quantile(1 - RequireInside(confidence));
        if (moments.Variance == 0)
        {
            return -moments.Mean;
        }

        var (s, k) = (moments.Skewness, moments.Kurtosis - 3);
        var corrected = z + (z * z - 1) * s / 6 + (z * z * z - 3 * z) * k / 24 - (2 * z * z * z - 5 * z) * s * s / 36;
        return -(moments.Mean + moments.Deviation * corrected);
    }

    /// <summary>
    /// Conditional value at risk (expected shortfall): the mean loss over the worst share 1 − confidence of the periods, a part of
    /// a period counting in part.
    /// </summary>
    /// <remarks>C. Acerbi, D. Tasche, "On the coherence of expected shortfall", Journal of Banking and Finance 26 (2002), def. 2.6.</remarks>
    public static double ConditionalValueAtRisk(ReadOnlySpan<double> returns, double confidence = 0.95)
    {
        if (returns.Length == 0)
        {
            return double.NaN;
        }

        var sorted = returns.ToArray();
        Array.Sort(sorted);
        var tail = (1 - RequireInside(confidence)) * sorted.Length;
        var whole = Math.Min((int)tail, sorted.Length - 1);
        var sum = (tail - whole) * sorted[whole];
        for (var i = 0; i < whole; i++)
        {
            sum += sorted[i];
        }

        return -sum / tail;
    }

    internal static double QuantileOfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is between 0 and 1.");
        }

        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        var position = probability * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 < sorted.Length ? sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    private static double RequireInside(double confidence) =>
        confidence is > 0 and < 1
            ? confidence
            : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Confidence is between 0 and 1, both excluded.");
}
