using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ami.Quant.Randomness;

/// <summary>
/// Elementary functions over eight doubles, built from exactly rounded operations only (add, multiply, fused multiply-add, divide),
/// so that every machine and every batch size gives the same bits. The polynomials interpolate the functions at Chebyshev nodes of the reduced
/// arguments, computed in extended precision (Trefethen, 2013, "Approximation theory and approximation practice", chapter 4); errors are below 1e-12.
/// Two vectors go side by side where one would leave the processor waiting, and so that no constant has to stay in a register for long.
/// </summary>
internal static class VectorMath
{
    // ln 2 in two parts: the first has 21 trailing zero bits, so its product with any exponent is exact.
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;
    private const double TwoTo52 = 4503599627370496.0;
    private const double RoundShift = 6755399441055744.0;

    /// <summary>The low 32 bits of each lane as a double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> FromWord(Vector512<ulong> lanes)
    {
        // A double with the exponent of 2^52 holds an integer in its low mantissa bits.
        var bits = (lanes & Vector512.Create(0xFFFF_FFFFUL)) | Vector512.Create(0x4330_0000_0000_0000UL);
        return bits.AsDouble() - Vector512.Create(TwoTo52);
    }

    /// <summary>Natural logarithm of positive normal numbers; nothing else is checked.</summary>
    internal static Vector512<double> Log(Vector512<double> x)
    {
        Log(x, x, out var log, out _);
        return log;
    }

    /// <summary>Natural logarithms of two vectors of positive normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Log(Vector512<double> x0, Vector512<double> x1, out Vector512<double> log0, out Vector512<double> log1)
    {
        Reduce(x0, out var e0, out var s0);
        Reduce(x1, out var e1, out var s1);
        var z0 = s0 * s0;
        var z1 = s1 * s1;
        var p0 = Vector512.Create(0.1936277683736833);
        var p1 = p0;
        Horner(ref p0, ref p1, z0, z1, 0.22191394493143546);
        Horner(ref p0, ref p1, z0, z1, 0.2857175463573325);
        Horner(ref p0, ref p1, z0, z1, 0.39999998796848674);
        Horner(ref p0, ref p1, z0, z1, 0.6666666666737545);
        var low = Vector512.Create(Ln2Low);
        var tail0 = Vector512.FusedMultiplyAdd(p0 * z0, s0, e0 * low);
        var tail1 = Vector512.FusedMultiplyAdd(p1 * z1, s1, e1 * low);
        var high = Vector512.Create(Ln2High);
        log0 = Vector512.FusedMultiplyAdd(e0, high, s0 + s0 + tail0);
        log1 = Vector512.FusedMultiplyAdd(e1, high, s1 + s1 + tail1);
    }

    /// <summary>Exponential; arguments are clamped to [-700, 700].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Exp(Vector512<double> x)
    {
        x = Vector512.Min(Vector512.Max(x, Vector512.Create(-700.0)), Vector512.Create(700.0));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.4426950408889634), Vector512.Create(RoundShift));
        var n = shifted - Vector512.Create(RoundShift);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r);
        var p = ExpReduced(r);
        // The low bits of `shifted` hold n in two's complement; adding them to the exponent field multiplies by 2^n.
        return (p.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
    }

    /// <summary>
    /// Largest magnitude for <see cref="ExpReduced"/>: a little less than ½ ln 2, so that <see cref="Exp"/> has nothing to reduce and gives the same bits.
    /// </summary>
    internal const double LargestReduced = 0.3465;

    /// <summary>Exponential of arguments up to <see cref="LargestReduced"/> in magnitude; nothing is checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> ExpReduced(Vector512<double> r)
    {
        // Even and odd powers apart (Estrin): half the latency of one chain.
        var z = r * r;
        var odd = Vector512.Create(2.761756702618866e-6);
        var even = Vector512.Create(2.4867872634783055e-5);
        Horner(ref odd, ref even, z, z, 0.00019841224596287875, 0.0013888839106885938);
        Horner(ref odd, ref even, z, z, 0.008333333344204196, 0.04166666678627902);
        Horner(ref odd, ref even, z, z, 0.16666666666662586, 0.499999999999551);
        Horner(ref odd, ref even, z, z, 1.0, 1.0);
        return Vector512.FusedMultiplyAdd(odd, r, even);
    }

    /// <summary>Sines and cosines of the angles 2π·(word + ½)/2³² − π/4, where word is the low half of each lane of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SinCosOfTurn(
        Vector512<ulong> word0,
        Vector512<ulong> word1,
        out Vector512<double> sin0,
        out Vector512<double> cos0,
        out Vector512<double> sin1,
        out Vector512<double> cos1
    )
    {
        var x0 = WithinQuadrant(word0);
        var x1 = WithinQuadrant(word1);
        var z0 = x0 * x0;
        var z1 = x1 * x1;
        var s0 = Vector512.Create(-2.480561171081279e-8);
        var c0 = Vector512.Create(-2.7300933687195706e-7);
        var s1 = s0;
        var c1 = c0;
        Horner(ref s0, ref s1, z0, z1, 2.7555990664712503e-6);
        Horner(ref c0, ref c1, z0, z1, 2.480060018036364e-5);
        Horner(ref s0, ref s1, z0, z1, -0.00019841266916110562);
        Horner(ref c0, ref c1, z0, z1, -0.0013888887671652504);
        Horner(ref s0, ref s1, z0, z1, 0.008333333331078323);
        Horner(ref c0, ref c1, z0, z1, 0.041666666664320264);
        Horner(ref s0, ref s1, z0, z1, -0.16666666666663885);
        Horner(ref c0, ref c1, z0, z1, -0.5);
        s0 = Vector512.FusedMultiplyAdd(s0 * z0, x0, x0);
        s1 = Vector512.FusedMultiplyAdd(s1 * z1, x1, x1);
        Horner(ref c0, ref c1, z0, z1, 1.0);
        ToQuadrant(word0, s0, c0, out sin0, out cos0);
        ToQuadrant(word1, s1, c1, out sin1, out cos1);
    }

    // The top two bits choose the quadrant, the other thirty an angle in (-π/4, π/4) around its middle.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> WithinQuadrant(Vector512<ulong> word)
    {
        const double Step = Math.PI / 2 / (1 << 30);
        var within = FromWord(word & Vector512.Create(0x3FFF_FFFFUL));
        return Vector512.FusedMultiplyAdd(within, Vector512.Create(Step), Vector512.Create((0.5 - (1 << 29)) * Step));
    }

    // Quadrant q turns by q·90°: odd quadrants exchange sine and cosine, and the signs follow the two top bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ToQuadrant(Vector512<ulong> word, Vector512<double> s, Vector512<double> c, out Vector512<double> sin, out Vector512<double> cos)
    {
        var even = Vector512.Equals(word & Vector512.Create(0x4000_0000UL), Vector512<ulong>.Zero).AsDouble();
        var top = Vector512.Create(0x8000_0000_0000_0000UL);
        var sinSign = (word << 32) & top;
        var cosSign = ((word << 32) ^ (word << 33)) & top;
        sin = (Vector512.ConditionalSelect(even, s, c).AsUInt64() ^ sinSign).AsDouble();
        cos = (Vector512.ConditionalSelect(even, c, s).AsUInt64() ^ cosSign).AsDouble();
    }

    // x = m·2^e with m in [sqrt(1/2), sqrt(2)); s = (m - 1) / (m + 1), so that log m = 2 (s + s³/3 + s⁵/5 + …).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(Vector512<double> x, out Vector512<double> e, out Vector512<double> s)
    {
        // Subtracting the bits of sqrt(1/2) makes the exponent field carry at the right place.
        var exponent = (x.AsInt64() - Vector512.Create(0x3FE6_A09E_667F_3BCDL)) >> 52;
        var m = (x.AsInt64() - (exponent << 52)).AsDouble();
        // Adding to the bits of 1.5·2^52 turns a small signed integer into a double.
        e = (exponent + Vector512.Create(RoundShift).AsInt64()).AsDouble() - Vector512.Create(RoundShift);
        s = (m - Vector512<double>.One) / (m + Vector512<double>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Horner(ref Vector512<double> p0, ref Vector512<double> p1, Vector512<double> z0, Vector512<double> z1, double constant) =>
        Horner(ref p0, ref p1, z0, z1, constant, constant);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Horner(
        ref Vector512<double> p0,
        ref Vector512<double> p1,
        Vector512<double> z0,
        Vector512<double> z1,
        double constant0,
        double constant1
    )
    {
        p0 = Vector512.FusedMultiplyAdd(p0, z0, Vector512.Create(constant0));
        p1 = Vector512.FusedMultiplyAdd(p1, z1, Vector512.Create(constant1));
    }
}
