using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Linearly weighted moving average of the close: Σ i·C(i) / Σ i with i = 1 for the oldest of n bars. Unit: price.</summary>
/// <remarks>J. J. Murphy, Technical Analysis of the Financial Markets (1999), ch. 9.</remarks>
public sealed class WeightedMovingAverage : Indicator
{
    private WeightedAverage _average;

    /// <summary>A fresh average.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public WeightedMovingAverage(int period)
        : base(period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _average = new WeightedAverage(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "wma",
        Name = new("Weighted moving average", "Media móvil ponderada"),
        Group = IndicatorGroup.MovingAverage,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(20)],
        Outputs = [new("wma", "WMA", "WMA")],
        ReadsCloseOnly = true,
        Factory = p => new WeightedMovingAverage((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_average.Push(bar.Close))
        {
            outputs[0] = _average.Value;
        }
    }

    private protected override void Clear() => _average.Clear();
}
