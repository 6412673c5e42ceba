using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Alligator: Wilder's smoothed averages of the median price (H + L)/2 over 13 bars (jaw), 8 (teeth) and 5 (lips), which a chart moves 8, 5 and 3 bars into
/// the future. Unit: price. Warm-up as many bars as each average has.
/// </summary>
/// <remarks>B. Williams, New Trading Dimensions (1998), ch. 8. The smoothed average starts with the simple one, as everywhere here.</remarks>
public sealed class Alligator : Indicator
{
    private static readonly int[] Shifts = [8, 5, 3];
    private ExponentialAverage _jaw,
        _teeth,
        _lips;

    /// <summary>A fresh indicator.</summary>
    /// <param name="jawPeriod">Bars of the jaw, at least 1.</param>
    /// <param name="teethPeriod">Bars of the teeth, at least 1.</param>
    /// <param name="lipsPeriod">Bars of the lips, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too short.</exception>
    public Alligator(int jawPeriod = 13, int teethPeriod = 8, int lipsPeriod = 5)
        : base(jawPeriod, teethPeriod, lipsPeriod)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(jawPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(teethPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(lipsPeriod, 1);
        _jaw = ExponentialAverage.Wilder(jawPeriod);
        _teeth = ExponentialAverage.Wilder(teethPeriod);
        _lips = ExponentialAverage.Wilder(lipsPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "alligator",
        Name = new("Alligator", "Alligator"),
        Group = IndicatorGroup.Trend,
        Pane = IndicatorPane.Overlay,
        Parameters =
        [
            ParameterSpec.Window("jaw", "Jaw period", "Período de la mandíbula", 13),
            ParameterSpec.Window("teeth", "Teeth period", "Período de los dientes", 8),
            ParameterSpec.Window("lips", "Lips period", "Período de los labios", 5),
        ],
        Outputs = [new("jaw", "Jaw", "Mandíbula"), new("teeth", "Teeth", "Dientes"), new("lips", "Lips", "Labios")],
        Factory = p => new Alligator((int)p[0], (int)p[1], (int)p[2]),
    };

    /// <inheritdoc/>
    public override int PlotShiftOf(int output) => Shifts[output];

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var price = bar.Median;
        outputs[0] = _jaw.Push(price) ? _jaw.Value : double.NaN;
        outputs[1] = _teeth.Push(price) ? _teeth.Value : double.NaN;
        outputs[2] = _lips.Push(price) ? _lips.Value : double.NaN;
    }

    private protected override void Clear()
    {
        _jaw.Clear();
        _teeth.Clear();
        _lips.Clear();
    }
}
