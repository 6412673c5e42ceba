namespace Ami.Quant.Allocation;

/// <summary>The solutions w(t) of min ½ wᵀΣw − t μᵀw, which are piecewise linear in t, from the least variance (t = 0) on.</summary>
internal sealed class Frontier
{
    private readonly double[] _returns;
    private readonly double[,] _covariance;
    private readonly WeightBounds _bounds;
    private readonly BoxedQuadraticProgram _program;

    internal Frontier(ReadOnlySpan<double> returns, double[,] covariance, WeightBounds? bounds)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        _returns = returns.ToArray();
        _covariance = covariance;
        _bounds = bounds ?? WeightBounds.LongOnly(_returns.Length);
        if (_bounds.Count != _returns.Length)
        {
            throw new ArgumentException($"{_bounds.Count} bounds for {_returns.Length} assets.", nameof(bounds));
        }

        foreach (var r in _returns)
        {
            if (!double.IsFinite(r))
            {
                throw new ArgumentException("Expected returns must be finite.", nameof(returns));
            }
        }

        _program = new BoxedQuadraticProgram(covariance, _bounds);
    }

    internal double Return(double[] weights)
    {
        double sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * _returns[i];
        }

        return sum;
    }

    internal double Variance(double[] weights) => PortfolioRisk.Variance(weights, _covariance);

    internal double[] At(double t, double[]? start) => _program.Solve(Array.ConvertAll(_returns, r => t * r), start);

    /// <summary>Fills the assets up in order of return.</summary>
    internal double[] MaximumReturn()
    {
        var weights = _bounds.Lower.ToArray();
        var left = 1 - weights.Sum();
        foreach (var i in Enumerable.Range(0, weights.Length).OrderByDescending(i => _returns[i]))
        {
            var more = Math.Min(left, _bounds.Upper[i] - weights[i]);
            weights[i] += more;
            left -= more;
        }

        return weights;
    }

    /// <summary>Least variance among portfolios with at least a return, which must be attainable.</summary>
    internal FrontierPoint Point(double target)
    {
        var weights = At(0, null);
        double low = 0,
            high = 1;
        if (Return(weights) < target)
        {
            var reached = At(high, weights);
            while (Return(reached) < target && high < 1e12)
            {
                high *= 4;
                reached = At(high, reached);
            }

            for (var i = 0; i < 200 && high - low > 1e-14 * high; i++)
            {
                var middle = 0.5 * (low + high);
                weights = At(middle, weights);
                if (Return(weights) < target)
                {
                    low = middle;
                }
                else
                {
                    high = middle;
                }
            }

            weights = At(high, weights);
        }

        return new FrontierPoint(weights, Return(weights), Math.Sqrt(Variance(weights)));
    }
}
