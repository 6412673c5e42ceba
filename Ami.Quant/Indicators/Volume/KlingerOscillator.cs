using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>How the <see cref="KlingerOscillator"/> turns a bar into volume force.</summary>
public enum VolumeForce
{
    /// <summary>|2·(DM/CM − 1)|: none in the first bar of a range that goes on, double in a bar without range.</summary>
    RangeLessOne = 1,

    /// <summary>|2·DM/CM − 1|.</summary>
    TwiceRangeLessOne = 2,

    /// <summary>The volume with the sign of the change alone, a bar without change counting as a rise, and not times 100.</summary>
    SignedVolume = 3,
}

/// <summary>
/// Klinger volume oscillator: EMA(fast) − EMA(slow) of the volume force V·|2·(DM/CM − 1)|·T·100, with trend T = 1 when H + L + C rose, else −1, DM = H − L and
/// CM the sum of DM since the trend turned, including the bar before the turn; and its signal, an EMA. 0 while nothing is traded or nothing moves. Unit: base
/// asset. Warm-up slow + 1 bars, signal as much plus signal − 1.
/// </summary>
/// <remarks>
/// S. J. Klinger, "Identifying trends with volume analysis", Technical Analysis of Stocks and Commodities 15:12 (1997). The bracket is read in two ways,
/// |2·(DM/CM − 1)| (investopedia.com, Stock.Indicators, ta4j) and |2·DM/CM − 1| (Tulip Indicators); TradingView takes the signed volume alone. All three are
/// options. The first bar has no trend; the second counts as a turn. How the averages start is not agreed on: here with the simple average of their own first
/// values (<see cref="ExponentialMovingAverage"/>); Tulip Indicators and TradingView start with the first value.
/// </remarks>
public sealed class KlingerOscillator : Indicator
{
    private readonly VolumeForce _force;
    private ExponentialAverage _fast,
        _slow,
        _signal;
    private double _total = double.NaN,
        _range,
        _cumulated;
    private int _trend;

    /// <summary>A fresh oscillator.</summary>
    /// <param name="fastPeriod">Bars of the fast average, at least 1.</param>
    /// <param name="slowPeriod">Bars of the slow average, more than the fast one's.</param>
    /// <param name="signalPeriod">Bars of the signal, at least 1.</param>
    /// <param name="force">What the averages are of.</param>
    /// <exception cref="ArgumentException">A period is too short, fast is not shorter than slow, or there is no such force.</exception>
    public KlingerOscillator(int fastPeriod = 34, int slowPeriod = 55, int signalPeriod = 13, VolumeForce force = VolumeForce.RangeLessOne)
        : base(slowPeriod + 1, slowPeriod + signalPeriod)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fastPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(signalPeriod, 1);
        Order.RequireIncreasing(fastPeriod, slowPeriod);
        if (!Enum.IsDefined(force))
        {
            throw new ArgumentOutOfRangeException(nameof(force), force, "There is no such force.");
        }

        _force = force;
        _fast = ExponentialAverage.Standard(fastPeriod);
        _slow = ExponentialAverage.Standard(slowPeriod);
        _signal = ExponentialAverage.Standard(signalPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "kvo",
        Name = new("Klinger volume oscillator", "Oscilador de volumen de Klinger"),
        Group = IndicatorGroup.Volume,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Window("fast", "Fast period", "Período rápido", 34),
            ParameterSpec.Window("slow", "Slow period", "Período lento", 55, minimum: 2),
            ParameterSpec.Window("signal", "Signal period", "Período de la señal", 13),
            ParameterSpec.Choice(
                "force",
                "Force (1 |2(DM/CM − 1)|, 2 |2·DM/CM − 1|, 3 signed volume)",
                "Fuerza (1 |2(DM/CM − 1)|, 2 |2·DM/CM − 1|, 3 volumen con signo)",
                3
            ),
        ],
        Outputs = [new("kvo", "KVO", "KVO"), new("signal", "Signal", "Señal")],
        Levels = [0],
        Factory = p => new KlingerOscillator((int)p[0], (int)p[1], (int)p[2], (VolumeForce)(int)p[3]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var change = bar.High + bar.Low + bar.Close - _total;
        _total = bar.High + bar.Low + bar.Close;
        var before = _range;
        _range = bar.Range;
        if (double.IsNaN(change))
        {
            return;
        }

        var trend = change > 0 ? 1 : -1;
        _cumulated = trend == _trend ? _cumulated + _range : before + _range;
        _trend = trend;
        var force = Force(bar.Volume, change);
        _fast.Push(force);
        if (!_slow.Push(force))
        {
            return;
        }

        outputs[0] = _fast.Value - _slow.Value;
        if (_signal.Push(outputs[0]))
        {
            outputs[1] = _signal.Value;
        }
    }

    private double Force(double volume, double change)
    {
        if (_force == VolumeForce.SignedVolume)
        {
            return change >= 0 ? volume : -volume;
        }

        if (!(_cumulated > 0))
        {
            return 0;
        }

        var share = _range / _cumulated;
        return 100 * _trend * volume * Math.Abs(_force == VolumeForce.RangeLessOne ? 2 * (share - 1) : 2 * share - 1);
    }

    private protected override void Clear()
    {
        _fast.Clear();
        _slow.Clear();
        _signal.Clear();
        (_total, _range, _cumulated, _trend) = (double.NaN, 0, 0, 0);
    }
}
