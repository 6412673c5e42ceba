using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Volume-weighted moving average: Σ C·V / Σ V over the last n bars; no value while nothing was traded. Unit: price.</summary>
/// <remarks>B. R. Dormeier, Investing with Volume Analysis (2011), ch. 15.</remarks>
public sealed class VolumeWeightedMovingAverage : Indicator
{
    private RollingSum _value,
        _volume;

    /// <summary>A fresh average.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public VolumeWeightedMovingAverage(int period)
        : base(period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _value = new RollingSum(period);
        _volume = new RollingSum(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "vwma",
        Name = new("Volume-weighted moving average", "Media móvil ponderada por volumen"),
        Group = IndicatorGroup.MovingAverage,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(20)],
        Outputs = [new("vwma", "VWMA", "VWMA", mayBeAbsent: true)],
        Factory = p => new VolumeWeightedMovingAverage((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _value.Push(bar.Close * bar.Volume);
        if (_volume.Push(bar.Volume) && _volume.Sum > 0)
        {
            outputs[0] = _value.Sum / _volume.Sum;
        }
    }

    private protected override void Clear()
    {
        _value.Clear();
        _volume.Clear();
    }
}
