using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Hull moving average: WMA over ⌊√n⌋ of 2·WMA(⌊n/2⌋) − WMA(n). Unit: price.</summary>
/// <remarks>A. Hull, "How to reduce lag in a moving average" (2005).</remarks>
public sealed class HullMovingAverage : Indicator
{
    private WeightedAverage _half,
        _full,
        _smoothing;

    /// <summary>A fresh average.</summary>
    /// <param name="period">n, bars, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public HullMovingAverage(int period)
        : base(period + (int)Math.Sqrt(period) - 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _half = new WeightedAverage(period / 2);
        _full = new WeightedAverage(period);
        _smoothing = new WeightedAverage((int)Math.Sqrt(period));
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "hma",
        Name = new("Hull moving average", "Media móvil de Hull"),
        Group = IndicatorGroup.MovingAverage,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(20, minimum: 2)],
        Outputs = [new("hma", "HMA", "HMA")],
        ReadsCloseOnly = true,
        Factory = p => new HullMovingAverage((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _half.Push(bar.Close);
        if (_full.Push(bar.Close) && _smoothing.Push(2 * _half.Value - _full.Value))
        {
            outputs[0] = _smoothing.Value;
        }
    }

    private protected override void Clear()
    {
        _half.Clear();
        _full.Clear();
        _smoothing.Clear();
    }
}
