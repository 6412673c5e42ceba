using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Stochastic RSI: where the RSI stands between its lowest and highest of n bars, in percent. %K is its simple average over
/// "smooth" bars, %D the average of %K. Range 0..100; 50 when the RSI did not move.
/// </summary>
/// <remarks>T. S. Chande, S. Kroll, The New Technical Trader (1994), ch. 6.</remarks>
public sealed class StochasticRsi : Indicator
{
    private RelativeStrength _strength;
    private RollingExtremum _highest,
        _lowest;
    private RollingSum _smoothing,
        _signal;

    /// <summary>A fresh oscillator.</summary>
    /// <param name="rsiPeriod">Bars of the RSI.</param>
    /// <param name="period">Bars of the stochastic.</param>
    /// <param name="smooth">Bars that %K averages.</param>
    /// <param name="signalPeriod">Bars that %D averages.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too short.</exception>
    public StochasticRsi(int rsiPeriod = 14, int period = 14, int smooth = 3, int signalPeriod = 3)
        : base(rsiPeriod + period + smooth - 1, rsiPeriod + period + smooth + signalPeriod - 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rsiPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(smooth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(signalPeriod, 1);
        _strength = new RelativeStrength(rsiPeriod);
        _highest = RollingExtremum.Highest(period);
        _lowest = RollingExtremum.Lowest(period);
        _smoothing = new RollingSum(smooth);
        _signal = new RollingSum(signalPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "stochrsi",
        Name = new("Stochastic RSI", "RSI estocástico"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Window("rsi", "RSI period", "Período del RSI", 14),
            ParameterSpec.Period(14),
            ParameterSpec.Window("smooth", "%K smoothing", "Suavizado de %K", 3),
            ParameterSpec.Window("signal", "%D period", "Período de %D", 3),
        ],
        Outputs = [new("k", "%K", "%K"), new("d", "%D", "%D")],
        Levels = [20, 80],
        ReadsCloseOnly = true,
        Factory = p => new StochasticRsi((int)p[0], (int)p[1], (int)p[2], (int)p[3]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (!_strength.Push(bar.Close))
        {
            return;
        }

        var rsi = _strength.Value;
        _lowest.Push(rsi);
        if (!_highest.Push(rsi) || !_smoothing.Push(RangePosition.Percent(rsi, _lowest.Value, _highest.Value)))
        {
            return;
        }

        outputs[0] = _smoothing.Mean;
        if (_signal.Push(_smoothing.Mean))
        {
            outputs[1] = _signal.Mean;
        }
    }

    private protected override void Clear()
    {
        _strength.Clear();
        _highest.Clear();
        _lowest.Clear();
        _smoothing.Clear();
        _signal.Clear();
    }
}
