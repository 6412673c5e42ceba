using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Donchian channel: highest high, lowest low and their middle over the last n bars, this one included. Unit: price.</summary>
/// <remarks>R. D. Donchian, "High finance in copper", Financial Analysts Journal 16:6 (1960).</remarks>
public sealed class DonchianChannel : Indicator
{
    private RollingExtremum _highest,
        _lowest;

    /// <summary>A fresh channel.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public DonchianChannel(int period = 20)
        : base(period, period, period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _highest = RollingExtremum.Highest(period);
        _lowest = RollingExtremum.Lowest(period);
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
        _lowest.Push(bar.Low);
        if (!_highest.Push(bar.High))
        {
            return;
        }

        outputs[0] = 0.5 * (_highest.Value + _lowest.Value);
        outputs[1] = _highest.Value;
        outputs[2] = _lowest.Value;
    }

    private protected override void Clear()
    {
        _highest.Clear();
        _lowest.Clear();
    }
}
