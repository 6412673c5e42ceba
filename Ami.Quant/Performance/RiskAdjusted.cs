namespace Ami.Quant.Performance;

/// <summary>
/// Return set against risk. Inputs are simple returns per period as fractions; results are annual where said. NaN means that the
/// measure is undefined (no variance, no loss, too few values), never 0.
/// </summary>
public static class RiskAdjusted
{
    /// <summary>Annual volatility: the sample standard deviation times √periods per year.</summary>
    public static double Volatility(ReadOnlySpan<double> returns, double periodsPerYear) => SampleMoments.Of(returns).Deviation * Math.Sqrt(periodsPerYear);

    /// <summary>Annual Sharpe ratio: mean excess return over its standard deviation, times √periods per year.</summary>
    /// <param name="returns">Returns per period.</param>
    /// <param name="periodsPerYear">Periods in a year; 1 gives the ratio per period.</param>
    /// <param name="riskFree">Riskless return per period.</param>
    /// <remarks>W. F. Sharpe, "The Sharpe ratio", Journal of Portfolio Management 21 (1994), eqs. 3–6.</remarks>
    public static double Sharpe(ReadOnlySpan<double> returns, double periodsPerYear, double riskFree = 0)
    {
        var moments = SampleMoments.Of(returns);
        return moments.Variance > 0 ? (moments.Mean - riskFree) / moments.Deviation * Math.Sqrt(periodsPerYear) : double.NaN;
    }

    /// <summary>Annual Sortino ratio: mean return above a target over the downside deviation, times √periods per year.</summary>
    /// <param name="returns">Returns per period.</param>
    /// <param name="periodsPerYear">Periods in a year.</param>
    /// <param name="target">Least acceptable return per period.</param>
    /// <remarks>F. A. Sortino, L. N. Price, "Performance measurement in a downside risk framework", Journal of Investing 3 (1994).</remarks>
    public static double Sortino(ReadOnlySpan<double> returns, double periodsPerYear, double target = 0)
    {
        var downside = DownsideDeviation(returns, target);
        return downside > 0 ? (SampleMoments.Of(returns).Mean - target) / downside * Math.Sqrt(periodsPerYear) : double.NaN;
    }

    /// <summary>
    /// Downside deviation per period: √mean(min(r − target, 0)²) over all periods. NaN without returns, 0 when all shortfalls are rounding.
    /// </summary>
    public static double DownsideDeviation(ReadOnlySpan<double> returns, double target = 0)
    {
        double squares = 0;
        foreach (var r in returns)
        {
            squares += r < target ? (r - target) * (r - target) : 0;
        }

        return returns.Length > 0 && Variation.Vanishes(squares, returns.Length, Variation.ScaleOfReturns(returns)) ? 0 : Math.Sqrt(squares / returns.Length);
    }

    /// <summary>Calmar ratio: annual growth over maximum drawdown; NaN when there was no drawdown.</summary>
    /// <param name="equity">Values, positive, in time order.</param>
    /// <param name="years">Time from the first to the last.</param>
    /// <remarks>T. W. Young, "Calmar ratio: a smoother tool", Futures (October 1991), over the whole history given.</remarks>
    public static double Calmar(ReadOnlySpan<double> equity, double years)
    {
        if (equity.Length < 2)
        {
            return double.NaN;
        }

        var depth = Drawdowns.Maximum(equity)?.Depth ?? 0;
        return !Variation.VanishesLinearly(depth, 1, 1) ? Returns.AnnualGrowth(equity[0], equity[^1], years) / depth : double.NaN;
    }

    /// <summary>Omega ratio: the sum of returns above a threshold over the sum of shortfalls below it; NaN without shortfall.</summary>
    /// <remarks>C. Keating, W. F. Shadwick, "A universal performance measure", Journal of Performance Measurement 6 (2002).</remarks>
    public static double Omega(ReadOnlySpan<double> returns, double threshold = 0)
    {
        double gain = 0,
            loss = 0;
        foreach (var r in returns)
        {
            if (r > threshold)
            {
                gain += r - threshold;
            }
            else
            {
                loss += threshold - r;
            }
        }
        return !Variation.VanishesLinearly(loss, returns.Length, Variation.ScaleOfReturns(returns)) ? gain / loss : double.NaN;
    }
}
