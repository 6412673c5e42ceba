using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// True strength index: 100·EMA(EMA(ΔC)) / EMA(EMA(|ΔC|)), long average first, and its EMA as signal. Range −100..100; 0 when
/// nothing moved.
/// </summary>
/// <remarks>W. Blau, "True strength index", Technical Analysis of Stocks and Commodities 9:11 (1991).</remarks>
public sealed class TrueStrengthIndex : Indicator
{
    private ExponentialAverage change, changeTwice, size, sizeTwice, signal;
    private double previous = double.NaN;

    /// <summary>A fresh index.</summary>
    /// <param name="longPeriod">Bars of the first average.</param>
    /// <param name="shortPeriod">Bars of the second.</param>
    /// <param name="signalPeriod">Bars of the signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too short.</exception>
    public TrueStrengthIndex(int longPeriod = 25, int shortPeriod = 13, int signalPeriod = 7)
        : base(longPeriod + shortPeriod, longPeriod + shortPeriod + signalPeriod - 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(shortPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(signalPeriod, 1);
        change = size = ExponentialAverage.Standard(longPeriod);
        changeTwice = sizeTwice = ExponentialAverage.Standard(shortPeriod);
        signal = ExponentialAverage.Standard(signalPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "tsi",
        Name = new("True strength index", "Índice de fuerza verdadera"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Window("long", "Long period", "Período largo", 25),
            ParameterSpec.Window("short", "Short period", "Período corto", 13),
            ParameterSpec.Window("signal", "Signal period", "Período de la señal", 7),
        ],
        Outputs = [new("tsi", "TSI", "TSI"), new("signal", "Signal", "Señal")],
        Levels = [0],
        ReadsCloseOnly = true,
        Factory = p => new TrueStrengthIndex((int)p[0], (int)p[1], (int)p[2]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var move = bar.Close - previous;
        previous = bar.Close;
        if (double.IsNaN(move))
            return;
        size.Push(Math.Abs(move));
        if (!change.Push(move))
            return;
        sizeTwice.Push(size.Value);
        if (!changeTwice.Push(change.Value))
            return;
        var strength = outputs[0] = sizeTwice.Value > 0 ? 100 * changeTwice.Value / sizeTwice.Value : 0;
        if (signal.Push(strength))
            outputs[1] = signal.Value;
    }

    private protected override void Clear()
    {
        change.Clear();
        changeTwice.Clear();
        size.Clear();
        sizeTwice.Clear();
        signal.Clear();
        previous = double.NaN;
    }
}
