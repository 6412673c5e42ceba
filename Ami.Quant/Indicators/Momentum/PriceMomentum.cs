using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Momentum: C − C₋ₙ. Unit: price.</summary>
/// <remarks>J. J. Murphy, Technical Analysis of the Financial Markets (1999), ch. 10.</remarks>
public sealed class PriceMomentum : Indicator
{
    private Window _closes;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars back, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public PriceMomentum(int period = 10)
        : base(period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _closes = new Window(period + 1);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "momentum",
        Name = new("Momentum", "Momento"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(10)],
        Outputs = [new("momentum", "Momentum", "Momento")],
        Levels = [0],
        ReadsCloseOnly = true,
        Factory = p => new PriceMomentum((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _closes.Push(bar.Close);
        if (_closes.IsFull)
        {
            outputs[0] = bar.Close - _closes.Oldest;
        }
    }

    private protected override void Clear() => _closes.Clear();
}
