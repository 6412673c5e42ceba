namespace Ami.Quant.Allocation;

/// <summary>
/// Risk parity: weights whose contributions to the variance are equal, or follow a risk budget. Found by cyclical coordinate descent on
/// ½ xᵀΣx − Σ bᵢ ln xᵢ, which is convex, so that the solution is unique.
/// Source: Maillard, Roncalli, Teïletche (2010), "The properties of equally weighted risk contribution portfolios";
/// Griveau-Billion, Richard, Roncalli (2013), "A fast algorithm for computing high-dimensional risk parity portfolios".
/// </summary>
public static class EqualRiskContribution
{
    private const int MaximumSweeps = 10_000;

    /// <summary>Finds the weights.</summary>
    /// <param name="covariance">Covariance, (N, N), positive definite.</param>
    /// <param name="budgets">Wanted shares of the variance, positive; scaled to sum 1. Default: equal.</param>
    /// <returns>Positive weights summing to 1.</returns>
    /// <exception cref="ArgumentException">The matrix is not a covariance of positive variances, or a budget is not positive.</exception>
    public static double[] Optimise(double[,] covariance, ReadOnlySpan<double> budgets = default)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        Cholesky.Factor(covariance);
        var n = covariance.GetLength(0);
        var budget = Budget(budgets, n);
        var x = new double[n];
        for (var i = 0; i < n; i++)
        {
            if (!(covariance[i, i] > 0))
            {
                throw new ArgumentException($"Asset {i} has no variance.", nameof(covariance));
            }

            x[i] = Math.Sqrt(budget[i] / covariance[i, i]);
        }

        for (var sweep = 0; sweep < MaximumSweeps; sweep++)
        {
            double change = 0;
            for (var i = 0; i < n; i++)
            {
                double others = 0;
                for (var j = 0; j < n; j++)
                {
                    if (j != i)
                    {
                        others += covariance[i, j] * x[j];
                    }
                }

                var variance = covariance[i, i];
                // The positive root of variance·x² + others·x − budget = 0, in the form that does not cancel.
                var root = Math.Sqrt(others * others + 4 * variance * budget[i]);
                var next = others > 0 ? 2 * budget[i] / (others + root) : (root - others) / (2 * variance);
                change = Math.Max(change, Math.Abs(next - x[i]) / next);
                x[i] = next;
            }

            if (change < 1e-14)
            {
                break;
            }
        }

        var sum = x.Sum();
        return Array.ConvertAll(x, value => value / sum);
    }

    private static double[] Budget(ReadOnlySpan<double> budgets, int n)
    {
        if (budgets.IsEmpty)
        {
            var equal = new double[n];
            Array.Fill(equal, 1.0 / n);
            return equal;
        }

        if (budgets.Length != n)
        {
            throw new ArgumentException($"{n} assets need as many budgets, not {budgets.Length}.", nameof(budgets));
        }

        double sum = 0;
        foreach (var b in budgets)
        {
            if (!(b > 0))
            {
                throw new ArgumentException($"Budgets must be positive, not {b}.", nameof(budgets));
            }

            sum += b;
        }

        var scaled = budgets.ToArray();
        for (var i = 0; i < n; i++)
        {
            scaled[i] /= sum;
        }

        return scaled;
    }
}
