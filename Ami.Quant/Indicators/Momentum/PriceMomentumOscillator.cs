using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Price momentum oscillator of DecisionPoint: the change of the close in percent, smoothed with weight 2/first, times 10, smoothed with weight 2/second; and
/// its signal, an exponential average. Warm-up first + second bars, signal as much plus signal − 1. A change from a close of 0 is left out.
/// </summary>
/// <remarks>
/// C. Swenlin, StockCharts ChartSchool, "DecisionPoint Price Momentum Oscillator". Both smoothings weigh a value by 2/n, not 2/(n + 1) as an exponential
/// average does, and each starts with the simple average of its first n values, as all averages of this library do.
/// </remarks>
public sealed class PriceMomentumOscillator : Indicator
{
    private ExponentialAverage _first,
        _second,
        _signal;
    private double _previous = double.NaN;

    /// <summary>A fresh oscillator.</summary>
    /// <param name="firstPeriod">Bars of the first smoothing, at least 2.</param>
    /// <param name="secondPeriod">Bars of the second smoothing, at least 2.</param>
    /// <param name="signalPeriod">Bars of the signal, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too short.</exception>
    public PriceMomentumOscillator(int firstPeriod = 35, int secondPeriod = 20, int signalPeriod = 10)
        : base(firstPeriod + secondPeriod, firstPeriod + secondPeriod + signalPeriod - 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstPeriod, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(secondPeriod, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(signalPeriod, 1);
        _first = ExponentialAverage.DecisionPoint(firstPeriod);
        _second = ExponentialAverage.DecisionPoint(secondPeriod);
        _signal = ExponentialAverage.Standard(signalPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "pmo",
        Name = new("Price momentum oscillator", "Oscilador de momento del precio"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Window("first", "First smoothing", "Primer suavizado", 35, minimum: 2),
            ParameterSpec.Window("second", "Second smoothing", "Segundo suavizado", 20, minimum: 2),
            ParameterSpec.Window("signal", "Signal period", "Período de la señal", 10),
        ],
        Outputs = [new("pmo", "PMO", "PMO", mayBeAbsent: true), new("signal", "Signal", "Señal", mayBeAbsent: true)],
        Levels = [0],
        ReadsCloseOnly = true,
        Factory = p => new PriceMomentumOscillator((int)p[0], (int)p[1], (int)p[2]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var change = 100 * (bar.Close / _previous - 1);
        _previous = bar.Close;
        if (!double.IsFinite(change) || !_first.Push(change) || !_second.Push(10 * _first.Value))
        {
            return;
        }

        outputs[0] = _second.Value;
        if (_signal.Push(_second.Value))
        {
            outputs[1] = _signal.Value;
        }
    }

    private protected override void Clear()
    {
        _first.Clear();
        _second.Clear();
        _signal.Clear();
        _previous = double.NaN;
    }
}
