using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Williams %R: −100·(Hₙ − C)/(Hₙ − Lₙ). Range −100..0; −50 in a market without range.</summary>
/// <remarks>L. R. Williams, How I Made One Million Dollars Last Year Trading Commodities (1979).</remarks>
public sealed class WilliamsPercentR : Indicator
{
    private RollingExtremum _highest,
        _lowest;

    /// <summary>A fresh oscillator.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public WilliamsPercentR(int period = 14)
        : base(period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _highest = RollingExtremum.Highest(period);
        _lowest = RollingExtremum.Lowest(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "willr",
        Name = new("Williams %R", "%R de Williams"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(14)],
        Outputs = [new("r", "%R", "%R")],
        Levels = [-80, -20],
        Factory = p => new WilliamsPercentR((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _lowest.Push(bar.Low);
        if (_highest.Push(bar.High))
        {
            outputs[0] = RangePosition.Percent(bar.Close, _lowest.Value, _highest.Value) - 100;
        }
    }

    private protected override void Clear()
    {
        _highest.Clear();
        _lowest.Clear();
    }
}
