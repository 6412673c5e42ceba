using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Rate of change: 100·(C/C₋ₙ − 1), in percent.</summary>
/// <remarks>J. J. Murphy, Technical Analysis of the Financial Markets (1999), ch. 10.</remarks>
public sealed class RateOfChange : Indicator
{
    private Window _closes;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars back, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public RateOfChange(int period = 12)
        : base(period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _closes = new Window(period + 1);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "roc",
        Name = new("Rate of change", "Tasa de cambio"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(12)],
        Outputs = [new("roc", "ROC", "ROC")],
        Levels = [0],
        ReadsCloseOnly = true,
        Factory = p => new RateOfChange((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _closes.Push(bar.Close);
        if (_closes.IsFull)
        {
            outputs[0] = 100 * (bar.Close / _closes.Oldest - 1);
        }
    }

    private protected override void Clear() => _closes.Clear();
}
