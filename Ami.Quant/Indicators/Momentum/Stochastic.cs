using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Stochastic oscillator: 100·(C − Lₙ)/(Hₙ − Lₙ), %K its simple average over "smooth" bars, %D the average of %K, and
/// %J = 3·%K − 2·%D. %K and %D are in 0..100 (50 in a market without range); %J may leave it.
/// </summary>
/// <remarks>G. C. Lane, "Lane's stochastics", Technical Analysis of Stocks and Commodities 2:3 (1984).</remarks>
public sealed class Stochastic : Indicator
{
    private RollingExtremum _highest,
        _lowest;
    private RollingSum _smoothing,
        _signal;

    /// <summary>A fresh oscillator.</summary>
    /// <param name="period">n, bars of the range.</param>
    /// <param name="smooth">Bars that %K averages; 1 gives the fast stochastic.</param>
    /// <param name="signalPeriod">Bars that %D averages.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too short.</exception>
    public Stochastic(int period = 14, int smooth = 3, int signalPeriod = 3)
        : base(period + smooth - 1, period + smooth + signalPeriod - 2, period + smooth + signalPeriod - 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(smooth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(signalPeriod, 1);
        _highest = RollingExtremum.Highest(period);
        _lowest = RollingExtremum.Lowest(period);
        _smoothing = new RollingSum(smooth);
        _signal = new RollingSum(signalPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "stoch",
        Name = new("Stochastic oscillator", "Oscilador estocástico"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Period(14),
            ParameterSpec.Window("smooth", "%K smoothing", "Suavizado de %K", 3),
            ParameterSpec.Window("signal", "%D period", "Período de %D", 3),
        ],
        Outputs = [new("k", "%K", "%K"), new("d", "%D", "%D"), new("j", "%J", "%J", OutputStyle.Hidden)],
        Levels = [20, 80],
        Factory = p => new Stochastic((int)p[0], (int)p[1], (int)p[2]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _lowest.Push(bar.Low);
        if (!_highest.Push(bar.High) || !_smoothing.Push(RangePosition.Percent(bar.Close, _lowest.Value, _highest.Value)))
        {
            return;
        }

        var k = outputs[0] = _smoothing.Mean;
        if (!_signal.Push(k))
        {
            return;
        }

        outputs[1] = _signal.Mean;
        outputs[2] = 3 * k - 2 * _signal.Mean;
    }

    private protected override void Clear()
    {
        _highest.Clear();
        _lowest.Clear();
        _smoothing.Clear();
        _signal.Clear();
    }
}
