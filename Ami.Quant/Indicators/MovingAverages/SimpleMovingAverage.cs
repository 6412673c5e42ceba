using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Simple moving average of the close: SMA = (1/n) Σ C over the last n bars. Unit: price.</summary>
/// <remarks>J. J. Murphy, Technical Analysis of the Financial Markets (1999), ch. 9.</remarks>
public sealed class SimpleMovingAverage : Indicator
{
    private RollingSum _sum;

    /// <summary>A fresh average.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public SimpleMovingAverage(int period)
        : base(period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _sum = new RollingSum(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "sma",
        Name = new("Simple moving average", "Media móvil simple"),
        Group = IndicatorGroup.MovingAverage,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(20)],
        Outputs = [new("sma", "SMA", "SMA")],
        ReadsCloseOnly = true,
        Factory = p => new SimpleMovingAverage((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_sum.Push(bar.Close))
        {
            outputs[0] = _sum.Mean;
        }
    }

    private protected override void Clear() => _sum.Clear();
}
