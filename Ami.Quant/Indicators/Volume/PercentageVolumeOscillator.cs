using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Percentage volume oscillator: 100·(fast − slow)/slow of exponential averages of the volume, its signal (an exponential average of it) and their
/// difference. Per cent; no value without volume. Warm-up slow bars, signal and histogram slow + signal − 1.
/// </summary>
/// <remarks>
/// StockCharts ChartSchool, "Percentage Volume Oscillator"; the PPO of G. Appel, taken of volume.
/// The averages start as those of <see cref="Macd"/> do.
/// </remarks>
public sealed class PercentageVolumeOscillator : MovingAverageSpread
{
    /// <summary>A fresh oscillator.</summary>
    /// <param name="fastPeriod">Bars of the fast average, at least 1.</param>
    /// <param name="slowPeriod">Bars of the slow average, more than the fast one's.</param>
    /// <param name="signalPeriod">Bars of the signal, at least 1.</param>
    /// <exception cref="ArgumentException">A period is too short, or fast is not shorter than slow.</exception>
    public PercentageVolumeOscillator(int fastPeriod = 12, int slowPeriod = 26, int signalPeriod = 9)
        : base(fastPeriod, slowPeriod, signalPeriod, percent: true) { }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "pvo",
        Name = new("Percentage volume oscillator", "Oscilador porcentual de volumen"),
        Group = IndicatorGroup.Volume,
        Pane = IndicatorPane.Own,
        Parameters = Macd.Spec.Parameters,
        Outputs =
        [
            new("pvo", "PVO", "PVO", mayBeAbsent: true),
            new("signal", "Signal", "Señal", mayBeAbsent: true),
            new("histogram", "Histogram", "Histograma", OutputStyle.Histogram, mayBeAbsent: true),
        ],
        Levels = [0],
        Factory = p => new PercentageVolumeOscillator((int)p[0], (int)p[1], (int)p[2]),
    };

    private protected override double Of(in Bar bar) => bar.Volume;

    internal override bool HasColumnPath => false;
}
