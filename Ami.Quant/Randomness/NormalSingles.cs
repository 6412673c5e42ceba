using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ami.Quant.Randomness;

/// <summary>
/// The transformation of <see cref="NormalBlocks"/> in single precision, sixteen at a time: the same normals from the same words, but for errors below 1e-6,
/// far below what any number of paths can show, in half the time. Polynomials interpolate at Chebyshev nodes as in <see cref="VectorMath"/>; every operation is
/// exactly rounded, so that every machine gives the same bits.
/// </summary>
internal static class NormalSingles
{
    private const float Ln2 = 0.6931472f;
    private const int HalfRootBits = 0x3F35_04F3;

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
        var radius = Vector512.Sqrt(Vector512.Create(-2f) * LogOfUniform(Vector512.Narrow(c0, c2)));
        SinCosOfTurn(Vector512.Narrow(c1, c3), out var sin, out var cos);
        (cos, sin) = (radius * cos, radius * sin);
        (z0, z2) = (Vector512.WidenLower(cos), Vector512.WidenUpper(cos));
        (z1, z3) = (Vector512.WidenLower(sin), Vector512.WidenUpper(sin));
    }

    /// <summary>ln((word + ½)/2³²).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogOfUniform(Vector512<uint> word)
    {
        var x = Uniform(word);
        // x = m·2^e with m in [sqrt(1/2), sqrt(2)); s = (m - 1) / (m + 1), so that log m = 2 (s + s³/3 + s⁵/5 + …).
        var exponent = (x.AsInt32() - Vector512.Create(HalfRootBits)) >> 23;
        var m = (x.AsInt32() - (exponent << 23)).AsSingle();
        // Next to 1 too few digits of 1 - x are left in x: it is taken from the word.
        var nextToOne = Vector512.Equals(exponent, Vector512<int>.Zero).AsSingle();
        var s = Vector512.ConditionalSelect(nextToOne, -Uniform(~word), m - Vector512<float>.One) / (m + Vector512<float>.One);
        var z = s * s;
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(0.2957995f), z, Vector512.Create(0.3998878f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.66666687f));
        var log = Vector512.FusedMultiplyAdd(p * z, s, s + s);
        return Vector512.FusedMultiplyAdd(Vector512.ConvertToSingle(exponent), Vector512.Create(Ln2), log);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Uniform(Vector512<uint> word) =>
        Vector512.FusedMultiplyAdd(Vector512.ConvertToSingle(word), Vector512.Create(1f / 4294967296), Vector512.Create(0.5f / 4294967296));

    /// <summary>Sine and cosine of 2π·(word + ½)/2³² − π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SinCosOfTurn(Vector512<uint> word, out Vector512<float> sin, out Vector512<float> cos)
    {
        // The top two bits choose the quadrant, the other thirty an angle in (-π/4, π/4) around its middle.
        const float Step = (float)(Math.PI / 2 / (1 << 30));
        var within = (word & Vector512.Create(0x3FFF_FFFFu)).AsInt32() - Vector512.Create(1 << 29);
        var x = Vector512.FusedMultiplyAdd(Vector512.ConvertToSingle(within), Vector512.Create(Step), Vector512.Create(0.5f * Step));
        var z = x * x;
        var s = Vector512.FusedMultiplyAdd(Vector512.Create(-0.00019587891f), z, Vector512.Create(0.008332748f));
        var c = Vector512.FusedMultiplyAdd(Vector512.Create(2.4547942e-5f), z, Vector512.Create(-0.0013888302f));
        s = Vector512.FusedMultiplyAdd(s, z, Vector512.Create(-0.16666664f));
        c = Vector512.FusedMultiplyAdd(c, z, Vector512.Create(0.041666664f));
        c = Vector512.FusedMultiplyAdd(c, z, Vector512.Create(-0.5f));
        s = Vector512.FusedMultiplyAdd(s * z, x, x);
        c = Vector512.FusedMultiplyAdd(c, z, Vector512<float>.One);

        // Quadrant q turns by q·90°: odd quadrants exchange sine and cosine, and the signs follow the two top bits.
        var even = Vector512.Equals(word & Vector512.Create(0x4000_0000u), Vector512<uint>.Zero).AsSingle();
        var top = Vector512.Create(0x8000_0000u);
        sin = (Vector512.ConditionalSelect(even, s, c).AsUInt32() ^ (word & top)).AsSingle();
        cos = (Vector512.ConditionalSelect(even, c, s).AsUInt32() ^ ((word ^ (word << 1)) & top)).AsSingle();
    }
}
