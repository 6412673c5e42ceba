using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ami.Quant.Models.Neural.Ops;

/// <summary>
/// Gated recurrent units over a whole sequence, from a zero state (Cho et al. 2014, section 2.3), in the form that resets the state
/// after its matrix product: r = σ(xᵣ + h Wᵣ + bᵣ), z = σ(x_z + h W_z + b_z), n = tanh(xₙ + r ∘ (h Wₙ + bₙ)), h' = (1 − z) ∘ n + z ∘ h.
/// One operation with its own derivative (backpropagation through time), since per-step operations would cost more than the arithmetic.
/// Sequences are stored time by time: row t·samples + s.
/// </summary>
internal sealed unsafe class GruSequence : Node
{
    private readonly Tensor _inputs;
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly Tensor _states;
    private readonly int _samples;
    private readonly int _times;
    private readonly int _width;
    private readonly float* _reset;
    private readonly float* _update;
    private readonly float* _candidate;
    private readonly float* _recurrent;
    private readonly float* _gates;
    private readonly float* _carry;
    private readonly float* _transposed;

    private GruSequence(Graph graph, Tensor inputs, Tensor weight, Tensor bias, Tensor states, int samples)
    {
        _inputs = inputs;
        _weight = weight;
        _bias = bias;
        _states = states;
        _samples = samples;
        _times = inputs.Rows / samples;
        _width = states.Columns;
        _reset = graph.Scratch(states.Length);
        _update = graph.Scratch(states.Length);
        _candidate = graph.Scratch(states.Length);
        _recurrent = graph.Scratch(states.Length);
        _gates = graph.Scratch(graph.Differentiates ? inputs.Length : samples * inputs.Columns);
        _carry = graph.Scratch(samples * _width);
        _transposed = graph.Scratch(weight.Length);
    }

    /// <summary>The state after every step, (time · samples) × width.</summary>
    /// <param name="graph">Where to append.</param>
    /// <param name="inputs">x times its weights for the gates r, z, n side by side: (time · samples) × 3 width.</param>
    /// <param name="weight">Recurrent weights in the same order, width × 3 width.</param>
    /// <param name="bias">Recurrent biases, 1 × 3 width.</param>
    /// <param name="samples">Sequences in the batch.</param>
    public static Tensor Of(Graph graph, Tensor inputs, Tensor weight, Tensor bias, int samples)
    {
        var width = weight.Rows;
        if (weight.Columns != 3 * width || bias.Length != 3 * width || inputs.Columns != 3 * width || inputs.Rows % samples != 0)
        {
            throw new ArgumentException($"{inputs.Rows} x {inputs.Columns} inputs do not fit {weight.Rows} x {weight.Columns} recurrent weights.");
        }

        var states = graph.Variable(inputs.Rows, width);
        return graph.Add(new GruSequence(graph, inputs, weight, bias, states, samples), states);
    }

    public override void Forward()
    {
        var gates = 3 * _width;
        for (var t = 0; t < _times; t++)
        {
            for (var s = 0; s < _samples; s++)
            {
                _bias.Values.CopyTo(new Span<float>(_gates + s * gates, gates));
            }

            var before = _states.Value + (nint)(t - 1) * _samples * _width;
            if (t > 0)
            {
                Gemm.Run(_samples, gates, _width, before, _width, 1, _weight.Value, gates, _gates, gates, accumulate: true);
            }

            for (var s = 0; s < _samples; s++)
            {
                Step(t * _samples + s, _gates + s * gates, t > 0);
            }
        }
    }

    public override void Backward()
    {
        var gates = 3 * _width;
        Gemm.Transpose(_width, gates, _weight.Value, gates, _transposed);
        new Span<float>(_carry, _samples * _width).Clear();
        for (var t = _times - 1; t >= 0; t--)
        {
            for (var s = 0; s < _samples; s++)
            {
                StepBack(t * _samples + s, _carry + s * _width, t > 0);
            }

            if (t > 0)
            {
                Gemm.Run(_samples, _width, gates, _gates + (nint)t * _samples * gates, gates, 1, _transposed, _width, _carry, _width, accumulate: true);
            }
        }

        var later = _inputs.Rows - _samples;
        if (_weight.HasGradient)
        {
            Gemm.Run(_width, gates, later, _states.Value, 1, _width, _gates + (nint)_samples * gates, gates, _weight.Gradient, gates, accumulate: true);
        }

        if (_bias.HasGradient)
        {
            Affine.AddColumnSums(_gates, _inputs.Rows, gates, _bias.Gradient);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(int row, float* hidden, bool hasPast)
    {
        var inputs = _inputs.Value + (nint)row * 3 * _width;
        var at = (nint)row * _width;
        var past = at - (nint)_samples * _width;
        for (var j = 0; j < _width; j += Lanes.Width)
        {
            var rest = _width - j;
            var reset = Lanes.Sigmoid(Lanes.Load(inputs + j, rest) + Lanes.Load(hidden + j, rest));
            var update = Lanes.Sigmoid(Lanes.Load(inputs + _width + j, rest) + Lanes.Load(hidden + _width + j, rest));
            var recurrent = Lanes.Load(hidden + 2 * _width + j, rest);
            var candidate = Lanes.Tanh(Vector512.FusedMultiplyAdd(reset, recurrent, Lanes.Load(inputs + 2 * _width + j, rest)));
            var state = hasPast ? Lanes.Load(_states.Value + past + j, rest) : Vector512<float>.Zero;
            Lanes.Store(reset, _reset + at + j, rest);
            Lanes.Store(update, _update + at + j, rest);
            Lanes.Store(recurrent, _recurrent + at + j, rest);
            Lanes.Store(candidate, _candidate + at + j, rest);
            Lanes.Store(Vector512.FusedMultiplyAdd(update, state - candidate, candidate), _states.Value + at + j, rest);
        }
    }

    // Carry holds the derivative by this state that later steps left, and receives that by the state before, but for the recurrent product.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepBack(int row, float* carry, bool hasPast)
    {
        var one = Vector512<float>.One;
        var at = (nint)row * _width;
        var past = at - (nint)_samples * _width;
        var gates = _gates + 3 * at;
        var inputs = _inputs.HasGradient ? _inputs.Gradient + 3 * at : null;
        for (var j = 0; j < _width; j += Lanes.Width)
        {
            var rest = _width - j;
            var slope = Lanes.Load(_states.Gradient + at + j, rest) + Lanes.Load(carry + j, rest);
            var reset = Lanes.Load(_reset + at + j, rest);
            var update = Lanes.Load(_update + at + j, rest);
            var candidate = Lanes.Load(_candidate + at + j, rest);
            var state = hasPast ? Lanes.Load(_states.Value + past + j, rest) : Vector512<float>.Zero;
            var byCandidate = slope * (one - update) * (one - candidate * candidate);
            var byUpdate = slope * (state - candidate) * update * (one - update);
            var byReset = byCandidate * Lanes.Load(_recurrent + at + j, rest) * reset * (one - reset);
            Lanes.Store(slope * update, carry + j, rest);
            Lanes.Store(byReset, gates + j, rest);
            Lanes.Store(byUpdate, gates + _width + j, rest);
            Lanes.Store(byCandidate * reset, gates + 2 * _width + j, rest);
            if (inputs == null)
            {
                continue;
            }

            Lanes.Accumulate(byReset, inputs + j, rest);
            Lanes.Accumulate(byUpdate, inputs + _width + j, rest);
            Lanes.Accumulate(byCandidate, inputs + 2 * _width + j, rest);
        }
    }
}
