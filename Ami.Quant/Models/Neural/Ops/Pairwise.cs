using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ami.Quant.Models.Neural.Ops;

/// <summary>Sum of two tensors of the same shape.</summary>
internal sealed unsafe class Sum : Node
{
    private readonly Tensor _a;
    private readonly Tensor _b;
    private readonly Tensor _y;

    private Sum(Tensor a, Tensor b, Tensor y)
    {
        _a = a;
        _b = b;
        _y = y;
    }

    /// <summary>a + b.</summary>
    public static Tensor Of(Graph graph, Tensor a, Tensor b)
    {
        Pairwise.Check(a, b);
        var y = graph.Variable(a.Rows, a.Columns);
        return graph.Add(new Sum(a, b, y), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward()
    {
        for (nint i = 0; i < _y.Length; i += Lanes.Width)
        {
            (Vector512.Load(_a.Value + i) + Vector512.Load(_b.Value + i)).Store(_y.Value + i);
        }
    }

    public override void Backward()
    {
        AddTo(_a);
        AddTo(_b);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTo(Tensor operand)
    {
        if (!operand.HasGradient)
        {
            return;
        }

        for (nint i = 0; i < _y.Length; i += Lanes.Width)
        {
            (Vector512.Load(operand.Gradient + i) + Vector512.Load(_y.Gradient + i)).Store(operand.Gradient + i);
        }
    }
}

/// <summary>Elementwise product of two tensors of the same shape.</summary>
internal sealed unsafe class Product : Node
{
    private readonly Tensor _a;
    private readonly Tensor _b;
    private readonly Tensor _y;

    private Product(Tensor a, Tensor b, Tensor y)
    {
        _a = a;
        _b = b;
        _y = y;
    }

    /// <summary>a ∘ b.</summary>
    public static Tensor Of(Graph graph, Tensor a, Tensor b)
    {
        Pairwise.Check(a, b);
        var y = graph.Variable(a.Rows, a.Columns);
        return graph.Add(new Product(a, b, y), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward()
    {
        for (nint i = 0; i < _y.Length; i += Lanes.Width)
        {
            (Vector512.Load(_a.Value + i) * Vector512.Load(_b.Value + i)).Store(_y.Value + i);
        }
    }

    public override void Backward()
    {
        AddTo(_a, _b);
        AddTo(_b, _a);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTo(Tensor operand, Tensor other)
    {
        if (!operand.HasGradient)
        {
            return;
        }

        for (nint i = 0; i < _y.Length; i += Lanes.Width)
        {
            Vector512
                .FusedMultiplyAdd(Vector512.Load(other.Value + i), Vector512.Load(_y.Gradient + i), Vector512.Load(operand.Gradient + i))
                .Store(operand.Gradient + i);
        }
    }
}

internal static class Pairwise
{
    public static void Check(Tensor a, Tensor b)
    {
        if (a.Rows != b.Rows || a.Columns != b.Columns)
        {
            throw new ArgumentException($"{a.Rows} x {a.Columns} and {b.Rows} x {b.Columns} differ.");
        }
    }
}
