namespace Ami.Quant.Allocation;

/// <summary>Risk of given weights.</summary>
public static class PortfolioRisk
{
    /// <summary>Variance wᵀΣw.</summary>
    /// <param name="weights">Weights, length N.</param>
    /// <param name="covariance">Covariance, (N, N).</param>
    public static double Variance(ReadOnlySpan<double> weights, double[,] covariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        if (covariance.GetLength(0) != weights.Length || covariance.GetLength(1) != weights.Length)
        {
            throw new ArgumentException($"{weights.Length} weights need a covariance of that size.", nameof(covariance));
        }

        double sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            for (var j = 0; j < weights.Length; j++)
            {
                sum += weights[i] * covariance[i, j] * weights[j];
            }
        }

        return sum;
    }

    /// <summary>Volatility, the square root of the variance.</summary>
    /// <param name="weights">Weights, length N.</param>
    /// <param name="covariance">Covariance, (N, N).</param>
    public static double Volatility(ReadOnlySpan<double> weights, double[,] covariance) => Math.Sqrt(Variance(weights, covariance));

    /// <summary>Share of each asset in the variance, w_i (Σw)_i / wᵀΣw; the shares sum to 1. NaN without variance.</summary>
    /// <param name="weights">Weights, length N.</param>
    /// <param name="covariance">Covariance, (N, N).</param>
    public static double[] RiskContributions(ReadOnlySpan<double> weights, double[,] covariance)
    {
        var variance = VarianceOrNone(weights, covariance);
        var shares = new double[weights.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            double row = 0;
            for (var j = 0; j < shares.Length; j++)
            {
                row += covariance[i, j] * weights[j];
            }

            shares[i] = weights[i] * row / variance;
        }

        return shares;
    }

    /// <summary>Diversification ratio: weighted volatility of the assets over the portfolio's; 1 without diversification, NaN without variance.</summary>
    /// <remarks>Source: Choueifaty, Coignard (2008), "Toward maximum diversification", Journal of Portfolio Management 35.</remarks>
    /// <param name="weights">Weights, length N, not negative.</param>
    /// <param name="covariance">Covariance, (N, N).</param>
    public static double DiversificationRatio(ReadOnlySpan<double> weights, double[,] covariance)
    {
        var volatility = Math.Sqrt(VarianceOrNone(weights, covariance));
        return WeightedVolatility(weights, covariance) / volatility;
    }

    /// <summary>The variance, or NaN when nothing but rounding is left of positions that cancel out.</summary>
    private static double VarianceOrNone(ReadOnlySpan<double> weights, double[,] covariance)
    {
        var variance = Variance(weights, covariance);
        var gross = WeightedVolatility(weights, covariance);
        return Variation.VanishesLinearly(variance, 1, gross * gross) ? double.NaN : variance;
    }

    private static double WeightedVolatility(ReadOnlySpan<double> weights, double[,] covariance)
    {
        double sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += Math.Abs(weights[i]) * Math.Sqrt(covariance[i, i]);
        }

        return sum;
    }
}
