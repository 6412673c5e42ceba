namespace Ami.Quant.Models.Calibration;

/// <summary>
/// Isotonic regression of label on probability (Zadrozny &amp; Elkan 2002) by pooling adjacent violators (Ayer et al. 1955), with
/// straight lines between the pools and constants beyond the ends. Needs about a thousand samples to beat <see cref="PlattCalibrator"/>.
/// </summary>
public sealed class IsotonicCalibrator : ICalibrator
{
    private readonly double[] _from;
    private readonly double[] _to;

    private IsotonicCalibrator(double[] from, double[] to)
    {
        _from = from;
        _to = to;
    }

    /// <summary>Ends of the pools, ascending, as (model's probability, calibrated probability).</summary>
    public IReadOnlyList<(double From, double To)> Knots => [.. _from.Zip(_to)];

    /// <summary>Fits the map with the least weighted squared error among all that never fall.</summary>
    /// <param name="probabilities">The model's, in [0, 1].</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">Positive; empty means 1 each.</param>
    public static IsotonicCalibrator Fit(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        CalibrationSamples.Check(probabilities, labels, weights);
        var x = probabilities.ToArray();
        var order = new int[x.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(x, order);

        var pools = new Stack<Pool>();
        var start = 0;
        while (start < x.Length)
        {
            // Equal probabilities must get equal answers, so they start as one pool.
            var pool = new Pool(x[start], x[start], 0, 0);
            for (; start < x.Length && x[start] == pool.Low; start++)
            {
                var weight = weights.IsEmpty ? 1 : weights[order[start]];
                pool = pool with { Sum = pool.Sum + weight * labels[order[start]], Weight = pool.Weight + weight };
            }

            if (pool.Weight == 0)
            {
                continue;
            }

            while (pools.TryPeek(out var before) && before.Sum * pool.Weight >= pool.Sum * before.Weight)
            {
                pool = new Pool(before.Low, pool.High, before.Sum + pool.Sum, before.Weight + pool.Weight);
                pools.Pop();
            }

            pools.Push(pool);
        }

        if (pools.Count == 0)
        {
            throw new ArgumentException("Every sample weighs 0.", nameof(weights));
        }

        var from = new List<double>();
        var to = new List<double>();
        foreach (var pool in pools.Reverse())
        {
            from.Add(pool.Low);
            to.Add(pool.Sum / pool.Weight);
            if (pool.High == pool.Low)
            {
                continue;
            }

            from.Add(pool.High);
            to.Add(pool.Sum / pool.Weight);
        }

        return new IsotonicCalibrator([.. from], [.. to]);
    }

    /// <inheritdoc/>
    public double Calibrate(double probability)
    {
        var at = Array.BinarySearch(_from, probability);
        if (at >= 0)
        {
            return _to[at];
        }

        var next = ~at;
        if (next == 0)
        {
            return _to[0];
        }

        if (next == _from.Length)
        {
            return _to[^1];
        }

        var share = (probability - _from[next - 1]) / (_from[next] - _from[next - 1]);
        return _to[next - 1] + share * (_to[next] - _to[next - 1]);
    }

    /// <inheritdoc/>
    public byte[] Save()
    {
        var writer = new ModelWriter();
        writer.Write<double>(_from);
        writer.Write<double>(_to);
        return ModelFormat.Seal(ModelKind.Isotonic, writer);
    }

    /// <summary>Reads a saved calibrator.</summary>
    /// <exception cref="InvalidDataException">Not one, damaged, or of another version.</exception>
    public static IsotonicCalibrator Load(ReadOnlySpan<byte> bytes)
    {
        var reader = ModelFormat.Open(bytes, ModelKind.Isotonic);
        var from = reader.Array<double>();
        var to = reader.Array<double>(from.Length);
        reader.End();
        if (from.Length == 0)
        {
            throw new InvalidDataException("The calibrator is inconsistent: it has no knots.");
        }

        return new IsotonicCalibrator(from, to);
    }

    private readonly record struct Pool(double Low, double High, double Sum, double Weight);
}
