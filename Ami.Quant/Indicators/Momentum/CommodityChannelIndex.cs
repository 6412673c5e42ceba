using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Commodity channel index: (T − SMAₙ(T)) / (0.015 · mean |T − SMAₙ(T)|) with typical price T. Without unit, mostly within
/// ±100; 0 when no price of the window differs from the average.
/// </summary>
/// <remarks>D. R. Lambert, "Commodity channel index: tool for trading cyclic trends", Commodities (October 1980).</remarks>
public sealed class CommodityChannelIndex : Indicator
{
    private const double Scale = 0.015;
    private RollingSum _typical;

    /// <summary>A fresh index.</summary>
    /// <param name="period">n, bars, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public CommodityChannelIndex(int period = 20)
        : base(period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _typical = new RollingSum(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "cci",
        Name = new("Commodity channel index", "Índice de canal de materias primas"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(20, minimum: 2)],
        Outputs = [new("cci", "CCI", "CCI")],
        Levels = [-100, 100],
        WindowPasses = 1,
        Factory = p => new CommodityChannelIndex((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var price = bar.Typical;
        if (!_typical.Push(price))
        {
            return;
        }

        var mean = _typical.Mean;
        double deviation = 0;
        foreach (var value in _typical.Values)
        {
            deviation += Math.Abs(value - mean);
        }

        deviation /= _typical.Values.Length;
        outputs[0] = Variation.VanishesLinearly(deviation, 1, Math.Abs(mean)) ? 0 : (price - mean) / (Scale * deviation);
    }

    private protected override void Clear() => _typical.Clear();
}
