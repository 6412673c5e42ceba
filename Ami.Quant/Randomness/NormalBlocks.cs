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
        ulong key, Vector512<ulong> c0, Vector512<ulong> c1, Vector512<ulong> c2, Vector512<ulong> c3,
        out Vector512<double> z0, out Vector512<double> z1, out Vector512<double> z2, out Vector512<double> z3)
    {
        Philox4x32.Blocks(ref c0, ref c1, ref c2, ref c3, key);
        Pair(c0, c1, out z0, out z1);
        Pair(c2, c3, out z2, out z3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(Vector512<ulong> radiusWord, Vector512<ulong> angleWord, out Vector512<double> a, out Vector512<double> b)
    {
        var u = Vector512.FusedMultiplyAdd(VectorMath.FromWord(radiusWord), Vector512.Create(1.0 / 4294967296), Vector512.Create(0.5 / 4294967296));
        var radius = Vector512.Sqrt(Vector512.Create(-2.0) * VectorMath.Log(u));
        var (sin, cos) = VectorMath.SinCosOfTurn(angleWord);
        a = radius * cos;
        b = radius * sin;
    }
}
