using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ami.Quant.Models.Neural.Ops;

/// <summary>Each row becomes positive numbers that add up to 1.</summary>
internal sealed unsafe class Softmax : Node
{
    private readonly Tensor _x;
    private readonly Tensor _y;

    private Softmax(Tensor x, Tensor y)
    {
        _x = x;
        _y = y;
    }

    /// <summary>Softmax of every row of x.</summary>
    public static Tensor Of(Graph graph, Tensor x)
    {
        var y = graph.Variable(x.Rows, x.Columns);
        return graph.Add(new Softmax(x, y), y);
    }

    public override void Forward()
    {
        for (nint i = 0; i < _x.Rows; i++)
        {
            Row(_x.Value + i * _x.Columns, _y.Value + i * _x.Columns, _x.Columns, 1);
        }
    }

    public override void Backward()
    {
        if (!_x.HasGradient)
        {
            return;
        }

        for (nint i = 0; i < _x.Rows; i++)
        {
            var at = i * _x.Columns;
            BackwardRow(_y.Value + at, _y.Gradient + at, _x.Gradient + at, _x.Columns, 1);
        }
    }

    /// <summary>y = softmax(scale · x), scale above 0; x and y may be the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Row(float* x, float* y, int count, float scale)
    {
        var greatest = x[0];
        for (var i = 1; i < count; i++)
        {
            greatest = Math.Max(greatest, x[i]);
        }

        var shift = Vector512.Create(-greatest * scale);
        var total = Vector512<float>.Zero;
        for (var i = 0; i < count; i += Lanes.Width)
        {
            Lanes.Store(Lanes.Exp(Vector512.FusedMultiplyAdd(Lanes.Load(x + i, count - i), Vector512.Create(scale), shift)), y + i, count - i);
            total += Lanes.Load(y + i, count - i);
        }

        var share = Vector512.Create(1 / Lanes.Sum(total));
        for (var i = 0; i < count; i += Lanes.Width)
        {
            Lanes.Store(Lanes.Load(y + i, count - i) * share, y + i, count - i);
        }
    }

    /// <summary>dx += scale · y ∘ (dy − y·dy).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void BackwardRow(float* y, float* dy, float* dx, int count, float scale)
    {
        var mean = Vector512.Create(Lanes.Dot(y, dy, count));
        for (var i = 0; i < count; i += Lanes.Width)
        {
            var slope = Vector512.Create(scale) * Lanes.Load(y + i, count - i) * (Lanes.Load(dy + i, count - i) - mean);
            Lanes.Accumulate(slope, dx + i, count - i);
        }
    }
}
