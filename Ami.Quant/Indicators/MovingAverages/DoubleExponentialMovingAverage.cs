using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Double exponential moving average: DEMA = 2·EMA − EMA(EMA). Unit: price.</summary>
/// <remarks>
/// P. G. Mulloy, "Smoothing data with faster moving averages", Technical Analysis of Stocks and Commodities 12:1 (1994).
/// How it starts is not agreed on: here each average starts with the simple average of the first n values that it is given, as in TA-Lib (ta_DEMA.c, classic
/// compatibility); TradingView and pandas start with the first value (<see cref="ExponentialMovingAverage"/>).
/// </remarks>
public sealed class DoubleExponentialMovingAverage : Indicator
{
    private ExponentialAverage _first,
        _second;

    /// <summary>A fresh average.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public DoubleExponentialMovingAverage(int period)
        : base(2 * period - 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _first = _second = ExponentialAverage.Standard(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "dema",
        Name = new("Double exponential moving average", "Media móvil exponencial doble"),
        Group = IndicatorGroup.MovingAverage,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(20)],
        Outputs = [new("dema", "DEMA", "DEMA")],
        ReadsCloseOnly = true,
        Factory = p => new DoubleExponentialMovingAverage((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_first.Push(bar.Close) && _second.Push(_first.Value))
        {
            outputs[0] = 2 * _first.Value - _second.Value;
        }
    }

    internal override bool HasColumnPath => true;

    private protected override int StepCloses(ReadOnlySpan<double> closes, Span<double> columns, int stride)
    {
        var (alpha, first, second) = (_first.Alpha, _first.Value, _second.Value);
        var outputs = columns[..closes.Length];
        for (var i = 0; i < closes.Length; i++)
        {
            first = ExponentialAverage.Next(alpha, closes[i], first);
            second = ExponentialAverage.Next(alpha, first, second);
            outputs[i] = 2 * first - second;
        }

        _first.Continue(first);
        _second.Continue(second);
        return closes.Length;
    }

    private protected override void Clear()
    {
        _first.Clear();
        _second.Clear();
    }
}
