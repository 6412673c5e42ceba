namespace Ami.Quant.Allocation;

/// <summary>A portfolio on the efficient frontier.</summary>
/// <param name="Weights">One per asset, summing to 1.</param>
/// <param name="Return">Expected return, in the unit of the given returns.</param>
/// <param name="Volatility">Standard deviation, in the unit of the given covariance.</param>
public sealed record FrontierPoint(double[] Weights, double Return, double Volatility);

/// <summary>
/// Portfolios of least variance for their return, within bounds. Returns and covariance must be of the same period.
/// Source: Markowitz (1952), "Portfolio selection", Journal of Finance 7; Markowitz (1959) for bounds. Solved exactly by an active-set method.
/// </summary>
public static class MeanVariance
{
    /// <summary>Maximises expected return − ½ · risk aversion · variance.</summary>
    /// <param name="returns">Expected returns, length N.</param>
    /// <param name="covariance">Covariance of returns, (N, N), positive semi-definite.</param>
    /// <param name="riskAversion">λ, positive; the greater, the nearer to the least variance.</param>
    /// <param name="bounds">Bounds; default long-only.</param>
    /// <exception cref="ArgumentException">Shapes differ or the matrix is not a covariance.</exception>
    public static double[] Optimise(ReadOnlySpan<double> returns, double[,] covariance, double riskAversion, WeightBounds? bounds = null)
    {
        if (!(riskAversion > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(riskAversion), riskAversion, "Risk aversion must be positive.");
        }

        var frontier = new Frontier(returns, covariance, bounds);
        return frontier.At(1 / riskAversion, null);
    }

    /// <summary>The portfolio of least variance.</summary>
    /// <param name="covariance">Covariance of returns, (N, N).</param>
    /// <param name="bounds">Bounds; default long-only.</param>
    public static double[] MinimumVariance(double[,] covariance, WeightBounds? bounds = null)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        return new Frontier(new double[covariance.GetLength(0)], covariance, bounds).At(0, null);
    }

    /// <summary>
    /// The tangency portfolio: greatest (expected return − risk-free rate) / volatility. Along the frontier the ratio rises while
    /// λ is above excess return / variance and falls after, so the place where they meet is found by bisection.
    /// </summary>
    /// <param name="returns">Expected returns, length N.</param>
    /// <param name="covariance">Covariance of returns, (N, N).</param>
    /// <param name="riskFree">Risk-free return of the same period; default 0.</param>
    /// <param name="bounds">Bounds; default long-only.</param>
    /// <exception cref="ArgumentException">No portfolio within the bounds earns more than the risk-free return.</exception>
    public static double[] MaximumSharpe(ReadOnlySpan<double> returns, double[,] covariance, double riskFree = 0, WeightBounds? bounds = null)
    {
        var frontier = new Frontier(returns, covariance, bounds);
        var best = frontier.MaximumReturn();
        if (!(frontier.Return(best) > riskFree))
        {
            throw new ArgumentException($"No portfolio within the bounds earns more than the risk-free return {riskFree}.", nameof(riskFree));
        }

        // In units of t = 1/λ: go towards more return while t is below variance / excess return.
        double low = 0,
            high = 1;
        double[]? weights = null;
        while (NeedsMoreReturn(high) && high < 1e12)
        {
            high *= 4;
        }

        for (var i = 0; i < 200 && high - low > 1e-13 * high; i++)
        {
            var middle = 0.5 * (low + high);
            if (NeedsMoreReturn(middle))
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return frontier.At(high, weights);

        bool NeedsMoreReturn(double t)
        {
            weights = frontier.At(t, weights);
            var excess = frontier.Return(weights) - riskFree;
            return excess <= 0 || t * excess < frontier.Variance(weights);
        }
    }

    /// <summary>The portfolio of least variance that has a wanted expected return.</summary>
    /// <param name="returns">Expected returns, length N.</param>
    /// <param name="covariance">Covariance of returns, (N, N).</param>
    /// <param name="target">Wanted return; below that of the least variance the latter is given.</param>
    /// <param name="bounds">Bounds; default long-only.</param>
    /// <exception cref="ArgumentOutOfRangeException">No portfolio within the bounds reaches the target.</exception>
    public static FrontierPoint ForReturn(ReadOnlySpan<double> returns, double[,] covariance, double target, WeightBounds? bounds = null)
    {
        var frontier = new Frontier(returns, covariance, bounds);
        var most = frontier.Return(frontier.MaximumReturn());
        if (target > most + 1e-12 * Math.Abs(most))
        {
            throw new ArgumentOutOfRangeException(nameof(target), target, $"The bounds allow at most {most}.");
        }

        return frontier.Point(target);
    }

    /// <summary>The efficient frontier from the least variance to the greatest return.</summary>
    /// <param name="returns">Expected returns, length N.</param>
    /// <param name="covariance">Covariance of returns, (N, N).</param>
    /// <param name="points">Number of points, evenly spaced in return, at least 2.</param>
    /// <param name="bounds">Bounds; default long-only.</param>
    public static FrontierPoint[] EfficientFrontier(ReadOnlySpan<double> returns, double[,] covariance, int points, WeightBounds? bounds = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var frontier = new Frontier(returns, covariance, bounds);
        var least = frontier.Return(frontier.At(0, null));
        var most = frontier.Return(frontier.MaximumReturn());
        var result = new FrontierPoint[points];
        for (var i = 0; i < points; i++)
        {
            result[i] = frontier.Point(least + (most - least) * i / (points - 1));
        }

        return result;
    }
}
