using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Ultimate oscillator: 100·(4·A₁ + 2·A₂ + A₃)/7, with Aᵢ = Σ buying pressure / Σ true range over three periods. Range 0..100;
/// a period without range counts as 50.
/// </summary>
/// <remarks>L. Williams, "The ultimate oscillator", Technical Analysis of Stocks and Commodities 3:4 (1985).</remarks>
public sealed class UltimateOscillator : Indicator
{
    private TrueRangeStep _range;
    private RollingSum _shortPressure,
        _shortRange,
        _middlePressure,
        _middleRange,
        _longPressure,
        _longRange;

    /// <summary>A fresh oscillator.</summary>
    /// <param name="shortPeriod">First period, bars.</param>
    /// <param name="middlePeriod">Second period, longer.</param>
    /// <param name="longPeriod">Third period, longer still.</param>
    /// <exception cref="ArgumentException">A period is too short, or they do not increase.</exception>
    public UltimateOscillator(int shortPeriod = 7, int middlePeriod = 14, int longPeriod = 28)
        : base(longPeriod + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shortPeriod, 1);
        Order.RequireIncreasing(shortPeriod, middlePeriod, longPeriod);
        (_shortPressure, _shortRange) = (new RollingSum(shortPeriod), new RollingSum(shortPeriod));
        (_middlePressure, _middleRange) = (new RollingSum(middlePeriod), new RollingSum(middlePeriod));
        (_longPressure, _longRange) = (new RollingSum(longPeriod), new RollingSum(longPeriod));
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "uo",
        Name = new("Ultimate oscillator", "Oscilador definitivo"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Window("short", "Short period", "Período corto", 7),
            ParameterSpec.Window("middle", "Middle period", "Período medio", 14, minimum: 2),
            ParameterSpec.Window("long", "Long period", "Período largo", 28, minimum: 3),
        ],
        Outputs = [new("uo", "UO", "UO")],
        Levels = [30, 70],
        Factory = p => new UltimateOscillator((int)p[0], (int)p[1], (int)p[2]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var before = _range.PreviousClose;
        if (!_range.Push(bar))
        {
            return;
        }

        var pressure = bar.Close - Math.Min(bar.Low, before);
        var size = _range.Value;
        _shortPressure.Push(pressure);
        _middlePressure.Push(pressure);
        _longPressure.Push(pressure);
        _shortRange.Push(size);
        _middleRange.Push(size);
        if (_longRange.Push(size))
        {
            outputs[0] =
                (4 * Share(_shortPressure.Sum, _shortRange.Sum) + 2 * Share(_middlePressure.Sum, _middleRange.Sum) + Share(_longPressure.Sum, _longRange.Sum))
                / 7;
        }
    }

    private protected override void Clear()
    {
        _range.Clear();
        _shortPressure.Clear();
        _shortRange.Clear();
        _middlePressure.Clear();
        _middleRange.Clear();
        _longPressure.Clear();
        _longRange.Clear();
    }

    private static double Share(double pressure, double range) => RangePosition.Percent(pressure, 0, range);
}
