using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

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
                var (p, n) = (probabilities[i], sorted.Length);
                result[i] = Interpolated(p, n, sorted[Rank(p, n, 0)], sorted[Rank(p, n, 1)]);
            }

            return;
        }

        // Any map that keeps the order would do: this one rounds to one of the buckets 0 to Buckets − 1.
        var scale = (Buckets - 1) / (high - low);
        var bucketOf = ArrayPool<ushort>.Shared.Rent(values.Length);
        Span<int> starts = stackalloc int[Buckets + 1];
        starts.Clear();
        Assign(values, low, scale, bucketOf);
        foreach (var bucket in bucketOf.AsSpan(0, values.Length))
        {
            starts[bucket + 1]++;
        }

        for (var b = 0; b < Buckets; b++)
        {
            starts[b + 1] += starts[b];
        }

        // Values of the buckets that hold wanted ranks, by number from 1; 0 is a bucket that nobody asks for.
        Span<ushort> numberOf = stackalloc ushort[Buckets];
        numberOf.Clear();
        var members = new List<double[]>(2 * probabilities.Length);
        var places = new (int Number, int Start)[2 * probabilities.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var rank = Rank(probabilities[i / 2], values.Length, i % 2);
            var bucket = BucketOfRank(starts, rank);
            if (numberOf[bucket] == 0)
            {
                members.Add(new double[starts[bucket + 1] - starts[bucket]]);
                numberOf[bucket] = (ushort)members.Count;
            }

            places[i] = (numberOf[bucket] - 1, rank - starts[bucket]);
        }

        var filled = new int[members.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (numberOf[bucketOf[i]] is not 0 and var number)
            {
                members[number - 1][filled[number - 1]++] = values[i];
            }
        }

        ArrayPool<ushort>.Shared.Return(bucketOf);
        members.ForEach(Array.Sort);
        for (var i = 0; i < probabilities.Length; i++)
        {
            var (below, above) = (places[2 * i], places[2 * i + 1]);
            result[i] = Interpolated(probabilities[i], values.Length, members[below.Number][below.Start], members[above.Number][above.Start]);
        }
    }

    private static void Assign(ReadOnlySpan<double> values, double low, double scale, Span<ushort> bucketOf)
    {
        // A double with the exponent of 2^52 holds an integer in its low mantissa bits.
        const double TwoTo52 = 4503599627370496.0;
        var i = 0;
        for (; i + Vector512<double>.Count <= values.Length; i += Vector512<double>.Count)
        {
            var place = (Vector512.Create(values[i..]) - Vector512.Create(low)) * Vector512.Create(scale) + Vector512.Create(TwoTo52);
            var words = Vector512.Narrow(place.AsUInt64(), Vector512<ulong>.Zero);
            Vector512.Narrow(words, Vector512<uint>.Zero).GetLower().GetLower().CopyTo(bucketOf[i..]);
        }

        for (; i < values.Length; i++)
        {
            bucketOf[i] = (ushort)BitConverter.DoubleToUInt64Bits((values[i] - low) * scale + TwoTo52);
        }
    }

    private static int BucketOfRank(ReadOnlySpan<int> starts, int rank)
    {
        int from = 0,
            to = Buckets - 1;
        while (from < to)
        {
            var middle = (from + to + 1) / 2;
            if (starts[middle] <= rank)
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

    /// <summary>Place of the order statistic below a quantile (0) or above it (1).</summary>
    private static int Rank(double probability, int count, int above) => Math.Min((int)(probability * (count - 1)) + above, count - 1);

    private static double Interpolated(double probability, int count, double below, double above)
    {
        var rank = probability * (count - 1);
        var fraction = rank - Math.Floor(rank);
        return fraction == 0 ? below : below + fraction * (above - below);
    }
}
