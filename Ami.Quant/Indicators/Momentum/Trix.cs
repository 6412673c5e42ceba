using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>TRIX: change from bar to bar of a triple exponential average of the close, in percent, and its EMA as signal.</summary>
/// <remarks>J. K. Hutson, "Good TRIX", Technical Analysis of Stocks and Commodities 1:5 (1983).</remarks>
public sealed class Trix : Indicator
{
    private ExponentialAverage first, second, third, signal;
    private double previous = double.NaN;

    /// <summary>A fresh oscillator.</summary>
    /// <param name="period">Bars of each of the three averages.</param>
    /// <param name="signalPeriod">Bars of the signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too short.</exception>
    public Trix(int period = 15, int signalPeriod = 9) : base(3 * period - 1, 3 * period + signalPeriod - 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(signalPeriod, 1);
        first = second = third = ExponentialAverage.Standard(period);
        signal = ExponentialAverage.Standard(signalPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "trix",
        Name = new("TRIX", "TRIX"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(15), ParameterSpec.Window("signal", "Signal period", "Período de la señal", 9)],
        Outputs = [new("trix", "TRIX", "TRIX"), new("signal", "Signal", "Señal")],
        Levels = [0],
        ReadsCloseOnly = true,
        Factory = p => new Trix((int)p[0], (int)p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (!first.Push(bar.Close) || !second.Push(first.Value) || !third.Push(second.Value))
            return;
        var change = 100 * (third.Value / previous - 1);
        previous = third.Value;
        if (!double.IsFinite(change))
            return;
        outputs[0] = change;
        if (signal.Push(change))
            outputs[1] = signal.Value;
    }

    private protected override void Clear()
    {
        first.Clear();
        second.Clear();
        third.Clear();
        signal.Clear();
        previous = double.NaN;
    }
}
