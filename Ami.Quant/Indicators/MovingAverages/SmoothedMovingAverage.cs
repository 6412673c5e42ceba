using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Wilder's smoothed moving average of the close: y ← y + (C − y)/n, started with the simple average. Unit: price.</summary>
/// <remarks>J. W. Wilder, New Concepts in Technical Trading Systems (1978), p. 23.</remarks>
public sealed class SmoothedMovingAverage : Indicator
{
    private ExponentialAverage _average;

    /// <summary>A fresh average.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public SmoothedMovingAverage(int period)
        : base(period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _average = ExponentialAverage.Wilder(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "smma",
        Name = new("Smoothed moving average (Wilder)", "Media móvil suavizada (Wilder)"),
        Group = IndicatorGroup.MovingAverage,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(14)],
        Outputs = [new("smma", "SMMA", "SMMA")],
        ReadsCloseOnly = true,
        Factory = p => new SmoothedMovingAverage((int)p[0]),
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
