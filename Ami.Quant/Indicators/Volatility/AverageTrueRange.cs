using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Average true range: Wilder's average of the true range over n bars, started with their simple average. Unit: price.</summary>
/// <remarks>J. W. Wilder, New Concepts in Technical Trading Systems (1978), p. 23.</remarks>
public sealed class AverageTrueRange : Indicator
{
    private TrueRangeStep range;
    private ExponentialAverage average;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public AverageTrueRange(int period = 14) : base(period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        average = ExponentialAverage.Wilder(period);
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
        if (range.Push(bar) && average.Push(range.Value))
            outputs[0] = average.Value;
    }

    private protected override void Clear()
    {
        range.Clear();
        average.Clear();
    }
}
