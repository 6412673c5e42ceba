using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ami.Quant.Models.Neural.Ops;

/// <summary>A function of one number, sixteen at a time.</summary>
internal interface IActivation
{
    /// <summary>The function.</summary>
    static abstract Vector512<float> Value(Vector512<float> x);

    /// <summary>Its derivative at x, where the function is y.</summary>
    static abstract Vector512<float> Slope(Vector512<float> x, Vector512<float> y);
}

/// <summary>Applies a function to every element.</summary>
internal sealed unsafe class Activation<T> : Node
    where T : struct, IActivation
{
    private readonly Tensor _x;
    private readonly Tensor _y;

    private Activation(Tensor x, Tensor y)
    {
        _x = x;
        _y = y;
    }

    /// <summary>The function of every element of x.</summary>
    public static Tensor Of(Graph graph, Tensor x)
    {
        var y = graph.Variable(x.Rows, x.Columns);
        return graph.Add(new Activation<T>(x, y), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward()
    {
        for (nint i = 0; i < _x.Length; i += Lanes.Width)
        {
            T.Value(Vector512.Load(_x.Value + i)).Store(_y.Value + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward()
    {
        if (!_x.HasGradient)
        {
            return;
        }

        for (nint i = 0; i < _x.Length; i += Lanes.Width)
        {
            var slope = T.Slope(Vector512.Load(_x.Value + i), Vector512.Load(_y.Value + i));
            Vector512.FusedMultiplyAdd(slope, Vector512.Load(_y.Gradient + i), Vector512.Load(_x.Gradient + i)).Store(_x.Gradient + i);
        }
    }
}

/// <summary>1 / (1 + e⁻ˣ).</summary>
internal readonly struct Sigmoid : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => Lanes.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> x, Vector512<float> y) => y * (Vector512<float>.One - y);
}

/// <summary>Hyperbolic tangent.</summary>
internal readonly struct Tanh : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => Lanes.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> x, Vector512<float> y) => Vector512.FusedMultiplyAdd(-y, y, Vector512<float>.One);
}

/// <summary>
/// Gaussian error linear unit in its tanh form, ½x(1 + tanh u) = x·σ(2u) with u = √(2/π)(x + 0.044715x³)
/// (Hendrycks &amp; Gimpel 2016, section 2).
/// </summary>
internal readonly struct Gelu : IActivation
{
    private const float Scale = 1.5957691216f;
    private const float Cubic = 0.044715f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => x * Gate(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
    {
        var gate = Gate(x);
        var inner = Vector512.FusedMultiplyAdd(x * x, Vector512.Create(3 * Scale * Cubic), Vector512.Create(Scale));
        return Vector512.FusedMultiplyAdd(y * (Vector512<float>.One - gate), inner, gate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Gate(Vector512<float> x) =>
        Lanes.Sigmoid(x * Vector512.FusedMultiplyAdd(x * x, Vector512.Create(Scale * Cubic), Vector512.Create(Scale)));
}
