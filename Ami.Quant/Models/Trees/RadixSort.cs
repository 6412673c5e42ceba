using System.Runtime.CompilerServices;

namespace Ami.Quant.Models.Trees;

/// <summary>
/// Least-significant-digit radix sort of doubles. Linear time, so that exact quantiles of every feature cost less than
/// one tree; digits shared by all values (the low ones of prices or of former floats) are skipped.
/// </summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 6;
    private const int Buckets = 1 << DigitBits;

    /// <summary>Writes the sorted non-NaN values to the front of <paramref name="keys"/> and returns how many there are.</summary>
    /// <param name="values">Any values; NaN are left out.</param>
    /// <param name="keys">At least as long as the values; receives sortable keys, to be read with <see cref="ToDouble"/>.</param>
    /// <param name="scratch">At least as long as the values.</param>
    /// <param name="sorted">Whichever of the two buffers holds the result.</param>
    public static int Sort(ReadOnlySpan<double> values, ulong[] keys, ulong[] scratch, out ulong[] sorted)
    {
        var counts = new int[Digits * Buckets];
        var n = 0;
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                continue;
            }

            var key = ToKey(value);
            keys[n++] = key;
            for (var d = 0; d < Digits; d++)
            {
                counts[d * Buckets + (int)((key >> (d * DigitBits)) & (Buckets - 1))]++;
            }
        }

        var from = keys;
        var to = scratch;
        for (var d = 0; d < Digits && n > 0; d++)
        {
            var starts = counts.AsSpan(d * Buckets, Buckets);
            var shift = d * DigitBits;
            if (starts[(int)((from[0] >> shift) & (Buckets - 1))] == n)
            {
                continue;
            }

            var sum = 0;
            for (var b = 0; b < Buckets; b++)
            {
                (starts[b], sum) = (sum, sum + starts[b]);
            }

            for (var i = 0; i < n; i++)
            {
                var key = from[i];
                to[starts[(int)((key >> shift) & (Buckets - 1))]++] = key;
            }

            (from, to) = (to, from);
        }

        sorted = from;
        return n;
    }

    /// <summary>Orders like the double: flips the sign bit of positives and every bit of negatives; -0 becomes 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ToKey(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value + 0.0);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(ulong key)
    {
        var bits = (long)key;
        return BitConverter.Int64BitsToDouble(bits ^ ((~bits >> 63) | long.MinValue));
    }
}
