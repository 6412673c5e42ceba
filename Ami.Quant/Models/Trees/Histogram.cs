using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ami.Quant.Models.Trees;

/// <summary>
/// Sums of gradients and hessians per bin, as pairs of doubles. The kernels take four features at a time over a tile of
/// rows: their bins (16 KB) stay in the first-level cache while the rows' bytes and gradients come from the second.
/// </summary>
internal static unsafe class Histogram
{
    private const int TileRows = 1024;
    public const int PrefetchDistance = 24;

    /// <summary>Adds rows to a cleared or partly filled histogram, in row order.</summary>
    /// <param name="binned">The bins.</param>
    /// <param name="features">Features to fill, ascending.</param>
    /// <param name="rows">Sample numbers, ascending.</param>
    /// <param name="pairs">Gradients in the order of <paramref name="rows"/>.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="histogram">Receives the sums; a feature's bins start at its offset.</param>
    public static void Accumulate(BinnedFeatures binned, ReadOnlySpan<int> features, int* rows, GradientPair* pairs, int count, double* histogram)
    {
        for (var start = 0; start < count; start += TileRows)
        {
            var tile = Math.Min(TileRows, count - start);
            var f = 0;
            for (; f + 4 <= features.Length; f += 4)
            {
                Four(binned, features.Slice(f, 4), rows + start, pairs + start, tile, histogram, f == 0 && Sse.IsSupported);
            }

            for (; f < features.Length; f++)
            {
                One(binned, features[f], rows + start, pairs + start, tile, histogram);
            }
        }
    }

    private static void Four(BinnedFeatures binned, ReadOnlySpan<int> features, int* rows, GradientPair* pairs, int count, double* histogram, bool prefetch)
    {
        nint stride = binned.Stride;
        var offsets = binned.Offsets;
        var bins = binned.ByRow + features[0];
        nint f1 = features[1] - features[0],
            f2 = features[2] - features[0],
            f3 = features[3] - features[0];
        byte* h0 = (byte*)(histogram + 2 * offsets[features[0]]),
            h1 = (byte*)(histogram + 2 * offsets[features[1]]);
        byte* h2 = (byte*)(histogram + 2 * offsets[features[2]]),
            h3 = (byte*)(histogram + 2 * offsets[features[3]]);
        for (var i = 0; i < count; i++)
        {
            if (prefetch)
            {
                Sse.Prefetch0(bins + rows[i + PrefetchDistance] * stride);
            }

            var row = bins + rows[i] * stride;
            var pair = Widen(pairs + i);
            Add(h0 + ((nuint)row[0] << 4), pair);
            Add(h1 + ((nuint)row[f1] << 4), pair);
            Add(h2 + ((nuint)row[f2] << 4), pair);
            Add(h3 + ((nuint)row[f3] << 4), pair);
        }
    }

    private static void One(BinnedFeatures binned, int feature, int* rows, GradientPair* pairs, int count, double* histogram)
    {
        nint stride = binned.Stride;
        var bins = binned.ByRow + feature;
        var h = (byte*)(histogram + 2 * binned.Offsets[feature]);
        for (var i = 0; i < count; i++)
        {
            Add(h + ((nuint)bins[rows[i] * stride] << 4), Widen(pairs + i));
        }
    }

    /// <summary><paramref name="target"/> plus or minus <paramref name="other"/>, over <paramref name="length"/> doubles.</summary>
    public static void AddTo(double* target, double* other, int length)
    {
        for (var i = 0; i < length; i += 2)
        {
            (Vector128.Load(target + i) + Vector128.Load(other + i)).Store(target + i);
        }
    }

    /// <inheritdoc cref="AddTo"/>
    public static void SubtractFrom(double* target, double* other, int length)
    {
        for (var i = 0; i < length; i += 2)
        {
            (Vector128.Load(target + i) - Vector128.Load(other + i)).Store(target + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Widen(GradientPair* pair) =>
        Sse2.IsSupported
            ? Sse2.ConvertToVector128Double(Vector128.CreateScalarUnsafe(*(double*)pair).AsSingle())
            : Vector128.Create(pair->Gradient, (double)pair->Hessian);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(byte* bin, Vector128<double> pair) => (Vector128.Load((double*)bin) + pair).Store((double*)bin);
}
