using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Heikin-Ashi candles: close = (O + H + L + C)/4, open = mean of the open and close before (of the bar itself at the start),
/// high and low widened to hold both. Unit: price. They are averages: nobody could trade at them.
/// </summary>
/// <remarks>D. Valcu, "Using the Heikin-Ashi technique", Technical Analysis of Stocks and Commodities 22:2 (2004).</remarks>
public sealed class HeikinAshi : Indicator
{
    private double _previousOpen = double.NaN,
        _previousClose;

    /// <summary>Fresh candles.</summary>
    public HeikinAshi()
        : base(1, 1, 1, 1) { }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "heikin-ashi",
        Name = new("Heikin-Ashi", "Heikin-Ashi"),
        Group = IndicatorGroup.Structure,
        Pane = IndicatorPane.Overlay,
        Outputs = [new("open", "Open", "Apertura"), new("high", "High", "Máximo"), new("low", "Low", "Mínimo"), new("close", "Close", "Cierre")],
        Factory = _ => new HeikinAshi(),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var close = 0.25 * (bar.Open + bar.High + bar.Low + bar.Close);
        var open = double.IsNaN(_previousOpen) ? 0.5 * (bar.Open + bar.Close) : 0.5 * (_previousOpen + _previousClose);
        (_previousOpen, _previousClose) = (open, close);
        outputs[0] = open;
        outputs[1] = Math.Max(bar.High, Math.Max(open, close));
        outputs[2] = Math.Min(bar.Low, Math.Min(open, close));
        outputs[3] = close;
    }

    private protected override void Clear() => _previousOpen = double.NaN;
}
