using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Chandelier exit: for longs the highest high of n bars less k average true ranges (Wilder's, of n), for shorts the lowest low plus as much. Unit: price.
/// Warm-up n + 1 bars.
/// </summary>
/// <remarks>C. Le Beau's, in A. Elder, Come Into My Trading Room (2002), ch. 6.</remarks>
public sealed class ChandelierExit : Indicator
{
    private readonly double _multiplier;
    private TrueRangeStep _range;
    private ExponentialAverage _average;
    private RollingExtremum _highest,
        _lowest;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <param name="multiplier">k, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public ChandelierExit(int period = 22, double multiplier = 3)
        : base(period + 1, period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiplier);
        _multiplier = multiplier;
        _average = ExponentialAverage.Wilder(period);
        _highest = RollingExtremum.Highest(period);
        _lowest = RollingExtremum.Lowest(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "chandelier",
        Name = new("Chandelier exit", "Salida de candelabro"),
        Group = IndicatorGroup.Trend,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(22), ParameterSpec.Multiplier(3)],
        Outputs = [new("long", "Long exit", "Salida larga"), new("short", "Short exit", "Salida corta")],
        Factory = p => new ChandelierExit((int)p[0], p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _highest.Push(bar.High);
        _lowest.Push(bar.Low);
        if (_range.Push(bar) && _average.Push(_range.Value))
        {
            outputs[0] = _highest.Value - _multiplier * _average.Value;
            outputs[1] = _lowest.Value + _multiplier * _average.Value;
        }
    }

    private protected override void Clear()
    {
        _range.Clear();
        _average.Clear();
        _highest.Clear();
        _lowest.Clear();
    }
}
