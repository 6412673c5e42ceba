using System.Numerics.Tensors;
using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Arnaud Legoux moving average: Σ wᵢ Cᵢ / Σ wᵢ over n closes, i = 0 the oldest, with wᵢ = exp(−(i − m)²/(2s²)), m = offset·(n − 1), s = n/sigma. Unit:
/// price. Warm-up n bars.
/// </summary>
/// <remarks>A. Legoux, D. Kouzis-Loukas, "ALMA: Arnaud Legoux Moving Average" (2009). The place m is not rounded down to a whole bar, as in the paper.</remarks>
public sealed class ArnaudLegouxMovingAverage : Indicator
{
    private readonly double[] _weights;
    private Window _closes;

    /// <summary>A fresh average.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <param name="offset">Where the weight is greatest, 0 the oldest bar to 1 the newest.</param>
    /// <param name="sigma">Narrowness of the weights, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public ArnaudLegouxMovingAverage(int period = 9, double offset = 0.85, double sigma = 6)
        : base(period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        _closes = new Window(period);
        _weights = new double[period];
        for (var i = 0; i < period; i++)
        {
            var distance = (i - offset * (period - 1)) * sigma / period;
            _weights[i] = Math.Exp(-0.5 * distance * distance);
        }

        TensorPrimitives.Divide(_weights, TensorPrimitives.Sum<double>(_weights), _weights);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "alma",
        Name = new("Arnaud Legoux moving average", "Media móvil de Arnaud Legoux"),
        Group = IndicatorGroup.MovingAverage,
        Pane = IndicatorPane.Overlay,
        Parameters =
        [
            ParameterSpec.Period(9),
            new("offset", new("Offset", "Desplazamiento"), 0.85, 0, 1, IsInteger: false),
            new("sigma", new("Sigma", "Sigma"), 6, 0.1, 100, IsInteger: false),
        ],
        Outputs = [new("alma", "ALMA", "ALMA")],
        ReadsCloseOnly = true,
        WindowPasses = 1,
        Factory = p => new ArnaudLegouxMovingAverage((int)p[0], p[1], p[2]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _closes.Push(bar.Close);
        if (_closes.IsFull)
        {
            outputs[0] = TensorPrimitives.Dot(_weights, _closes.Values);
        }
    }

    private protected override void Clear() => _closes.Clear();
}
