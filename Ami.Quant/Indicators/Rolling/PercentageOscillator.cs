using Ami.Quant.Series;

namespace Ami.Quant.Indicators.Rolling;

/// <summary>
/// 100·(EMA(fast) − EMA(slow))/EMA(slow) of one column of the bars, its EMA as signal, and their difference; no value where the slow average is 0. Per cent.
/// Warm-up slow bars, signal and histogram slow + signal − 1.
/// </summary>
public abstract class PercentageOscillator : Indicator
{
    private ExponentialAverage _fast,
        _slow,
        _signal;

    private protected PercentageOscillator(int fastPeriod, int slowPeriod, int signalPeriod)
        : base(slowPeriod, slowPeriod + signalPeriod - 1, slowPeriod + signalPeriod - 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fastPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(signalPeriod, 1);
        Order.RequireIncreasing(fastPeriod, slowPeriod);
        _fast = ExponentialAverage.Standard(fastPeriod);
        _slow = ExponentialAverage.Standard(slowPeriod);
        _signal = ExponentialAverage.Standard(signalPeriod);
    }

    /// <summary>What the averages are of.</summary>
    private protected abstract double Of(in Bar bar);

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var value = Of(bar);
        _fast.Push(value);
        if (!_slow.Push(value) || _slow.Value == 0)
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
