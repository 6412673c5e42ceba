namespace Ami.Quant.Simulation;

/// <summary>Turns one bar into traded prices whose aggregate is exactly the bar.</summary>
public static class TickBridge
{
    /// <summary>Fewest ticks that can visit open, high, low and close.</summary>
    public const int MinimumCount = 4;

    private const uint VolumeIndex = 4096;

    /// <summary>
    /// A path of prices inside [low, high] that starts at the open, touches high and low, and ends at the close; the sizes sum to the volume.
    /// The same bar and key give the same path.
    /// </summary>
    /// <param name="bar">The bar to expand.</param>
    /// <param name="key">Key of the draws, for example of a symbol.</param>
    /// <param name="prices">Receives the prices, price steps; at least <see cref="MinimumCount"/>.</param>
    /// <param name="sizes">Receives the sizes, quantity steps; as long as <paramref name="prices"/>.</param>
    /// <exception cref="ArgumentException">Lengths are too small or differ, or the bar is impossible.</exception>
    public static void Expand(in UnitBar bar, ulong key, Span<long> prices, Span<long> sizes)
    {
        if (!bar.IsPossible)
        {
            throw new ArgumentException($"{bar} is not a possible bar.", nameof(bar));
        }

        Expand(bar, SimulationNoise.At(key, NoiseUse.Expansion, bar.Time), prices, sizes);
    }

    internal static void Expand(in UnitBar bar, SimulationNoise noise, Span<long> prices, Span<long> sizes)
    {
        var count = prices.Length;
        if (count < MinimumCount || sizes.Length != count)
        {
            throw new ArgumentException($"Needs at least {MinimumCount} prices and as many sizes.", nameof(prices));
        }

        Span<double> path = count <= 1024 ? stackalloc double[count] : new double[count];
        Walk(bar, noise, path);
        var (top, bottom) = Extremes(path[1..^1]);
        var fit = new RangeFit(bar, Math.Max(path[top], Math.Max(bar.Open, bar.Close)), Math.Min(path[bottom], Math.Min(bar.Open, bar.Close)));
        for (var i = 1; i < count - 1; i++)
        {
            prices[i] = fit.Map(path[i]);
        }

        prices[0] = bar.Open;
        prices[^1] = bar.Close;
        if (bar.High > Math.Max(bar.Open, bar.Close))
        {
            prices[top] = bar.High;
        }

        if (bar.Low < Math.Min(bar.Open, bar.Close))
        {
            prices[bottom] = bar.Low;
        }

        noise.Normals(path, VolumeIndex);
        for (var i = 0; i < count; i++)
        {
            path[i] = Math.Exp(0.8 * path[i]);
        }

        ExactShares.Split(bar.Volume, path, sizes);
    }

    private static void Walk(in UnitBar bar, SimulationNoise noise, Span<double> path)
    {
        var steps = path.Length - 1;
        noise.Normals(path, 0);
        var step = BrownianBridge.DeviationOf(bar.High, bar.Low) / Math.Sqrt(steps);
        path[0] = 0;
        for (var i = 1; i <= steps; i++)
        {
            path[i] = path[i - 1] + path[i] * step;
        }

        var end = path[steps];
        for (var i = 0; i <= steps; i++)
        {
            var share = (double)i / steps;
            path[i] += bar.Open + (bar.Close - bar.Open - end) * share;
        }
    }

    /// <summary>Where the interior of the path is highest and lowest, as two different indices into the whole path.</summary>
    private static (int Top, int Bottom) Extremes(ReadOnlySpan<double> interior)
    {
        var (top, bottom) = (0, interior.Length - 1);
        for (var i = 0; i < interior.Length; i++)
        {
            if (interior[i] > interior[top])
            {
                top = i;
            }

            if (interior[i] < interior[bottom])
            {
                bottom = i;
            }
        }

        if (top == bottom)
        {
            bottom = top == 0 ? 1 : top - 1;
        }

        return (top + 1, bottom + 1);
    }
}
