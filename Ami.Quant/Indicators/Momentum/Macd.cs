using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Moving average convergence/divergence: EMA(fast) − EMA(slow) of the close, its EMA as signal, and their difference as
/// histogram. Unit: price.
/// </summary>
/// <remarks>G. Appel, The Moving Average Convergence-Divergence Trading Method (1985).</remarks>
public sealed class Macd : Indicator
{
    private ExponentialAverage _fast,
        _slow,
        _signal;

    /// <summary>A fresh indicator.</summary>
    /// <param name="fastPeriod">Bars of the fast average.</param>
    /// <param name="slowPeriod">Bars of the slow average, more than the fast one's.</param>
    /// <param name="signalPeriod">Bars of the signal.</param>
    /// <exception cref="ArgumentException">A period is too short, or fast is not shorter than slow.</exception>
    public Macd(int fastPeriod = 12, int slowPeriod = 26, int signalPeriod = 9)
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
        Id = "macd",
        Name = new("MACD", "MACD"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Window("fast", "Fast period", "Período rápido", 12),
            ParameterSpec.Window("slow", "Slow period", "Período lento", 26, minimum: 2),
            ParameterSpec.Window("signal", "Signal period", "Período de la señal", 9),
        ],
        Outputs = [new("macd", "MACD", "MACD"), new("signal", "Signal", "Señal"), new("histogram", "Histogram", "Histograma", OutputStyle.Histogram)],
        Levels = [0],
        ReadsCloseOnly = true,
        Factory = p => new Macd((int)p[0], (int)p[1], (int)p[2]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _fast.Push(bar.Close);
        if (!_slow.Push(bar.Close))
        {
            return;
        }

        var line = outputs[0] = _fast.Value - _slow.Value;
        if (!_signal.Push(line))
        {
            return;
        }

        outputs[1] = _signal.Value;
        outputs[2] = line - _signal.Value;
    }

    internal override bool HasColumnPath => true;

    private protected override int StepCloses(ReadOnlySpan<double> closes, Span<double> columns, int stride)
    {
        var (fastAlpha, slowAlpha, signalAlpha) = (_fast.Alpha, _slow.Alpha, _signal.Alpha);
        var (fast, slow, signal) = (_fast.Value, _slow.Value, _signal.Value);
        Span<double> lines = columns[..closes.Length],
            signals = columns.Slice(stride, closes.Length),
            histograms = columns.Slice(2 * stride, closes.Length);
        for (var i = 0; i < closes.Length; i++)
        {
            fast = ExponentialAverage.Next(fastAlpha, closes[i], fast);
            slow = ExponentialAverage.Next(slowAlpha, closes[i], slow);
            var line = fast - slow;
            signal = ExponentialAverage.Next(signalAlpha, line, signal);
            (lines[i], signals[i], histograms[i]) = (line, signal, line - signal);
        }

        _fast.Continue(fast);
        _slow.Continue(slow);
        _signal.Continue(signal);
        return closes.Length;
    }

    private protected override void Clear()
    {
        _fast.Clear();
        _slow.Clear();
        _signal.Clear();
    }
}
