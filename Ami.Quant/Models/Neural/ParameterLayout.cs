using Ami.Quant.Models.Trees;
using Ami.Quant.Randomness;

namespace Ami.Quant.Models.Neural;

/// <summary>How a parameter starts, and whether it decays.</summary>
internal enum ParameterKind
{
    /// <summary>A matrix; uniform with the variance 2 / (rows + columns) (Glorot &amp; Bengio 2010, equation 16); decays.</summary>
    Weight,

    /// <summary>Starts at 0.</summary>
    Bias,

    /// <summary>Starts at 1.</summary>
    Gain,
}

/// <summary>One matrix of parameters.</summary>
internal readonly record struct ParameterShape(ParameterKind Kind, int Rows, int Columns);

/// <summary>Where each parameter lies in one array of all; each starts on a whole vector.</summary>
internal sealed unsafe class ParameterLayout
{
    private readonly int[] _starts;

    public ParameterLayout(IReadOnlyList<ParameterShape> shapes)
    {
        Shapes = shapes;
        _starts = new int[shapes.Count];
        for (var i = 0; i < _starts.Length; i++)
        {
            _starts[i] = Length;
            Length = checked(Length + Lanes.Padded(shapes[i].Rows * shapes[i].Columns));
        }
    }

    public IReadOnlyList<ParameterShape> Shapes { get; }

    /// <summary>Floats in all, padding included.</summary>
    public int Length { get; }

    /// <summary>Position of a parameter's first element.</summary>
    public int Start(int parameter) => _starts[parameter];

    /// <summary>The parameters as tensors over the given arrays; without gradients where there is no second one.</summary>
    public Tensor[] Bind(float* values, float* gradients)
    {
        var tensors = new Tensor[_starts.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = new Tensor(Shapes[i].Rows, Shapes[i].Columns, values + _starts[i], gradients == null ? null : gradients + _starts[i]);
        }

        return tensors;
    }

    /// <summary>Starting values; each parameter draws from a stream of its own.</summary>
    public float[] Initial(ulong seed)
    {
        var values = new float[Length];
        for (var i = 0; i < _starts.Length; i++)
        {
            var (kind, rows, columns) = Shapes[i];
            var target = values.AsSpan(_starts[i], rows * columns);
            if (kind == ParameterKind.Gain)
            {
                target.Fill(1);
            }

            if (kind != ParameterKind.Weight)
            {
                continue;
            }

            var random = new RandomStream(seed, Streams.Initial + (ulong)i);
            var bound = Math.Sqrt(6.0 / (rows + columns));
            foreach (ref var value in target)
            {
                value = (float)random.NextUniform(-bound, bound);
            }
        }

        return values;
    }

    /// <summary>1 where a parameter decays, 0 elsewhere.</summary>
    public AlignedBuffer<float> Decays()
    {
        var decays = new AlignedBuffer<float>(Length);
        decays.Span.Clear();
        for (var i = 0; i < _starts.Length; i++)
        {
            if (Shapes[i].Kind == ParameterKind.Weight)
            {
                decays.Span.Slice(_starts[i], Shapes[i].Rows * Shapes[i].Columns).Fill(1);
            }
        }

        return decays;
    }
}

/// <summary>Streams of the seed, apart by purpose.</summary>
internal static class Streams
{
    public const ulong Initial = 1UL << 32;
    public const ulong Shuffle = 2UL << 32;

    /// <summary>Turns the seed into the key of dropout, which uses the counter for itself.</summary>
    public const ulong DropoutKey = 0xD2B7_4407_B1CE_6E93;
}
