namespace Ami.Quant.Performance;

/// <summary>
/// Returns set against a benchmark's over the same periods. Inputs are simple returns per period as fractions, as many of each. NaN means that the measure is
/// undefined (too few values, a benchmark that does not vary, no period of the kind asked for), never 0.
/// </summary>
public static class BenchmarkComparison
{
    /// <summary>Beta: the covariance with the benchmark over the benchmark's variance, of excess returns. Without unit.</summary>
    /// <param name="returns">Returns per period.</param>
    /// <param name="benchmark">The benchmark's.</param>
    /// <remarks>W. F. Sharpe, "Capital asset prices", Journal of Finance 19 (1964), eq. 7. A constant riskless return drops out.</remarks>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static double Beta(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark)
    {
        RequireSameLength(returns, benchmark);
        var (own, other) = (SampleMoments.Of(returns), SampleMoments.Of(benchmark));
        if (!(other.Variance > 0))
        {
            return double.NaN;
        }

        double products = 0;
        for (var i = 0; i < returns.Length; i++)
        {
            products += (returns[i] - own.Mean) * (benchmark[i] - other.Mean);
        }

        return products / (returns.Length - 1) / other.Variance;
    }

    /// <summary>Jensen's alpha per year: what was earned beyond what beta explains, (mean excess − β · benchmark's mean excess) times periods per year.</summary>
    /// <param name="returns">Returns per period.</param>
    /// <param name="benchmark">The benchmark's.</param>
    /// <param name="periodsPerYear">Periods in a year.</param>
    /// <param name="riskFree">Riskless return per period.</param>
    /// <remarks>M. C. Jensen, "The performance of mutual funds in the period 1945–1964", Journal of Finance 23 (1968), eq. 8. Not compounded.</remarks>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static double Alpha(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double periodsPerYear, double riskFree = 0)
    {
        var beta = Beta(returns, benchmark);
        var (own, other) = (SampleMoments.Of(returns).Mean - riskFree, SampleMoments.Of(benchmark).Mean - riskFree);
        return (own - beta * other) * periodsPerYear;
    }

    /// <summary>Information ratio: the annual Sharpe ratio of the difference to the benchmark.</summary>
    /// <param name="returns">Returns per period.</param>
    /// <param name="benchmark">The benchmark's.</param>
    /// <param name="periodsPerYear">Periods in a year.</param>
    /// <remarks>R. C. Grinold, R. N. Kahn, Active Portfolio Management, 2nd ed. (2000), ch. 5.</remarks>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static double InformationRatio(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double periodsPerYear)
    {
        RequireSameLength(returns, benchmark);
        var active = new double[returns.Length];
        for (var i = 0; i < active.Length; i++)
        {
            active[i] = returns[i] - benchmark[i];
        }

        return RiskAdjusted.Sharpe(active, periodsPerYear);
    }

    /// <summary>
    /// Up capture: compound growth per period over the periods in which the benchmark rose, over the benchmark's; 1 is the benchmark, more is better.
    /// </summary>
    /// <param name="returns">Returns per period.</param>
    /// <param name="benchmark">The benchmark's.</param>
    /// <remarks>C. R. Bacon, Practical Portfolio Performance (2008), ch. 3, with geometric means.</remarks>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static double UpCapture(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark) => Capture(returns, benchmark, 1);

    /// <summary>Down capture: the same over the periods in which the benchmark fell; 1 is the benchmark, less is better, negative gained while it fell.</summary>
    /// <param name="returns">Returns per period.</param>
    /// <param name="benchmark">The benchmark's.</param>
    /// <remarks>As <see cref="UpCapture"/>.</remarks>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static double DownCapture(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark) => Capture(returns, benchmark, -1);

    private static double Capture(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, int sign)
    {
        RequireSameLength(returns, benchmark);
        double own = 1,
            other = 1;
        var count = 0;
        for (var i = 0; i < returns.Length; i++)
        {
            if (Math.Sign(benchmark[i]) == sign)
            {
                (own, other, count) = (own * (1 + returns[i]), other * (1 + benchmark[i]), count + 1);
            }
        }

        var growth = Math.Pow(other, 1.0 / count) - 1;
        return count == 0 || Variation.VanishesLinearly(Math.Abs(growth), 1, 1) ? double.NaN : (Math.Pow(own, 1.0 / count) - 1) / growth;
    }

    private static void RequireSameLength(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark)
    {
        if (returns.Length != benchmark.Length)
        {
            throw new ArgumentException($"{returns.Length} returns do not match {benchmark.Length} of the benchmark.", nameof(benchmark));
        }
    }
}
