using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Percentage price oscillator: 100·(EMA(fast) − EMA(slow))/EMA(slow) of the close, its EMA as signal, and their difference.
/// Unit: percent, so that symbols of different price can be compared.
/// </summary>
/// <remarks>G. Appel, Technical Analysis: Power Tools for Active Investors (2005), ch. 8.</remarks>
public sealed class PercentagePriceOscillator : Indicator
{
    private ExponentialAverage _fast,
        _slow,
        _signal;

    /// <summary>A fresh oscillator.</summary>
    /// <param name="fastPeriod">Bars of the fast average.</param>
    /// <param name="slowPeriod">Bars of the slow average, more than the fast one's.</param>
    /// <param name="signalPeriod">Bars of the signal.</param>
    /// <exception cref="ArgumentException">A period is too short, or fast is not shorter than slow.</exception>
    public PercentagePriceOscillator(int fastPeriod = 12, int slowPeriod = 26, int signalPeriod = 9)
        : base(slowPeriod, slowPeriod + signalPeriod - 1, slowPeriod + signalPeriod - 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fastPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(signalPeriod, 1);
        Order.RequireIncreasing(fastPeriod, slowPeriod);
        _fast = ExponentialAverage.Standard(fastPeriod);
        _slow = ExponentialAverage.Standard(slowPeriod);
        _signal = ExponentialAverage.Standard(signalPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "ppo",
        Name = new("Percentage price oscillator", "Oscilador porcentual de precio"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters = Macd.Spec.Parameters,
        Outputs = [new("ppo", "PPO", "PPO"), new("signal", "Signal", "Señal"), new("histogram", "Histogram", "Histograma", OutputStyle.Histogram)],
        Levels = [0],
        ReadsCloseOnly = true,
        Factory = p => new PercentagePriceOscillator((int)p[0], (int)p[1], (int)p[2]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _fast.Push(bar.Close);
        if (!_slow.Push(bar.Close) || _slow.Value == 0)
        {
            return;
        }

        var line = outputs[0] = 100 * (_fast.Value - _slow.Value) / _slow.Value;
        if (!_signal.Push(line))
        {
            return;
        }

        outputs[1] = _signal.Value;
        outputs[2] = line - _signal.Value;
    }

    private protected override void Clear()
    {
        _fast.Clear();
        _slow.Clear();
        _signal.Clear();
    }
}
