using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Fisher transform of where the middle of the bar stands in its range of n bars: x ← a·2(p − ½) + (1 − a)·x with p from 0 to 1, kept within ±0.999, and
/// F ← g·ln((1 + x)/(1 − x)) + ½·F; its signal is F of the bar before. Both start from 0; p is ½ without range. Range ±7.6 (±3.8). Warm-up n bars, signal
/// n + 1.
/// </summary>
/// <remarks>
/// J. F. Ehlers, "Using the Fisher transform", Technical Analysis of Stocks and Commodities 20:11 (2002): a = 0.33, 0.67 of the x before and g = ½, the
/// default, as TradingView has it; Cybernetic Analysis for Stocks and Futures (2004), ch. 1: a = ½ and g = ¼, the option.
/// </remarks>
public sealed class FisherTransform : Indicator
{
    private readonly double _new,
        _old,
        _gain;
    private RollingExtremum _highest,
        _lowest;
    private double _x,
        _fisher = double.NaN;

    /// <summary>A fresh transform.</summary>
    /// <param name="period">n, bars of the range, at least 2: one bar has none.</param>
    /// <param name="later">Whether the constants are those of 2004.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public FisherTransform(int period = 10, bool later = false)
        : base(period, period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        (_new, _old, _gain) = later ? (0.5, 0.5, 0.25) : (0.33, 0.67, 0.5);
        _highest = RollingExtremum.Highest(period);
        _lowest = RollingExtremum.Lowest(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "fisher",
        Name = new("Fisher transform", "Transformada de Fisher"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Period(10, minimum: 2),
            ParameterSpec.Choice("version", "Version (1 of 2002, 2 of 2004)", "Versión (1 de 2002, 2 de 2004)", 2),
        ],
        Outputs = [new("fisher", "Fisher", "Fisher"), new("signal", "Signal", "Señal")],
        Levels = [-1.5, 0, 1.5],
        Factory = p => new FisherTransform((int)p[0], p[1] == 2),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var middle = 0.5 * (bar.High + bar.Low);
        _highest.Push(middle);
        if (!_lowest.Push(middle))
        {
            return;
        }

        var position = RangePosition.Percent(middle, _lowest.Value, _highest.Value) / 100;
        _x = _new * 2 * (position - 0.5) + _old * _x;
        _x = Math.Abs(_x) > 0.99 ? Math.CopySign(0.999, _x) : _x;
        outputs[1] = _fisher;
        _fisher = outputs[0] = _gain * Math.Log((1 + _x) / (1 - _x)) + (double.IsNaN(_fisher) ? 0 : 0.5 * _fisher);
    }

    private protected override void Clear()
    {
        _highest.Clear();
        _lowest.Clear();
        (_x, _fisher) = (0, double.NaN);
    }
}
