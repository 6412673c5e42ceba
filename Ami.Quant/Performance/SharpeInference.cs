namespace Ami.Quant.Performance;

/// <summary>How sure a Sharpe ratio is. All ratios here are per period, not annual: divide an annual one by √periods per year.</summary>
public static class SharpeInference
{
    private const double EulerGamma = 0.57721566490153286061;

    /// <summary>
    /// Probabilistic Sharpe ratio: the probability that the true ratio exceeds a benchmark, given the sample's length, skewness and
    /// kurtosis: Φ((SR − SR*)·√(n − 1) / √(1 − γ₃·SR + (γ₄ − 1)/4·SR²)).
    /// </summary>
    /// <param name="sharpe">Estimated ratio per period.</param>
    /// <param name="benchmark">Ratio to beat, per period.</param>
    /// <param name="count">n, number of returns.</param>
    /// <param name="skewness">γ₃ of the returns.</param>
    /// <param name="kurtosis">γ₄ of the returns, 3 for normal ones.</param>
    /// <returns>0..1; NaN with fewer than two returns or moments that no sample can have.</returns>
    /// <remarks>D. H. Bailey, M. López de Prado, "The Sharpe ratio efficient frontier", Journal of Risk 15:2 (2012), eq. 11.</remarks>
    public static double Probabilistic(double sharpe, double benchmark, int count, double skewness = 0, double kurtosis = 3)
    {
        var variance = 1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe;
        return count >= 2 && variance > 0 ? NormalDistribution.Cdf((sharpe - benchmark) * Math.Sqrt(count - 1) / Math.Sqrt(variance)) : double.NaN;
    }

    /// <summary>Probabilistic Sharpe ratio of a sample of returns.</summary>
    /// <param name="returns">Returns per period.</param>
    /// <param name="benchmark">Ratio to beat, per period.</param>
    public static double Probabilistic(ReadOnlySpan<double> returns, double benchmark = 0)
    {
        var moments = SampleMoments.Of(returns);
        return Probabilistic(RiskAdjusted.Sharpe(returns, 1), benchmark, moments.Count, moments.Skewness, moments.Kurtosis);
    }

    /// <summary>
    /// Returns needed until the ratio exceeds the benchmark with a given confidence; infinite when it does not exceed it at all, NaN when it is undefined.
    /// </summary>
    /// <remarks>Bailey and López de Prado (2012), eq. 13.</remarks>
    public static double MinimumTrackRecord(double sharpe, double benchmark, double skewness = 0, double kurtosis = 3, double confidence = 0.95)
    {
        if (sharpe <= benchmark)
        {
            return double.PositiveInfinity;
        }

        var z = NormalDistribution.Quantile(confidence) / (sharpe - benchmark);
        return 1 + (1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe) * z * z;
    }

    /// <summary>
    /// Ratio that the best of several trials without any skill is expected to show:
    /// √variance · ((1 − γ)·Φ⁻¹(1 − 1/N) + γ·Φ⁻¹(1 − 1/(N·e))), γ being Euler's constant.
    /// </summary>
    /// <param name="trials">N, independent trials, at least 1. One trial is expected to show 0.</param>
    /// <param name="variance">Variance of the ratios per period among the trials.</param>
    /// <remarks>D. H. Bailey, M. López de Prado, "The deflated Sharpe ratio", Journal of Portfolio Management 40:5 (2014), eq. 1.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no trial, or the variance is negative.</exception>
    public static double ExpectedMaximum(double trials, double variance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        // The formula is asymptotic in N; its value below about 1.6 trials is negative, where the expectation is 0.
        if (trials == 1)
        {
            return 0;
        }

        var expected = (1 - EulerGamma) * NormalDistribution.Quantile(1 - 1 / trials) + EulerGamma * NormalDistribution.Quantile(1 - 1 / (trials * Math.E));
        return Math.Sqrt(variance) * Math.Max(0, expected);
    }

    /// <summary>
    /// Deflated Sharpe ratio: the probability that the selected strategy's true ratio is above 0 after allowing for the number of
    /// trials it was selected from; the probabilistic ratio against <see cref="ExpectedMaximum"/>.
    /// </summary>
    /// <param name="returns">Returns per period of the selected strategy.</param>
    /// <param name="trials">Independent trials made.</param>
    /// <param name="variance">Variance of the trials' ratios per period.</param>
    /// <remarks>Bailey and López de Prado (2014), eq. 2.</remarks>
    public static double Deflated(ReadOnlySpan<double> returns, double trials, double variance) => Probabilistic(returns, ExpectedMaximum(trials, variance));

    /// <summary>Deflated Sharpe ratio when the ratios per period of all trials are at hand, the selected one among them.</summary>
    /// <param name="returns">Returns per period of the selected strategy.</param>
    /// <param name="trialRatios">Ratios per period of all trials; ratios that are not finite are left out.</param>
    /// <returns>0..1; NaN without trials.</returns>
    public static double Deflated(ReadOnlySpan<double> returns, ReadOnlySpan<double> trialRatios)
    {
        var known = new List<double>(trialRatios.Length);
        foreach (var ratio in trialRatios)
        {
            if (double.IsFinite(ratio))
            {
                known.Add(ratio);
            }
        }

        var moments = SampleMoments.Of(known.ToArray());
        return moments.Count switch
        {
            0 => double.NaN,
            1 => Probabilistic(returns),
            _ => Deflated(returns, moments.Count, moments.Variance),
        };
    }
}
