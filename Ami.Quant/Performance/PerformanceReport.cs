namespace Ami.Quant.Performance;

/// <summary>
/// The usual figures of an equity curve in one place. Annual figures use the clock of the curve itself. Figures that are undefined
/// are NaN, never 0.
/// </summary>
public sealed record PerformanceReport
{
    /// <summary>Number of returns, one less than values of equity.</summary>
    public required int Periods { get; init; }

    /// <summary>Time covered, years of 365.25 days.</summary>
    public required double Years { get; init; }

    /// <summary>End over start minus 1.</summary>
    public required double TotalReturn { get; init; }

    /// <summary>Compound annual growth rate.</summary>
    public required double AnnualGrowth { get; init; }

    /// <summary>Annual volatility of simple returns.</summary>
    public required double Volatility { get; init; }

    /// <summary>Annual Sharpe ratio.</summary>
    public required double Sharpe { get; init; }

    /// <summary>Annual Sortino ratio.</summary>
    public required double Sortino { get; init; }

    /// <summary>Annual growth over maximum drawdown.</summary>
    public required double Calmar { get; init; }

    /// <summary>Omega ratio at threshold 0.</summary>
    public required double Omega { get; init; }

    /// <summary>The deepest drawdown, or null when there was none.</summary>
    public required Drawdown? MaximumDrawdown { get; init; }

    /// <summary>Value at risk per period at 95 %.</summary>
    public required double ValueAtRisk95 { get; init; }

    /// <summary>Conditional value at risk per period at 95 %.</summary>
    public required double ConditionalValueAtRisk95 { get; init; }

    /// <summary>Skewness of the returns.</summary>
    public required double Skewness { get; init; }

    /// <summary>Kurtosis of the returns, 3 for normal ones.</summary>
    public required double Kurtosis { get; init; }

    /// <summary>Probability that the true Sharpe ratio is above 0.</summary>
    public required double ProbabilisticSharpe { get; init; }

    /// <summary>Computes the report.</summary>
    /// <param name="time">Unix milliseconds of the values, increasing.</param>
    /// <param name="equity">Positive values, as many.</param>
    /// <param name="annualRiskFree">Riskless rate per year, compounded per period for the ratios.</param>
    /// <exception cref="ArgumentException">Lengths differ or there are fewer than two values.</exception>
    public static PerformanceReport Of(ReadOnlySpan<long> time, ReadOnlySpan<double> equity, double annualRiskFree = 0)
    {
        if (time.Length != equity.Length || time.Length < 2)
        {
            throw new ArgumentException($"{time.Length} instants and {equity.Length} values; at least two of each are needed.", nameof(equity));
        }

        var returns = Returns.Simple(equity);
        var moments = SampleMoments.Of(returns);
        var years = Returns.Years(time);
        var perYear = Returns.PeriodsPerYear(time);
        var riskFree = Math.Pow(1 + annualRiskFree, 1 / perYear) - 1;
        return new()
        {
            Periods = returns.Length,
            Years = years,
            TotalReturn = equity[^1] / equity[0] - 1,
            AnnualGrowth = Returns.AnnualGrowth(equity[0], equity[^1], years),
            Volatility = moments.Deviation * Math.Sqrt(perYear),
            Sharpe = RiskAdjusted.Sharpe(returns, perYear, riskFree),
            Sortino = RiskAdjusted.Sortino(returns, perYear, riskFree),
            Calmar = RiskAdjusted.Calmar(equity, years),
            Omega = RiskAdjusted.Omega(returns),
            MaximumDrawdown = Drawdowns.Maximum(equity),
            ValueAtRisk95 = TailRisk.ValueAtRisk(returns),
            ConditionalValueAtRisk95 = TailRisk.ConditionalValueAtRisk(returns),
            Skewness = moments.Skewness,
            Kurtosis = moments.Kurtosis,
            ProbabilisticSharpe = SharpeInference.Probabilistic(returns),
        };
    }
}
