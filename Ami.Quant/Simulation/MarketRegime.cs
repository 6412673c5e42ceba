namespace Ami.Quant.Simulation;

/// <summary>State of a simulated market during one day; days follow each other as a Markov chain over these states.</summary>
public enum MarketRegime
{
    /// <summary>Small moves around where the price already is.</summary>
    Calm,

    /// <summary>Ordinary moves with a drift upwards.</summary>
    TrendUp,

    /// <summary>Somewhat larger moves with a drift downwards.</summary>
    TrendDown,

    /// <summary>Large moves without direction.</summary>
    Turbulent,
}

/// <summary>What a regime does to a day, and where it leads to.</summary>
internal static class RegimeLaw
{
    // Chance, in thousandths, of moving from the row's regime to each regime on the next day. Rows sum to 1000.
    private static readonly int[][] Transitions =
    [
        [968, 16, 10, 6],
        [20, 955, 12, 13],
        [20, 14, 946, 20],
        [45, 20, 25, 910],
    ];

    /// <summary>Multiplier of the symbol's ordinary daily volatility.</summary>
    public static double Volatility(MarketRegime regime) =>
        regime switch
        {
            MarketRegime.Calm => 0.65,
            MarketRegime.TrendUp => 0.90,
            MarketRegime.TrendDown => 1.15,
            _ => 1.90,
        };

    /// <summary>Expected log return of a day as a share of that day's volatility.</summary>
    public static double Drift(MarketRegime regime) =>
        regime switch
        {
            MarketRegime.TrendUp => 0.16,
            MarketRegime.TrendDown => -0.17,
            _ => 0.0,
        };

    /// <summary>The regime of the next day.</summary>
    /// <param name="current">Regime of this day.</param>
    /// <param name="uniform">A draw from [0, 1).</param>
    public static MarketRegime Next(MarketRegime current, double uniform)
    {
        var row = Transitions[(int)current];
        var remaining = uniform * 1000;
        for (var next = 0; next < row.Length - 1; next++)
        {
            remaining -= row[next];
            if (remaining < 0)
            {
                return (MarketRegime)next;
            }
        }

        return MarketRegime.Turbulent;
    }
}
