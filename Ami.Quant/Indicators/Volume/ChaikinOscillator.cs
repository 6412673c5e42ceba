using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Chaikin oscillator: EMA(fast) − EMA(slow) of the accumulation/distribution line. Unit: base asset.</summary>
/// <remarks>M. Chaikin, in S. B. Achelis, Technical Analysis from A to Z, 2nd ed. (2001), "Chaikin oscillator".</remarks>
public sealed class ChaikinOscillator : Indicator
{
    private ExponentialAverage _fast,
        _slow;
    private double _total;

    /// <summary>A fresh oscillator.</summary>
    /// <param name="fastPeriod">Bars of the fast average.</param>
    /// <param name="slowPeriod">Bars of the slow average, more than the fast one's.</param>
    /// <exception cref="ArgumentException">A period is too short, or fast is not shorter than slow.</exception>
    public ChaikinOscillator(int fastPeriod = 3, int slowPeriod = 10)
        : base(slowPeriod)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fastPeriod, 1);
        Order.RequireIncreasing(fastPeriod, slowPeriod);
        _fast = ExponentialAverage.Standard(fastPeriod);
        _slow = ExponentialAverage.Standard(slowPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "chaikin",
        Name = new("Chaikin oscillator", "Oscilador de Chaikin"),
        Group = IndicatorGroup.Volume,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Window("fast", "Fast period", "Período rápido", 3),
            ParameterSpec.Window("slow", "Slow period", "Período lento", 10, minimum: 2),
        ],
        Outputs = [new("chaikin", "Chaikin", "Chaikin")],
        Levels = [0],
        Factory = p => new ChaikinOscillator((int)p[0], (int)p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _total += MoneyFlow.Volume(bar);
        _fast.Push(_total);
        if (_slow.Push(_total))
        {
            outputs[0] = _fast.Value - _slow.Value;
        }
    }

    private protected override void Clear()
    {
        _fast.Clear();
        _slow.Clear();
        _total = 0;
    }
}
