using System.Runtime.CompilerServices;

namespace Ami.Quant.Models.Neural.Ops;

/// <summary>Y = X·W + b, each row of X by itself.</summary>
internal sealed unsafe class Affine : Node
{
    private readonly Tensor _x;
    private readonly Tensor _weight;
    private readonly Tensor? _bias;
    private readonly Tensor _y;
    private readonly float* _transposed;

    private Affine(Graph graph, Tensor x, Tensor weight, Tensor? bias, Tensor y)
    {
        _x = x;
        _weight = weight;
        _bias = bias;
        _y = y;
        _transposed = x.HasGradient ? graph.Scratch(weight.Length) : null;
    }

    /// <summary>X is rows × inputs, W inputs × outputs, b 1 × outputs or absent.</summary>
    public static Tensor Of(Graph graph, Tensor x, Tensor weight, Tensor? bias = null)
    {
        if (x.Columns != weight.Rows || (bias is not null && bias.Length != weight.Columns))
        {
            throw new ArgumentException($"{x.Rows} x {x.Columns} times {weight.Rows} x {weight.Columns} does not fit.");
        }

        var y = graph.Variable(x.Rows, weight.Columns);
        return graph.Add(new Affine(graph, x, weight, bias, y), y);
    }

    public override void Forward()
    {
        if (_bias is not null)
        {
            for (var i = 0; i < _y.Rows; i++)
            {
                _bias.Values.CopyTo(new Span<float>(_y.Value + (nint)i * _y.Columns, _y.Columns));
            }
        }

        Gemm.Run(_x.Rows, _weight.Columns, _x.Columns, _x.Value, _x.Columns, 1, _weight.Value, _weight.Columns, _y.Value, _y.Columns, _bias is not null);
    }

    public override void Backward()
    {
        if (_weight.HasGradient)
        {
            Gemm.Run(
                _weight.Rows,
                _weight.Columns,
                _x.Rows,
                _x.Value,
                1,
                _x.Columns,
                _y.Gradient,
                _y.Columns,
                _weight.Gradient,
                _weight.Columns,
                accumulate: true
            );
        }

        if (_bias is { HasGradient: true })
        {
            AddColumnSums(_y.Gradient, _y.Rows, _y.Columns, _bias.Gradient);
        }

        if (!_x.HasGradient)
        {
            return;
        }

        Gemm.Transpose(_weight.Rows, _weight.Columns, _weight.Value, _weight.Columns, _transposed);
        Gemm.Run(_x.Rows, _x.Columns, _y.Columns, _y.Gradient, _y.Columns, 1, _transposed, _x.Columns, _x.Gradient, _x.Columns, accumulate: true);
    }

    /// <summary>target += the sum of all rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddColumnSums(float* rows, int count, int columns, float* target)
    {
        for (var j = 0; j < columns; j += Lanes.Width)
        {
            var sum = Lanes.Load(target + j, columns - j);
            for (nint i = 0; i < count; i++)
            {
                sum += Lanes.Load(rows + i * columns + j, columns - j);
            }

            Lanes.Store(sum, target + j, columns - j);
        }
    }
}
