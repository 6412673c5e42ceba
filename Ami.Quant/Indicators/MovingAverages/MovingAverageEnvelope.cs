using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Moving-average envelope: the simple average of n closes, and lines a percentage above and below it. Unit: price. Warm-up n bars.</summary>
/// <remarks>J. J. Murphy, Technical Analysis of the Financial Markets (1999), ch. 9.</remarks>
public sealed class MovingAverageEnvelope : Indicator
{
    private readonly double _share;
    private RollingSum _closes;

    /// <summary>A fresh envelope.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <param name="percent">Distance in per cent of the average, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public MovingAverageEnvelope(int period = 20, double percent = 2.5)
        : base(period, period, period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        _share = percent / 100;
        _closes = new RollingSum(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "envelope",
        Name = new("Moving-average envelope", "Envolvente de media móvil"),
        Group = IndicatorGroup.Volatility,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(20), new("percent", new("Percent", "Porcentaje"), 2.5, 0.01, 100, IsInteger: false)],
        Outputs = [new("middle", "Middle", "Media"), new("upper", "Upper", "Superior"), new("lower", "Lower", "Inferior")],
        ReadsCloseOnly = true,
        Factory = p => new MovingAverageEnvelope((int)p[0], p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_closes.Push(bar.Close))
        {
            var middle = outputs[0] = _closes.Mean;
            outputs[1] = middle * (1 + _share);
            outputs[2] = middle * (1 - _share);
        }
    }

    private protected override void Clear() => _closes.Clear();
}
