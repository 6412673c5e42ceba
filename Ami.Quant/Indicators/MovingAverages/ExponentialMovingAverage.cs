using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Exponential moving average of the close: EMA ← EMA + 2/(n+1) · (C − EMA), started with the simple average of the first n
/// closes (warm-up n bars), or with the first close if asked for (warm-up 1 bar). Unit: price.
/// </summary>
/// <remarks>
/// J. J. Murphy, Technical Analysis of the Financial Markets (1999), ch. 9. How it starts is not agreed on: TA-Lib (ta_EMA.c, classic compatibility) and
/// StockCharts begin with the simple average, as exponential averages of this library do unless asked for the other; Metastock compatibility in TA-Lib, TradingView's ta.ema and
/// pandas (ewm with adjust=False) with the first value. After some 3.5·n bars both agree to a thousandth of the first difference.
/// </remarks>
public sealed class ExponentialMovingAverage : Indicator
{
    private ExponentialAverage _average;

    /// <summary>A fresh average.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <param name="fromFirst">Whether it starts with the first close instead of the average of the first n.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public ExponentialMovingAverage(int period, bool fromFirst = false)
        : base(fromFirst ? 1 : period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _average = ExponentialAverage.Standard(period, fromFirst);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "ema",
        Name = new("Exponential moving average", "Media móvil exponencial"),
        Group = IndicatorGroup.MovingAverage,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(20), ParameterSpec.Seed],
        Outputs = [new("ema", "EMA", "EMA")],
        ReadsCloseOnly = true,
        Factory = p => new ExponentialMovingAverage((int)p[0], ParameterSpec.StartsAtFirst(p[1])),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_average.Push(bar.Close))
        {
            outputs[0] = _average.Value;
        }
    }

    internal override bool HasColumnPath => true;

    private protected override int StepCloses(ReadOnlySpan<double> closes, Span<double> columns, int stride)
    {
        var (alpha, average) = (_average.Alpha, _average.Value);
        var outputs = columns[..closes.Length];
        for (var i = 0; i < closes.Length; i++)
        {
            outputs[i] = average = ExponentialAverage.Next(alpha, closes[i], average);
        }

        _average.Continue(average);
        return closes.Length;
    }

    private protected override void Clear() => _average.Clear();
}
