using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ami.Quant.Models.Neural;

/// <summary>
/// Sixteen floats at a time. Everything is built from exactly rounded operations, and a part of a vector at the end of a row goes
/// through the same operations as a whole one, so that a value's bits depend neither on its place nor on the machine. Loops over
/// vectors are compiled with full optimisation at once: while the runtime still measures them they are many times slower.
/// </summary>
internal static unsafe class Lanes
{
    public const int Width = 16;

    // ln 2 in two parts; the first has few enough bits for its product with an exponent to be exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float RoundShift = 12582912f;

    /// <summary>Length rounded up to whole vectors.</summary>
    public static int Padded(int length) => (length + Width - 1) / Width * Width;

    /// <summary>Loads <paramref name="count"/> floats, or sixteen if there are more; the rest of the lanes is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source, int count) => count >= Width ? Vector512.Load(source) : LoadPart(source, count);

    /// <summary>Stores the first <paramref name="count"/> lanes, or all sixteen if there is room for more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, float* target, int count)
    {
        if (count >= Width)
        {
            value.Store(target);
        }
        else
        {
            StorePart(value, target, count);
        }
    }

    /// <summary>target += value, on as many lanes as <paramref name="count"/> says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate(Vector512<float> value, float* target, int count) => Store(Load(target, count) + value, target, count);

    /// <summary>Sum of lanes in a fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> value)
    {
        var half = value.GetLower() + value.GetUpper();
        var quarter = half.GetLower() + half.GetUpper();
        return quarter[0] + quarter[2] + (quarter[1] + quarter[3]);
    }

    /// <summary>Σ aᵢ bᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(float* a, float* b, int count)
    {
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < count; i += Width)
        {
            sum = Vector512.FusedMultiplyAdd(Load(a + i, count - i), Load(b + i, count - i), sum);
        }

        return Sum(sum);
    }

    /// <summary>target += factor · source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(float factor, float* source, float* target, int count)
    {
        var scale = Vector512.Create(factor);
        for (var i = 0; i < count; i += Width)
        {
            Store(Vector512.FusedMultiplyAdd(scale, Load(source + i, count - i), Load(target + i, count - i)), target + i, count - i);
        }
    }

    /// <summary>Exponential with a relative error near 1e-7 (Taylor series on |r| ≤ ½ ln 2); arguments are clamped to [-87, 87].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        x = Vector512.Min(Vector512.Max(x, Vector512.Create(-87f)), Vector512.Create(87f));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), Vector512.Create(RoundShift));
        var n = shifted - Vector512.Create(RoundShift);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r);
        var p = Vector512.FusedMultiplyAdd(r, Vector512.Create(1f / 5040), Vector512.Create(1f / 720));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 120));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 24));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 6));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);
        // The low bits of `shifted` hold n in two's complement; adding them to the exponent field multiplies by 2^n.
        return (p.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    /// <summary>Hyperbolic tangent, with an absolute error near 1e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) => Vector512.FusedMultiplyAdd(Vector512.Create(2f), Sigmoid(x + x), Vector512.Create(-1f));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> LoadPart(float* source, int count)
    {
        var lanes = stackalloc float[Width];
        new Span<float>(lanes, Width).Clear();
        new Span<float>(source, count).CopyTo(new Span<float>(lanes, Width));
        return Vector512.Load(lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StorePart(Vector512<float> value, float* target, int count)
    {
        var lanes = stackalloc float[Width];
        value.Store(lanes);
        new Span<float>(lanes, count).CopyTo(new Span<float>(target, count));
    }
}
