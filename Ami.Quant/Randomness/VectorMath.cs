using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ami.Quant.Randomness;

/// <summary>
/// Elementary functions over eight doubles, built from exactly rounded operations only (add, multiply, fused multiply-add, divide),
/// so that every machine and every batch size gives the same bits. Truncated Taylor series on reduced arguments; relative error below 1e-14.
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Log(Vector512<double> x)
    {
        // x = m * 2^e with m in [sqrt(1/2), sqrt(2)): subtracting the bits of sqrt(1/2) makes the exponent field carry at the right place.
        var half = Vector512.Create(0x3FE6_A09E_667F_3BCDUL);
        var shifted = x.AsUInt64() - half;
        var exponent = (shifted.AsInt64() >> 52).AsUInt64();
        var mantissa = (x.AsUInt64() - (exponent << 52)).AsDouble();
        var e = FromWord(exponent + Vector512.Create(4096UL)) - Vector512.Create(4096.0);
        var s = (mantissa - Vector512<double>.One) / (mantissa + Vector512<double>.One);
        var z = s * s;
        var p = Vector512.Create(2.0 / 17);
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.0 / 15));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.0 / 13));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.0 / 11));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.0 / 9));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.0 / 7));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.0 / 5));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.0 / 3));
        var tail = Vector512.FusedMultiplyAdd(p * z, s, e * Vector512.Create(Ln2Low));
        return Vector512.FusedMultiplyAdd(e, Vector512.Create(Ln2High), Vector512.FusedMultiplyAdd(s, Vector512.Create(2.0), tail));
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
        var p = Vector512.Create(1.0 / 479001600);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 39916800));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 3628800));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 362880));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 40320));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 5040));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 720));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 120));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 24));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 6));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<double>.One);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<double>.One);
        // The low bits of `shifted` hold n in two's complement; adding them to the exponent field multiplies by 2^n.
        return (p.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
    }

    /// <summary>Sine and cosine of the angle 2π·(word + ½)/2³² − π/4, where word is the low half of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector512<double> Sin, Vector512<double> Cos) SinCosOfTurn(Vector512<ulong> word)
    {
        // The top two bits choose the quadrant, the other thirty an angle in (-π/4, π/4) around its middle.
        const double Step = Math.PI / 2 / (1 << 30);
        var within = FromWord(word & Vector512.Create(0x3FFF_FFFFUL));
        var x = Vector512.FusedMultiplyAdd(within, Vector512.Create(Step), Vector512.Create((0.5 - (1 << 29)) * Step));
        var z = x * x;
        var s = Vector512.Create(-1.0 / 1307674368000);
        s = Vector512.FusedMultiplyAdd(s, z, Vector512.Create(1.0 / 6227020800));
        s = Vector512.FusedMultiplyAdd(s, z, Vector512.Create(-1.0 / 39916800));
        s = Vector512.FusedMultiplyAdd(s, z, Vector512.Create(1.0 / 362880));
        s = Vector512.FusedMultiplyAdd(s, z, Vector512.Create(-1.0 / 5040));
        s = Vector512.FusedMultiplyAdd(s, z, Vector512.Create(1.0 / 120));
        s = Vector512.FusedMultiplyAdd(s, z, Vector512.Create(-1.0 / 6));
        s = Vector512.FusedMultiplyAdd(s * z, x, x);
        var c = Vector512.Create(-1.0 / 87178291200);
        c = Vector512.FusedMultiplyAdd(c, z, Vector512.Create(1.0 / 479001600));
        c = Vector512.FusedMultiplyAdd(c, z, Vector512.Create(-1.0 / 3628800));
        c = Vector512.FusedMultiplyAdd(c, z, Vector512.Create(1.0 / 40320));
        c = Vector512.FusedMultiplyAdd(c, z, Vector512.Create(-1.0 / 720));
        c = Vector512.FusedMultiplyAdd(c, z, Vector512.Create(1.0 / 24));
        c = Vector512.FusedMultiplyAdd(c, z, Vector512.Create(-0.5));
        c = Vector512.FusedMultiplyAdd(c, z, Vector512<double>.One);
        // Quadrant q turns by q·90°: odd quadrants exchange sine and cosine, and the signs follow the two top bits.
        var even = Vector512.Equals(word & Vector512.Create(0x4000_0000UL), Vector512<ulong>.Zero).AsDouble();
        var sin = Vector512.ConditionalSelect(even, s, c);
        var cos = Vector512.ConditionalSelect(even, c, s);
        var sinSign = (word & Vector512.Create(0x8000_0000UL)) << 32;
        var cosSign = ((word ^ (word << 1)) & Vector512.Create(0x8000_0000UL)) << 32;
        return ((sin.AsUInt64() ^ sinSign).AsDouble(), (cos.AsUInt64() ^ cosSign).AsDouble());
    }
}
