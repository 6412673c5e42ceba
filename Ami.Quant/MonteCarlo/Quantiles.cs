using System.Numerics.Tensors;

namespace Ami.Quant.MonteCarlo;

/// <summary>
/// Exact quantiles of an unsorted sample in linear time: counts into buckets, then sorts only the buckets that hold wanted order statistics.
/// Interpolation is linear, type 7 of Hyndman, Fan (1996), "Sample quantiles in statistical packages" (the default of R and NumPy).
/// </summary>
internal static class Quantiles
{
    private const int Buckets = 2048;
    private const int SmallSample = 4096;

    /// <summary>Writes one quantile per probability. Values must be finite.</summary>
    internal static void Of(ReadOnlySpan<double> values, ReadOnlySpan<double> probabilities, Span<double> result)
    {
        foreach (var p in probabilities)
        {
            if (!(p >= 0 && p <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(probabilities), p, "A probability must be in [0, 1].");
            }
        }

        var (low, high) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        if (values.Length <= SmallSample || !(high > low))
        {
            var sorted = values.ToArray();
            Array.Sort(sorted);
            for (var i = 0; i < probabilities.Length; i++)
            {
                result[i] = Interpolated(probabilities[i], sorted.Length, k => sorted[k]);
            }

            return;
        }

        var scale = Buckets * (1 - 1e-12) / (high - low);
        var starts = new int[Buckets + 1];
        var bucketOf = new ushort[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var bucket = (int)((values[i] - low) * scale);
            bucketOf[i] = (ushort)bucket;
            starts[bucket + 1]++;
        }

        for (var b = 0; b < Buckets; b++)
        {
            starts[b + 1] += starts[b];
        }

        var wanted = new double[Buckets][];
        foreach (var p in probabilities)
        {
            var rank = p * (values.Length - 1);
            Want((int)rank);
            Want(Math.Min((int)rank + 1, values.Length - 1));
        }

        var filled = new int[Buckets];
        for (var i = 0; i < values.Length; i++)
        {
            var bucket = bucketOf[i];
            if (wanted[bucket] is { } members)
            {
                members[filled[bucket]++] = values[i];
            }
        }

        foreach (var members in wanted)
        {
            if (members is not null)
            {
                Array.Sort(members);
            }
        }

        for (var i = 0; i < probabilities.Length; i++)
        {
            result[i] = Interpolated(probabilities[i], values.Length, k => wanted[BucketOfRank(k)][k - starts[BucketOfRank(k)]]);
        }

        void Want(int k) => wanted[BucketOfRank(k)] ??= new double[starts[BucketOfRank(k) + 1] - starts[BucketOfRank(k)]];

        int BucketOfRank(int k)
        {
            int from = 0,
                to = Buckets - 1;
            while (from < to)
            {
                var middle = (from + to + 1) / 2;
                if (starts[middle] <= k)
                {
                    from = middle;
                }
                else
                {
                    to = middle - 1;
                }
            }

            // Empty buckets share their start with the next one; the last of them is the one that holds the rank.
            return from;
        }
    }

    private static double Interpolated(double probability, int count, Func<int, double> orderStatistic)
    {
        var rank = probability * (count - 1);
        var below = orderStatistic((int)rank);
        var fraction = rank - Math.Floor(rank);
        return fraction == 0 ? below : below + fraction * (orderStatistic((int)rank + 1) - below);
    }
}
