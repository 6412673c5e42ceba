using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>True range: max(H, C₋₁) − min(L, C₋₁), from the second bar. Unit: price, not negative.</summary>
/// <remarks>J. W. Wilder, New Concepts in Technical Trading Systems (1978), p. 21.</remarks>
public sealed class TrueRange : Indicator
{
    private TrueRangeStep _range;

    /// <summary>A fresh indicator.</summary>
    public TrueRange()
        : base(2) { }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "tr",
        Name = new("True range", "Rango verdadero"),
        Group = IndicatorGroup.Volatility,
        Pane = IndicatorPane.Own,
        Outputs = [new("tr", "TR", "TR")],
        Factory = _ => new TrueRange(),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_range.Push(bar))
        {
            outputs[0] = _range.Value;
        }
    }

    private protected override void Clear() => _range.Clear();
}
