namespace Ami.Quant.Models.Trees;

/// <summary>Quantiles of weighted values.</summary>
internal static class WeightedQuantile
{
    /// <summary>
    /// The least value at which the cumulative weight reaches <paramref name="level"/> of the total: a minimiser of the
    /// weighted pinball loss (Koenker &amp; Bassett 1978). Where it is reached exactly, every point up to the next value
    /// minimises too, and the middle is taken. Reorders its arguments.
    /// </summary>
    public static double Of(Span<double> values, Span<double> weights, double level)
    {
        values.Sort(weights);
        double total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var wanted = level * total;
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights[i];
            if (sum > wanted * (1 + 1e-12))
            {
                return values[i];
            }

            if (sum < wanted * (1 - 1e-12))
            {
                continue;
            }

            var next = i + 1;
            while (next < values.Length && weights[next] == 0)
            {
                next++;
            }

            if (sum > 0)
            {
                return next < values.Length ? (values[i] + values[next]) / 2 : values[i];
            }
        }

        return values[^1];
    }
}
