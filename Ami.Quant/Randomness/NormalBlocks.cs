using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ami.Quant.Randomness;

/// <summary>
/// Standard normal draws, 32 at a time, straight from Philox counters.
/// Source: Box, Muller (1958), "A note on the generation of random normal deviates", Annals of Mathematical Statistics 29.
/// Each pair uses two 32-bit words, so the largest magnitude is sqrt(-2 ln 2⁻³³) ≈ 6.76 (probability beyond it 1.4e-11).
/// </summary>
internal static class NormalBlocks
{
    /// <summary>The lanes' indices 0 … 7.</summary>
    internal static Vector512<ulong> Lanes => Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);

    /// <summary>Four normals per lane from the counters (c0, c1, c2, c3) of eight lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Draw(
        ulong key,
        Vector512<ulong> c0,
        Vector512<ulong> c1,
        Vector512<ulong> c2,
        Vector512<ulong> c3,
        out Vector512<double> z0,
        out Vector512<double> z1,
        out Vector512<double> z2,
        out Vector512<double> z3
    )
    {
        Philox4x32.Blocks(ref c0, ref c1, ref c2, ref c3, key);
        Transform(c0, c1, c2, c3, out z0, out z1, out z2, out z3);
    }

    /// <summary>Four normals per lane from four words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Transform(
        Vector512<ulong> c0,
        Vector512<ulong> c1,
        Vector512<ulong> c2,
        Vector512<ulong> c3,
        out Vector512<double> z0,
        out Vector512<double> z1,
        out Vector512<double> z2,
        out Vector512<double> z3
    )
    {
        VectorMath.Log(Uniform(c0), Uniform(c2), out var log0, out var log1);
        var radius0 = Vector512.Sqrt(Vector512.Create(-2.0) * log0);
        var radius1 = Vector512.Sqrt(Vector512.Create(-2.0) * log1);
        VectorMath.SinCosOfTurn(c1, c3, out var sin0, out var cos0, out var sin1, out var cos1);
        z0 = radius0 * cos0;
        z1 = radius0 * sin0;
        z2 = radius1 * cos1;
        z3 = radius1 * sin1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Uniform(Vector512<ulong> word) =>
        Vector512.FusedMultiplyAdd(VectorMath.FromWord(word), Vector512.Create(1.0 / 4294967296), Vector512.Create(0.5 / 4294967296));
}
