namespace Ami.Quant.Simulation;

/// <summary>Splits a bar into shorter bars whose aggregate is exactly the bar: same open, high, low, close and volume.</summary>
internal static class BarBridge
{
    /// <summary>Splits one bar.</summary>
    /// <param name="parent">The bar to split.</param>
    /// <param name="guide">Where the path tends to be at the start of each child and at the end, one more than children; ends on open and close.</param>
    /// <param name="deviations">Standard deviation of each child's move, price steps.</param>
    /// <param name="volumeWeights">Share of volume of each child, any positive scale.</param>
    /// <param name="noise">Draws of this bar.</param>
    /// <param name="childLength">Milliseconds of a child.</param>
    /// <param name="children">Receives the children in time order; each opens where the one before closed.</param>
    public static void Split(
        in UnitBar parent,
        ReadOnlySpan<double> guide,
        ReadOnlySpan<double> deviations,
        ReadOnlySpan<double> volumeWeights,
        SimulationNoise noise,
        long childLength,
        Span<UnitBar> children
    )
    {
        var count = children.Length;
        Span<double> nodes = stackalloc double[count + 1];
        AroundGuide(guide, deviations, noise, nodes);
        Span<double> highs = stackalloc double[count],
            lows = stackalloc double[count];
        var (top, bottom) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var (first, second) = noise.Uniforms(ExtremeIndex + (uint)i);
            highs[i] = BrownianBridge.Maximum(nodes[i], nodes[i + 1], deviations[i], first);
            lows[i] = BrownianBridge.Minimum(nodes[i], nodes[i + 1], deviations[i], second);
            if (highs[i] > highs[top])
            {
                top = i;
            }

            if (lows[i] < lows[bottom])
            {
                bottom = i;
            }
        }

        var fit = new RangeFit(parent, highs[top], lows[bottom]);
        Span<long> volumes = stackalloc long[count];
        ExactShares.Split(parent.Volume, volumeWeights, volumes);
        var open = parent.Open;
        for (var i = 0; i < count; i++)
        {
            var close = i == count - 1 ? parent.Close : fit.Map(nodes[i + 1]);
            var high = i == top ? parent.High : Math.Max(fit.Map(highs[i]), Math.Max(open, close));
            var low = i == bottom ? parent.Low : Math.Min(fit.Map(lows[i]), Math.Min(open, close));
            children[i] = new UnitBar(parent.Time + i * childLength, open, high, low, close, volumes[i]);
            open = close;
        }
    }

    // Normal draws use block indices from 0, extremes their own range: no draw is used twice.
    private const uint ExtremeIndex = 1024;

    /// <summary>A random walk with the given deviations, bent to stay at zero at both ends, added to the guide.</summary>
    private static void AroundGuide(ReadOnlySpan<double> guide, ReadOnlySpan<double> deviations, SimulationNoise noise, Span<double> nodes)
    {
        var count = deviations.Length;
        Span<double> normals = stackalloc double[count];
        noise.Normals(normals, 0);
        var (walk, variance) = (0.0, 0.0);
        nodes[0] = 0;
        for (var i = 0; i < count; i++)
        {
            walk += normals[i] * deviations[i];
            variance += deviations[i] * deviations[i];
            nodes[i + 1] = walk;
        }

        var (end, passed) = (walk, 0.0);
        for (var i = 0; i < count; i++)
        {
            passed += deviations[i] * deviations[i];
            nodes[i + 1] += guide[i + 1] - (variance > 0 ? end * passed / variance : 0);
        }

        nodes[0] = guide[0];
    }
}
