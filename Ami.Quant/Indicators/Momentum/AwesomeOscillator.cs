using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Awesome oscillator: SMA(fast) − SMA(slow) of the median price (H + L)/2. Unit: price.</summary>
/// <remarks>B. M. Williams, New Trading Dimensions (1998), ch. 7.</remarks>
public sealed class AwesomeOscillator : Indicator
{
    private RollingSum _fast,
        _slow;

    /// <summary>A fresh oscillator.</summary>
    /// <param name="fastPeriod">Bars of the fast average.</param>
    /// <param name="slowPeriod">Bars of the slow average, more than the fast one's.</param>
    /// <exception cref="ArgumentException">A period is too short, or fast is not shorter than slow.</exception>
    public AwesomeOscillator(int fastPeriod = 5, int slowPeriod = 34)
        : base(slowPeriod)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fastPeriod, 1);
        Order.RequireIncreasing(fastPeriod, slowPeriod);
        _fast = new RollingSum(fastPeriod);
        _slow = new RollingSum(slowPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "ao",
        Name = new("Awesome oscillator", "Oscilador asombroso"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Window("fast", "Fast period", "Período rápido", 5),
            ParameterSpec.Window("slow", "Slow period", "Período lento", 34, minimum: 2),
        ],
        Outputs = [new("ao", "AO", "AO", OutputStyle.Histogram)],
        Levels = [0],
        Factory = p => new AwesomeOscillator((int)p[0], (int)p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _fast.Push(bar.Median);
        if (_slow.Push(bar.Median))
        {
            outputs[0] = _fast.Mean - _slow.Mean;
        }
    }

    private protected override void Clear()
    {
        _fast.Clear();
        _slow.Clear();
    }
}
