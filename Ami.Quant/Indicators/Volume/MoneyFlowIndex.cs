using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Money flow index: 100·P/(P + N), with P and N the sums over n bars of typical price × volume on bars whose typical price rose
/// or fell. Range 0..100; 50 when no money flowed.
/// </summary>
/// <remarks>G. Quong, A. Soudack, "Volume-weighted RSI: money flow", Technical Analysis of Stocks and Commodities 7:3 (1989).</remarks>
public sealed class MoneyFlowIndex : Indicator
{
    private RollingSum _positive,
        _negative;
    private double _previous = double.NaN;

    /// <summary>A fresh index.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public MoneyFlowIndex(int period = 14)
        : base(period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _positive = new RollingSum(period);
        _negative = new RollingSum(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "mfi",
        Name = new("Money flow index", "Índice de flujo de dinero"),
        Group = IndicatorGroup.Volume,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(14)],
        Outputs = [new("mfi", "MFI", "MFI")],
        Levels = [20, 80],
        Factory = p => new MoneyFlowIndex((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var price = bar.Typical;
        var change = price - _previous;
        _previous = price;
        if (double.IsNaN(change))
        {
            return;
        }

        var flow = price * bar.Volume;
        _positive.Push(change > 0 ? flow : 0);
        if (_negative.Push(change < 0 ? flow : 0))
        {
            outputs[0] = RangePosition.Percent(_positive.Sum, 0, _positive.Sum + _negative.Sum);
        }
    }

    private protected override void Clear()
    {
        _positive.Clear();
        _negative.Clear();
        _previous = double.NaN;
    }
}
