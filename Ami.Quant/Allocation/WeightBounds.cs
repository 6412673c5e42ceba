namespace Ami.Quant.Allocation;

/// <summary>Least and greatest weight of each asset. All weights together always sum to 1 (fully invested; add cash as an asset if wanted).</summary>
public sealed class WeightBounds
{
    private readonly double[] _lower;
    private readonly double[] _upper;

    /// <summary>Individual bounds.</summary>
    /// <param name="lower">Least weights; negative allows short positions.</param>
    /// <param name="upper">Greatest weights.</param>
    /// <exception cref="ArgumentException">Lengths differ, a lower bound is above its upper bound, or no weights within them sum to 1.</exception>
    public WeightBounds(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        if (lower.Length != upper.Length || lower.IsEmpty)
        {
            throw new ArgumentException($"{lower.Length} lower and {upper.Length} upper bounds.", nameof(lower));
        }

        double least = 0,
            most = 0;
        for (var i = 0; i < lower.Length; i++)
        {
            if (!(lower[i] <= upper[i]) || !double.IsFinite(lower[i]) || !double.IsFinite(upper[i]))
            {
                throw new ArgumentException($"Asset {i} has bounds [{lower[i]}, {upper[i]}].", nameof(lower));
            }

            least += lower[i];
            most += upper[i];
        }

        if (least > 1 + 1e-12 || most < 1 - 1e-12)
        {
            throw new ArgumentException($"Weights within the bounds sum to between {least} and {most}, never to 1.", nameof(lower));
        }

        _lower = lower.ToArray();
        _upper = upper.ToArray();
    }

    /// <summary>Number of assets.</summary>
    public int Count => _lower.Length;

    /// <summary>Least weights.</summary>
    public ReadOnlySpan<double> Lower => _lower;

    /// <summary>Greatest weights.</summary>
    public ReadOnlySpan<double> Upper => _upper;

    /// <summary>No short positions, and no asset above a cap.</summary>
    /// <param name="assets">Number of assets.</param>
    /// <param name="cap">Greatest weight; default 1.</param>
    public static WeightBounds LongOnly(int assets, double cap = 1) => Uniform(assets, 0, cap);

    /// <summary>The same bounds for all assets.</summary>
    /// <param name="assets">Number of assets.</param>
    /// <param name="lower">Least weight.</param>
    /// <param name="upper">Greatest weight.</param>
    public static WeightBounds Uniform(int assets, double lower, double upper)
    {
        var (low, high) = (new double[assets], new double[assets]);
        Array.Fill(low, lower);
        Array.Fill(high, upper);
        return new WeightBounds(low, high);
    }

    /// <summary>Some weights within the bounds: the lower bounds, filled up evenly towards the upper ones.</summary>
    internal double[] Feasible()
    {
        double least = 0,
            most = 0;
        for (var i = 0; i < Count; i++)
        {
            least += _lower[i];
            most += _upper[i];
        }

        var share = most > least ? Math.Clamp((1 - least) / (most - least), 0, 1) : 0;
        var weights = new double[Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = _lower[i] + share * (_upper[i] - _lower[i]);
        }

        return weights;
    }
}
