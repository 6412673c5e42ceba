using Ami.Quant.Indicators.Rolling;

namespace Ami.Quant.Indicators;

/// <summary>
/// Percentage price oscillator: 100·(EMA(fast) − EMA(slow))/EMA(slow) of the close, its EMA as signal, and their difference.
/// Unit: percent, so that symbols of different price can be compared.
/// </summary>
/// <remarks>
/// G. Appel, Technical Analysis: Power Tools for Active Investors (2005), ch. 8.
/// The averages start as those of <see cref="Macd"/> do.
/// </remarks>
public sealed class PercentagePriceOscillator : MovingAverageSpread
{
    /// <summary>A fresh oscillator.</summary>
    /// <param name="fastPeriod">Bars of the fast average.</param>
    /// <param name="slowPeriod">Bars of the slow average, more than the fast one's.</param>
    /// <param name="signalPeriod">Bars of the signal.</param>
    /// <exception cref="ArgumentException">A period is too short, or fast is not shorter than slow.</exception>
    public PercentagePriceOscillator(int fastPeriod = 12, int slowPeriod = 26, int signalPeriod = 9)
        : base(fastPeriod, slowPeriod, signalPeriod, percent: true) { }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "ppo",
        Name = new("Percentage price oscillator", "Oscilador porcentual de precio"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters = Macd.Spec.Parameters,
        Outputs = [new("ppo", "PPO", "PPO"), new("signal", "Signal", "Señal"), new("histogram", "Histogram", "Histograma", OutputStyle.Histogram)],
        Levels = [0],
        ReadsCloseOnly = true,
        Factory = p => new PercentagePriceOscillator((int)p[0], (int)p[1], (int)p[2]),
    };
}
