using Ami.Quant.Series;

namespace Ami.Quant.Indicators.Rolling;

/// <summary>
/// EMA(fast) − EMA(slow) of one column of the bars, or that in percent of EMA(slow) (no value where it is 0), its EMA as signal, and their difference. Warm-up
/// slow bars, signal and histogram slow + signal − 1; one bar when the averages start with the first value.
/// </summary>
public abstract class MovingAverageSpread : Indicator
{
    private readonly bool _percent;
    private ExponentialAverage _fast,
        _slow,
        _signal;

    private protected MovingAverageSpread(int fastPeriod, int slowPeriod, int signalPeriod, bool percent, bool fromFirst)
        : base(fromFirst ? 1 : slowPeriod, fromFirst ? 1 : slowPeriod + signalPeriod - 1, fromFirst ? 1 : slowPeriod + signalPeriod - 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fastPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(signalPeriod, 1);
        Order.RequireIncreasing(fastPeriod, slowPeriod);
        _percent = percent;
        _fast = ExponentialAverage.Standard(fastPeriod, fromFirst);
        _slow = ExponentialAverage.Standard(slowPeriod, fromFirst);
        _signal = ExponentialAverage.Standard(signalPeriod, fromFirst);
    }

    /// <summary>What the averages are of.</summary>
    private protected virtual double Of(in Bar bar) => bar.Close;

    internal override bool HasColumnPath => true;

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var value = Of(bar);
        _fast.Push(value);
        if (!_slow.Push(value) || (_percent && _slow.Value == 0))
        {
            return;
        }

        var line = outputs[0] = Line(_fast.Value, _slow.Value);
        if (!_signal.Push(line))
        {
            return;
        }

        outputs[1] = _signal.Value;
        outputs[2] = line - _signal.Value;
    }

    private protected override int StepCloses(ReadOnlySpan<double> closes, Span<double> columns, int stride)
    {
        // A signal that a slow average of 0 has held up is not ready yet.
        if (!_signal.IsReady)
        {
            return 0;
        }

        var (fastAlpha, slowAlpha, signalAlpha) = (_fast.Alpha, _slow.Alpha, _signal.Alpha);
        var (fast, slow, signal) = (_fast.Value, _slow.Value, _signal.Value);
        Span<double> lines = columns[..closes.Length],
            signals = columns.Slice(stride, closes.Length),
            histograms = columns.Slice(2 * stride, closes.Length);
        var i = 0;
        for (; i < closes.Length; i++)
        {
            var nextSlow = ExponentialAverage.Next(slowAlpha, closes[i], slow);
            if (_percent && nextSlow == 0)
            {
                break;
            }

            slow = nextSlow;
            fast = ExponentialAverage.Next(fastAlpha, closes[i], fast);
            var line = Line(fast, slow);
            signal = ExponentialAverage.Next(signalAlpha, line, signal);
            (lines[i], signals[i], histograms[i]) = (line, signal, line - signal);
        }

        _fast.Continue(fast);
        _slow.Continue(slow);
        _signal.Continue(signal);
        return i;
    }

    private double Line(double fast, double slow) => _percent ? 100 * (fast - slow) / slow : fast - slow;

    private protected override void Clear()
    {
        _fast.Clear();
        _slow.Clear();
        _signal.Clear();
    }
}
