using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Stochastic momentum index: 100 · D/(½ R), D being the close's distance from the middle of the range of n bars and R that range, both smoothed twice by
/// exponential averages; and its signal, an exponential average. Range −100..100; 0 without range. Warm-up n + first + second − 2 bars, signal as much plus
/// signal − 1.
/// </summary>
/// <remarks>W. Blau, "Stochastic momentum", Technical Analysis of Stocks and Commodities 11:1 (1993).</remarks>
public sealed class StochasticMomentumIndex : Indicator
{
    private RollingExtremum _highest,
        _lowest;
    private ExponentialAverage _distance,
        _distanceTwice,
        _range,
        _rangeTwice,
        _signal;

    /// <summary>A fresh index.</summary>
    /// <param name="period">n, bars of the range, at least 1.</param>
    /// <param name="firstPeriod">Bars of the first smoothing, at least 1.</param>
    /// <param name="secondPeriod">Bars of the second smoothing, at least 1.</param>
    /// <param name="signalPeriod">Bars of the signal, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too short.</exception>
    public StochasticMomentumIndex(int period = 13, int firstPeriod = 25, int secondPeriod = 2, int signalPeriod = 9)
        : base(period + firstPeriod + secondPeriod - 2, period + firstPeriod + secondPeriod + signalPeriod - 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(firstPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(secondPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(signalPeriod, 1);
        _highest = RollingExtremum.Highest(period);
        _lowest = RollingExtremum.Lowest(period);
        _distance = _range = ExponentialAverage.Standard(firstPeriod);
        _distanceTwice = _rangeTwice = ExponentialAverage.Standard(secondPeriod);
        _signal = ExponentialAverage.Standard(signalPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "smi",
        Name = new("Stochastic momentum index", "Índice de momento estocástico"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Period(13),
            ParameterSpec.Window("first", "First smoothing", "Primer suavizado", 25),
            ParameterSpec.Window("second", "Second smoothing", "Segundo suavizado", 2),
            ParameterSpec.Window("signal", "Signal period", "Período de la señal", 9),
        ],
        Outputs = [new("smi", "SMI", "SMI"), new("signal", "Signal", "Señal")],
        Levels = [-40, 0, 40],
        Factory = p => new StochasticMomentumIndex((int)p[0], (int)p[1], (int)p[2], (int)p[3]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _highest.Push(bar.High);
        if (!_lowest.Push(bar.Low))
        {
            return;
        }

        var range = _highest.Value - _lowest.Value;
        _range.Push(range);
        if (!_distance.Push(bar.Close - 0.5 * (_highest.Value + _lowest.Value)))
        {
            return;
        }

        _rangeTwice.Push(_range.Value);
        if (!_distanceTwice.Push(_distance.Value))
        {
            return;
        }

        var index = outputs[0] = _rangeTwice.Value > 0 ? Math.Clamp(200 * _distanceTwice.Value / _rangeTwice.Value, -100, 100) : 0;
        if (_signal.Push(index))
        {
            outputs[1] = _signal.Value;
        }
    }

    private protected override void Clear()
    {
        _highest.Clear();
        _lowest.Clear();
        _distance.Clear();
        _distanceTwice.Clear();
        _range.Clear();
        _rangeTwice.Clear();
        _signal.Clear();
    }
}
