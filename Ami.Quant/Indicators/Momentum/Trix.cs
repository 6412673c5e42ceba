using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>TRIX: change from bar to bar of a triple exponential average of the close, in percent, and its EMA as signal.</summary>
/// <remarks>
/// J. K. Hutson, "Good TRIX", Technical Analysis of Stocks and Commodities 1:5 (1983).
/// How it starts is not agreed on: here each average starts with the simple average of the first n values that it is given, as in TA-Lib (ta_TRIX.c, classic
/// compatibility); TradingView and pandas start with the first value (<see cref="ExponentialMovingAverage"/>).
/// </remarks>
public sealed class Trix : Indicator
{
    private ExponentialAverage _first,
        _second,
        _third,
        _signal;
    private double _previous = double.NaN;

    /// <summary>A fresh oscillator.</summary>
    /// <param name="period">Bars of each of the three averages.</param>
    /// <param name="signalPeriod">Bars of the signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too short.</exception>
    public Trix(int period = 15, int signalPeriod = 9)
        : base(3 * period - 1, 3 * period + signalPeriod - 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(signalPeriod, 1);
        _first = _second = _third = ExponentialAverage.Standard(period);
        _signal = ExponentialAverage.Standard(signalPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "trix",
        Name = new("TRIX", "TRIX"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(15), ParameterSpec.Window("signal", "Signal period", "Período de la señal", 9)],
        Outputs = [new("trix", "TRIX", "TRIX"), new("signal", "Signal", "Señal")],
        Levels = [0],
        ReadsCloseOnly = true,
        Factory = p => new Trix((int)p[0], (int)p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (!_first.Push(bar.Close) || !_second.Push(_first.Value) || !_third.Push(_second.Value))
        {
            return;
        }

        var change = 100 * (_third.Value / _previous - 1);
        _previous = _third.Value;
        if (!double.IsFinite(change))
        {
            return;
        }

        outputs[0] = change;
        if (_signal.Push(change))
        {
            outputs[1] = _signal.Value;
        }
    }

    internal override bool HasColumnPath => true;

    private protected override int StepCloses(ReadOnlySpan<double> closes, Span<double> columns, int stride)
    {
        if (!_signal.IsReady)
        {
            return 0;
        }

        var (alpha, signalAlpha, previous) = (_first.Alpha, _signal.Alpha, _previous);
        var (first, second, third, signal) = (_first.Value, _second.Value, _third.Value, _signal.Value);
        Span<double> changes = columns[..closes.Length],
            signals = columns.Slice(stride, closes.Length);
        var taken = 0;
        for (; taken < closes.Length; taken++)
        {
            var next = ExponentialAverage.Next(alpha, closes[taken], first);
            var nextSecond = ExponentialAverage.Next(alpha, next, second);
            var nextThird = ExponentialAverage.Next(alpha, nextSecond, third);
            var change = 100 * (nextThird / previous - 1);
            if (!double.IsFinite(change))
            {
                break;
            }

            (first, second, third, previous) = (next, nextSecond, nextThird, nextThird);
            signal = ExponentialAverage.Next(signalAlpha, change, signal);
            (changes[taken], signals[taken]) = (change, signal);
        }

        _first.Continue(first);
        _second.Continue(second);
        _third.Continue(third);
        _signal.Continue(signal);
        _previous = previous;
        return taken;
    }

    private protected override void Clear()
    {
        _first.Clear();
        _second.Clear();
        _third.Clear();
        _signal.Clear();
        _previous = double.NaN;
    }
}
