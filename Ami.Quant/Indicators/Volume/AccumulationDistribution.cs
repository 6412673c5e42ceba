using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Accumulation/distribution line: the running sum of money flow volume. Unit: base asset; only its changes mean something.
/// </summary>
/// <remarks>M. Chaikin, in S. B. Achelis, Technical Analysis from A to Z, 2nd ed. (2001), "Accumulation/distribution".</remarks>
public sealed class AccumulationDistribution : Indicator
{
    private double _total;

    /// <summary>A fresh indicator.</summary>
    public AccumulationDistribution()
        : base(1) { }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "adl",
        Name = new("Accumulation/distribution line", "Línea de acumulación/distribución"),
        Group = IndicatorGroup.Volume,
        Pane = IndicatorPane.Own,
        CountsFromStart = true,
        Outputs = [new("adl", "A/D", "A/D")],
        Factory = _ => new AccumulationDistribution(),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _total += MoneyFlow.Volume(bar);
        outputs[0] = _total;
    }

    private protected override void Clear() => _total = 0;
}
