using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Triple exponential moving average: TEMA = 3·EMA₁ − 3·EMA₂ + EMA₃ with EMAₖ the k-fold average. Unit: price.</summary>
/// <remarks>
/// P. G. Mulloy, "Smoothing data with less lag", Technical Analysis of Stocks and Commodities 12:2 (1994).
/// How it starts is not agreed on: here each average starts with the simple average of the first n values that it is given, as in TA-Lib (ta_TEMA.c, classic
/// compatibility); TradingView and pandas start with the first value (<see cref="ExponentialMovingAverage"/>).
/// </remarks>
public sealed class TripleExponentialMovingAverage : Indicator
{
    private ExponentialAverage _first,
        _second,
        _third;

    /// <summary>A fresh average.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public TripleExponentialMovingAverage(int period)
        : base(3 * period - 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _first = _second = _third = ExponentialAverage.Standard(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "tema",
        Name = new("Triple exponential moving average", "Media móvil exponencial triple"),
        Group = IndicatorGroup.MovingAverage,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(20)],
        Outputs = [new("tema", "TEMA", "TEMA")],
        ReadsCloseOnly = true,
        Factory = p => new TripleExponentialMovingAverage((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_first.Push(bar.Close) && _second.Push(_first.Value) && _third.Push(_second.Value))
        {
            outputs[0] = 3 * (_first.Value - _second.Value) + _third.Value;
        }
    }

    internal override bool HasColumnPath => true;

    private protected override int StepCloses(ReadOnlySpan<double> closes, Span<double> columns, int stride)
    {
        var (alpha, first, second, third) = (_first.Alpha, _first.Value, _second.Value, _third.Value);
        var outputs = columns[..closes.Length];
        for (var i = 0; i < closes.Length; i++)
        {
            first = ExponentialAverage.Next(alpha, closes[i], first);
            second = ExponentialAverage.Next(alpha, first, second);
            third = ExponentialAverage.Next(alpha, second, third);
            outputs[i] = 3 * (first - second) + third;
        }

        _first.Continue(first);
        _second.Continue(second);
        _third.Continue(third);
        return closes.Length;
    }

    private protected override void Clear()
    {
        _first.Clear();
        _second.Clear();
        _third.Clear();
    }
}
