namespace Ami.Quant.Forecasting;

/// <summary>
/// Forecast quantiles of how far the next bars' high and low will lie from the close, as fractions of the close. Quantiles never cross:
/// they rise with the level, and the high's is never below the low's.
/// </summary>
/// <param name="Levels">Quantile levels, rising, in (0, 1).</param>
/// <param name="High">Per level, one high delta per row.</param>
/// <param name="Low">Per level, one low delta per row.</param>
public sealed record RangeForecast(IReadOnlyList<double> Levels, IReadOnlyList<double[]> High, IReadOnlyList<double[]> Low)
{
    /// <summary>
    /// Repairs crossings: values are sorted along the levels, which never raises the pinball loss (Chernozhukov, Fernández-Val, Galichon
    /// 2010, "Quantile and probability curves without crossing", Econometrica 78), and where a high lies below the low of the same level the
    /// two are exchanged. The larger and the smaller of two rising sequences rise too, so the second step does not undo the first.
    /// </summary>
    /// <returns>Rows in which a quantile was moved.</returns>
    internal static int Repair(double[][] high, double[][] low)
    {
        if (high.Length == 0)
        {
            return 0;
        }

        var repaired = 0;
        Span<double> highs = stackalloc double[high.Length],
            lows = stackalloc double[low.Length];
        for (var row = 0; row < high[0].Length; row++)
        {
            for (var k = 0; k < highs.Length; k++)
            {
                (highs[k], lows[k]) = (high[k][row], low[k][row]);
            }

            highs.Sort();
            lows.Sort();
            var moved = false;
            for (var k = 0; k < highs.Length; k++)
            {
                var (upper, lower) = (Math.Max(highs[k], lows[k]), Math.Min(highs[k], lows[k]));
                moved |= upper != high[k][row] || lower != low[k][row];
                (high[k][row], low[k][row]) = (upper, lower);
            }

            if (moved)
            {
                repaired++;
            }
        }

        return repaired;
    }
}

/// <summary>How one forecast quantile did on bars it was not fitted on.</summary>
/// <param name="Level">The level, which the coverage should equal.</param>
/// <param name="IsHigh">True for the high, false for the low.</param>
/// <param name="Coverage">Share of outcomes at or below the forecast.</param>
/// <param name="Pinball">Mean pinball loss, in fractions of the close.</param>
/// <param name="BaselinePinball">The loss of always naming the outcomes' own quantile at that level: a hard baseline, known only afterwards.</param>
/// <param name="Count">Outcomes.</param>
public sealed record QuantileCoverage(double Level, bool IsHigh, double Coverage, double Pinball, double BaselinePinball, int Count)
{
    /// <summary>Share of the baseline's loss that the forecast saves; 0 is no skill, negative worse.</summary>
    public double Skill => 1 - Pinball / BaselinePinball;
}
