using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// On-balance volume: volume added on a higher close, taken away on a lower one, summed from the first change on. Unit: base
/// asset; only its changes mean something, since its level depends on where the series begins.
/// </summary>
/// <remarks>J. E. Granville, Granville's New Key to Stock Market Profits (1963).</remarks>
public sealed class OnBalanceVolume : Indicator
{
    private double _total,
        _previous = double.NaN;

    /// <summary>A fresh indicator.</summary>
    public OnBalanceVolume()
        : base(2) { }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "obv",
        Name = new("On-balance volume", "Volumen en balance"),
        Group = IndicatorGroup.Volume,
        Pane = IndicatorPane.Own,
        CountsFromStart = true,
        Outputs = [new("obv", "OBV", "OBV")],
        Factory = _ => new OnBalanceVolume(),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var change = bar.Close - _previous;
        _previous = bar.Close;
        if (double.IsNaN(change))
        {
            return;
        }

        _total += Math.Sign(change) * bar.Volume;
        outputs[0] = _total;
    }

    private protected override void Clear() => (_total, _previous) = (0, double.NaN);
}
