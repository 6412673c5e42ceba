using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ami.Quant.Models.Neural.Ops;

/// <summary>
/// Every row shifted and scaled to mean 0 and variance 1, then by a learned gain and bias: y = g ∘ (x − μ)/√(σ² + ε) + b
/// (Ba, Kiros &amp; Hinton 2016, equations 3 and 4).
/// </summary>
internal sealed unsafe class LayerNorm : Node
{
    private const float Epsilon = 1e-5f;

    private readonly Tensor _x;
    private readonly Tensor _gain;
    private readonly Tensor _bias;
    private readonly Tensor _y;
    private readonly float* _standard;
    private readonly float* _precision;
    private readonly float* _slopes;

    private LayerNorm(Graph graph, Tensor x, Tensor gain, Tensor bias, Tensor y)
    {
        _x = x;
        _gain = gain;
        _bias = bias;
        _y = y;
        _standard = graph.Scratch(x.Length);
        _precision = graph.Scratch(x.Rows);
        _slopes = graph.Scratch(x.Columns);
    }

    /// <summary>Gain and bias are 1 × columns.</summary>
    public static Tensor Of(Graph graph, Tensor x, Tensor gain, Tensor bias)
    {
        if (gain.Length != x.Columns || bias.Length != x.Columns)
        {
            throw new ArgumentException($"Gain and bias need {x.Columns} elements.");
        }

        var y = graph.Variable(x.Rows, x.Columns);
        return graph.Add(new LayerNorm(graph, x, gain, bias, y), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward()
    {
        var count = _x.Columns;
        for (nint i = 0; i < _x.Rows; i++)
        {
            float* x = _x.Value + i * count,
                standard = _standard + i * count,
                y = _y.Value + i * count;
            var total = Vector512<float>.Zero;
            for (var j = 0; j < count; j += Lanes.Width)
            {
                total += Lanes.Load(x + j, count - j);
            }

            var mean = Vector512.Create(Lanes.Sum(total) / count);
            for (var j = 0; j < count; j += Lanes.Width)
            {
                Lanes.Store(Lanes.Load(x + j, count - j) - mean, standard + j, count - j);
            }

            var precision = _precision[i] = 1 / MathF.Sqrt(Lanes.Dot(standard, standard, count) / count + Epsilon);
            for (var j = 0; j < count; j += Lanes.Width)
            {
                var value = Lanes.Load(standard + j, count - j) * Vector512.Create(precision);
                Lanes.Store(value, standard + j, count - j);
                Lanes.Store(
                    Vector512.FusedMultiplyAdd(value, Lanes.Load(_gain.Value + j, count - j), Lanes.Load(_bias.Value + j, count - j)),
                    y + j,
                    count - j
                );
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward()
    {
        var count = _x.Columns;
        for (nint i = 0; i < _x.Rows; i++)
        {
            float* standard = _standard + i * count,
                dy = _y.Gradient + i * count;
            for (var j = 0; j < count; j += Lanes.Width)
            {
                var slope = Lanes.Load(dy + j, count - j);
                Lanes.Store(slope * Lanes.Load(_gain.Value + j, count - j), _slopes + j, count - j);
                if (_gain.HasGradient)
                {
                    Lanes.Accumulate(slope * Lanes.Load(standard + j, count - j), _gain.Gradient + j, count - j);
                }
            }

            if (_x.HasGradient)
            {
                AddTo(_x.Gradient + i * count, standard, _precision[i]);
            }
        }

        if (_bias.HasGradient)
        {
            Affine.AddColumnSums(_y.Gradient, _y.Rows, count, _bias.Gradient);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddTo(float* dx, float* standard, float precision)
    {
        var count = _x.Columns;
        var total = Vector512<float>.Zero;
        for (var j = 0; j < count; j += Lanes.Width)
        {
            total += Lanes.Load(_slopes + j, count - j);
        }

        var mean = Vector512.Create(Lanes.Sum(total) / count);
        var along = Vector512.Create(-Lanes.Dot(_slopes, standard, count) / count);
        for (var j = 0; j < count; j += Lanes.Width)
        {
            var rest = Vector512.FusedMultiplyAdd(Lanes.Load(standard + j, count - j), along, Lanes.Load(_slopes + j, count - j) - mean);
            Lanes.Accumulate(rest * Vector512.Create(precision), dx + j, count - j);
        }
    }
}
