namespace Ami.Quant.Allocation;

/// <summary>
/// Hierarchical risk parity: clusters assets by correlation and splits weight between clusters by inverse variance; needs no inverse of the
/// covariance. Source: López de Prado (2016), "Building diversified portfolios that outperform out of sample", Journal of Portfolio Management 42;
/// López de Prado (2018), chapter 16.
/// </summary>
public static class HierarchicalRiskParity
{
    /// <summary>Finds the weights.</summary>
    /// <param name="covariance">Covariance, (N, N), of positive variances.</param>
    /// <returns>Positive weights summing to 1.</returns>
    /// <exception cref="ArgumentException">The matrix is not square, not symmetric or has an asset without variance.</exception>
    public static double[] Optimise(double[,] covariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        Cholesky.Factor(covariance);
        for (var i = 0; i < covariance.GetLength(0); i++)
        {
            if (!(covariance[i, i] > 0))
            {
                throw new ArgumentException($"Asset {i} has no variance.", nameof(covariance));
            }
        }

        var order = Order(covariance);
        var weights = new double[order.Length];
        Array.Fill(weights, 1);
        var pending = new Stack<(int From, int To)>();
        pending.Push((0, order.Length));
        while (pending.TryPop(out var range))
        {
            if (range.To - range.From < 2)
            {
                continue;
            }

            var middle = range.From + (range.To - range.From) / 2;
            var left = ClusterVariance(covariance, order.AsSpan(range.From, middle - range.From));
            var right = ClusterVariance(covariance, order.AsSpan(middle, range.To - middle));
            var share = 1 - left / (left + right);
            for (var k = range.From; k < range.To; k++)
            {
                weights[order[k]] *= k < middle ? share : 1 - share;
            }

            pending.Push((range.From, middle));
            pending.Push((middle, range.To));
        }

        return weights;
    }

    /// <summary>The assets in the order of the cluster tree's leaves, similar ones next to each other (quasi-diagonalisation).</summary>
    /// <param name="covariance">Covariance, (N, N).</param>
    public static int[] Order(double[,] covariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        var n = covariance.GetLength(0);
        var distance = Distances(covariance);
        var clusters = new List<List<int>>();
        for (var i = 0; i < n; i++)
        {
            clusters.Add([i]);
        }

        // Single linkage: join the two clusters with the nearest pair of members.
        while (clusters.Count > 1)
        {
            var (a, b, least) = (0, 1, double.PositiveInfinity);
            for (var i = 0; i < clusters.Count; i++)
            {
                for (var j = i + 1; j < clusters.Count; j++)
                {
                    var between = Linkage(distance, clusters[i], clusters[j]);
                    if (between < least)
                    {
                        (a, b, least) = (i, j, between);
                    }
                }
            }

            var joined = clusters[a];
            joined.AddRange(clusters[b]);
            clusters.RemoveAt(b);
            // The newest cluster goes last, as in the usual linkage matrices.
            clusters.RemoveAt(a);
            clusters.Add(joined);
        }

        return n == 0 ? [] : [.. clusters[0]];
    }

    // Euclidean distance between the columns of sqrt((1 − ρ) / 2).
    private static double[,] Distances(double[,] covariance)
    {
        var n = covariance.GetLength(0);
        var d = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                d[i, j] = i == j ? 0 : Math.Sqrt(Math.Max(0, 0.5 * (1 - covariance[i, j] / Math.Sqrt(covariance[i, i] * covariance[j, j]))));
            }
        }

        var result = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                double sum = 0;
                for (var k = 0; k < n; k++)
                {
                    sum += (d[k, i] - d[k, j]) * (d[k, i] - d[k, j]);
                }

                result[i, j] = Math.Sqrt(sum);
            }
        }

        return result;
    }

    private static double Linkage(double[,] distance, List<int> a, List<int> b)
    {
        var least = double.PositiveInfinity;
        foreach (var i in a)
        {
            foreach (var j in b)
            {
                least = Math.Min(least, distance[i, j]);
            }
        }

        return least;
    }

    // Variance of the cluster held with inverse-variance weights.
    private static double ClusterVariance(double[,] covariance, ReadOnlySpan<int> members)
    {
        double total = 0,
            sum = 0;
        foreach (var i in members)
        {
            total += 1 / covariance[i, i];
        }

        foreach (var i in members)
        {
            foreach (var j in members)
            {
                sum += covariance[i, j] / (covariance[i, i] * covariance[j, j]);
            }
        }

        return sum / (total * total);
    }
}
