using Ami.Quant.Indicators.Rolling;

namespace Ami.Quant.Indicators;

/// <summary>
/// Moving average convergence/divergence: EMA(fast) − EMA(slow) of the close, its EMA as signal, and their difference as
/// histogram. Unit: price.
/// </summary>
/// <remarks>
/// G. Appel, The Moving Average Convergence-Divergence Trading Method (1985).
/// How it starts is not agreed on: here both averages start with the simple average of their own first closes, as at StockCharts; TA-Lib (ta_MACD.c) starts
/// the fast one late, with the simple average of the closes before the slow one's first value; TradingView starts both with the first close
/// (<see cref="ExponentialMovingAverage"/>).
/// </remarks>
public sealed class Macd : MovingAverageSpread
{
    /// <summary>A fresh indicator.</summary>
    /// <param name="fastPeriod">Bars of the fast average.</param>
    /// <param name="slowPeriod">Bars of the slow average, more than the fast one's.</param>
    /// <param name="signalPeriod">Bars of the signal.</param>
    /// <exception cref="ArgumentException">A period is too short, or fast is not shorter than slow.</exception>
    public Macd(int fastPeriod = 12, int slowPeriod = 26, int signalPeriod = 9)
        : base(fastPeriod, slowPeriod, signalPeriod, percent: false) { }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "macd",
        Name = new("MACD", "MACD"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Window("fast", "Fast period", "Período rápido", 12),
            ParameterSpec.Window("slow", "Slow period", "Período lento", 26, minimum: 2),
            ParameterSpec.Window("signal", "Signal period", "Período de la señal", 9),
        ],
        Outputs = [new("macd", "MACD", "MACD"), new("signal", "Signal", "Señal"), new("histogram", "Histogram", "Histograma", OutputStyle.Histogram)],
        Levels = [0],
        ReadsCloseOnly = true,
        Factory = p => new Macd((int)p[0], (int)p[1], (int)p[2]),
    };
}
