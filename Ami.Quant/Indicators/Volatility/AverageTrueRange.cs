using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Average true range: Wilder's average of the true range over n bars, started with their simple average. Unit: price.</summary>
/// <remarks>J. W. Wilder, New Concepts in Technical Trading Systems (1978), p. 23.</remarks>
public sealed class AverageTrueRange : Indicator
{
    private TrueRangeStep _range;
    private ExponentialAverage _average;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public AverageTrueRange(int period = 14)
        : base(period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _average = ExponentialAverage.Wilder(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "atr",
        Name = new("Average true range", "Rango verdadero medio"),
        Group = IndicatorGroup.Volatility,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(14)],
        Outputs = [new("atr", "ATR", "ATR")],
        Factory = p => new AverageTrueRange((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_range.Push(bar) && _average.Push(_range.Value))
        {
            outputs[0] = _average.Value;
        }
    }

    private protected override void Clear()
    {
        _range.Clear();
        _average.Clear();
    }
}
