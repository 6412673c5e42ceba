using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Donchian channel: highest high, lowest low and their middle over the last n bars, this one included. Unit: price.</summary>
/// <remarks>R. D. Donchian, "High finance in copper", Financial Analysts Journal 16:6 (1960).</remarks>
public sealed class DonchianChannel : Indicator
{
    private RollingExtremum highest, lowest;

    /// <summary>A fresh channel.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public DonchianChannel(int period = 20) : base(period, period, period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        highest = RollingExtremum.Highest(period);
        lowest = RollingExtremum.Lowest(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "donchian",
        Name = new("Donchian channel", "Canal de Donchian"),
        Group = IndicatorGroup.Volatility,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(20)],
        Outputs = [new("middle", "Middle", "Media"), new("upper", "Upper", "Superior"), new("lower", "Lower", "Inferior")],
        Factory = p => new DonchianChannel((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        lowest.Push(bar.Low);
        if (!highest.Push(bar.High))
            return;
        outputs[0] = 0.5 * (highest.Value + lowest.Value);
        outputs[1] = highest.Value;
        outputs[2] = lowest.Value;
    }

    private protected override void Clear()
    {
        highest.Clear();
        lowest.Clear();
    }
}
