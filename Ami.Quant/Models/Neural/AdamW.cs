using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Ami.Quant.Models.Trees;

namespace Ami.Quant.Models.Neural;

/// <summary>
/// Adam (Kingma &amp; Ba 2015, algorithm 1) with decoupled weight decay (Loshchilov &amp; Hutter 2019, algorithm 2), after the gradient
/// has been shortened to a greatest Euclidean norm (Pascanu, Mikolov &amp; Bengio 2013, algorithm 1).
/// </summary>
internal sealed unsafe class AdamW : IDisposable
{
    private const float FirstDecay = 0.9f;
    private const float SecondDecay = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly AlignedBuffer<float> _first;
    private readonly AlignedBuffer<float> _second;
    private readonly float _learningRate;
    private readonly float _weightDecay;
    private readonly double _clipNorm;
    private int _steps;

    /// <param name="length">Number of parameters, in whole vectors.</param>
    /// <param name="learningRate">Step length.</param>
    /// <param name="weightDecay">Share of each decaying parameter lost per step, times the step length.</param>
    /// <param name="clipNorm">Greatest norm of the gradient; 0 does not limit it.</param>
    public AdamW(int length, double learningRate, double weightDecay, double clipNorm)
    {
        _first = new AlignedBuffer<float>(length);
        _second = new AlignedBuffer<float>(length);
        _first.Span.Clear();
        _second.Span.Clear();
        (_learningRate, _weightDecay, _clipNorm) = ((float)learningRate, (float)weightDecay, clipNorm);
    }

    /// <summary>Moves the parameters against the gradient.</summary>
    /// <param name="values">Parameters, aligned.</param>
    /// <param name="gradient">Derivatives of the loss, aligned.</param>
    /// <param name="decays">1 for parameters that decay, 0 for others.</param>
    /// <returns>The gradient's norm before it was shortened.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Step(float* values, float* gradient, float* decays)
    {
        _steps++;
        var norm = Norm(gradient, _first.Length);
        var scale = Vector512.Create(_clipNorm > 0 && norm > _clipNorm ? (float)(_clipNorm / norm) : 1f);
        var firstCorrection = 1 - Math.Pow(FirstDecay, _steps);
        var rate = Vector512.Create((float)(_learningRate / firstCorrection));
        var secondCorrection = Vector512.Create((float)(1 / Math.Sqrt(1 - Math.Pow(SecondDecay, _steps))));
        var decay = Vector512.Create(-_learningRate * _weightDecay);
        for (var i = 0; i < _first.Length; i += Lanes.Width)
        {
            var slope = Vector512.Load(gradient + i) * scale;
            var first = Vector512.Load(_first.Pointer + i) * FirstDecay + slope * (1 - FirstDecay);
            var second = Vector512.Load(_second.Pointer + i) * SecondDecay + slope * slope * (1 - SecondDecay);
            first.Store(_first.Pointer + i);
            second.Store(_second.Pointer + i);
            var value = Vector512.Load(values + i);
            value += value * Vector512.Load(decays + i) * decay;
            value -= rate * first / (Vector512.Sqrt(second) * secondCorrection + Vector512.Create(Epsilon));
            value.Store(values + i);
        }

        return norm;
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private static double Norm(float* gradient, int length)
    {
        double squares = 0;
        for (var i = 0; i < length; i += Lanes.Width)
        {
            squares += Lanes.Dot(gradient + i, gradient + i, Lanes.Width);
        }

        return Math.Sqrt(squares);
    }
}
