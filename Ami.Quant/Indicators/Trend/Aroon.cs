using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Aroon: up = 100·(n − bars since the highest high)/n over the last n + 1 bars, down likewise for the lowest low, and
/// oscillator = up − down. Of equal extremes the
/// latest counts, or the earliest if asked for. Range 0..100, oscillator −100..100.
/// </summary>
/// <remarks>T. S. Chande, "A time price oscillator", Technical Analysis of Stocks and Commodities 13:9 (1995), which does not say which of two equal extremes
/// counts. TA-Lib (ta_AROON.c) takes the latest, as here by default; programs that search the window from its oldest bar for a greater value take the
/// earliest.</remarks>
public sealed class Aroon : Indicator
{
    private readonly int _period;
    private RollingExtremum _highest,
        _lowest;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <param name="earliestOfEqual">Whether of equal extremes the earliest counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public Aroon(int period = 25, bool earliestOfEqual = false)
        : base(period + 1, period + 1, period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _period = period;
        _highest = RollingExtremum.Highest(period + 1, earliestOfEqual);
        _lowest = RollingExtremum.Lowest(period + 1, earliestOfEqual);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "aroon",
        Name = new("Aroon", "Aroon"),
        Group = IndicatorGroup.Trend,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Period(25),
            ParameterSpec.Choice("ties", "Equal extremes (1 latest, 2 earliest)", "Extremos iguales (1 último, 2 primero)", 2),
        ],
        Outputs = [new("up", "Up", "Alza"), new("down", "Down", "Baja"), new("oscillator", "Oscillator", "Oscilador", OutputStyle.Hidden)],
        Levels = [30, 70],
        Factory = p => new Aroon((int)p[0], p[1] == 2),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _highest.Push(bar.High);
        if (!_lowest.Push(bar.Low))
        {
            return;
        }

        outputs[0] = 100.0 * (_period - _highest.Age) / _period;
        outputs[1] = 100.0 * (_period - _lowest.Age) / _period;
        outputs[2] = outputs[0] - outputs[1];
    }

    private protected override void Clear()
    {
        _highest.Clear();
        _lowest.Clear();
    }
}
