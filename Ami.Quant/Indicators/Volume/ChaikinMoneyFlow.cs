using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Chaikin money flow: Σ money flow volume / Σ volume over n bars. Range −1..1; no value while nothing was traded.</summary>
/// <remarks>M. Chaikin, in S. B. Achelis, Technical Analysis from A to Z, 2nd ed. (2001), "Chaikin money flow".</remarks>
public sealed class ChaikinMoneyFlow : Indicator
{
    private RollingSum _flow,
        _volume;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public ChaikinMoneyFlow(int period = 20)
        : base(period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _flow = new RollingSum(period);
        _volume = new RollingSum(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "cmf",
        Name = new("Chaikin money flow", "Flujo de dinero de Chaikin"),
        Group = IndicatorGroup.Volume,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(20)],
        Outputs = [new("cmf", "CMF", "CMF", mayBeAbsent: true)],
        Levels = [0],
        Factory = p => new ChaikinMoneyFlow((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _flow.Push(MoneyFlow.Volume(bar));
        if (_volume.Push(bar.Volume) && _volume.Sum > 0)
        {
            outputs[0] = _flow.Sum / _volume.Sum;
        }
    }

    private protected override void Clear()
    {
        _flow.Clear();
        _volume.Clear();
    }
}
