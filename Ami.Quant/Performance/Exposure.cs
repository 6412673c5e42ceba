namespace Ami.Quant.Performance;

/// <summary>How much of the equity was at risk in the market.</summary>
/// <param name="TimeInMarket">Share of bars with a position, 0..1.</param>
/// <param name="AverageGross">Mean of |position| / equity; above 1 with leverage.</param>
/// <param name="AverageNet">Mean of position / equity; negative when mostly short.</param>
/// <param name="PeakGross">Largest |position| / equity.</param>
public readonly record struct Exposure(double TimeInMarket, double AverageGross, double AverageNet, double PeakGross)
{
    /// <summary>Exposure of an account bar by bar.</summary>
    /// <param name="positions">Market value of the position at each bar, negative when short.</param>
    /// <param name="equity">Equity at each bar, positive; as many values.</param>
    /// <returns>NaN in each figure when there is no bar.</returns>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static Exposure Of(ReadOnlySpan<double> positions, ReadOnlySpan<double> equity)
    {
        if (positions.Length != equity.Length)
        {
            throw new ArgumentException($"{positions.Length} positions do not match {equity.Length} values of equity.", nameof(positions));
        }

        if (positions.Length == 0)
        {
            return new(double.NaN, double.NaN, double.NaN, double.NaN);
        }

        double inMarket = 0,
            gross = 0,
            net = 0,
            peak = 0;
        for (var i = 0; i < positions.Length; i++)
        {
            var share = positions[i] / equity[i];
            inMarket += share != 0 ? 1 : 0;
            gross += Math.Abs(share);
            net += share;
            peak = Math.Max(peak, Math.Abs(share));
        }
        var n = positions.Length;
        return new(inMarket / n, gross / n, net / n, peak);
    }

    /// <summary>
    /// Turnover per year: half of all that was bought and sold, over mean equity and years. 1 means that the whole account was
    /// replaced once a year.
    /// </summary>
    /// <param name="traded">Value of each execution; the sign does not matter.</param>
    /// <param name="equity">Equity at each bar.</param>
    /// <param name="years">Time covered.</param>
    /// <returns>NaN without equity or time.</returns>
    /// <remarks>R. C. Grinold, R. N. Kahn, Active Portfolio Management, 2nd ed. (2000), ch. 16.</remarks>
    public static double Turnover(ReadOnlySpan<double> traded, ReadOnlySpan<double> equity, double years)
    {
        double sum = 0;
        foreach (var value in traded)
        {
            sum += Math.Abs(value);
        }

        var mean = SampleMoments.Of(equity).Mean;
        return mean > 0 && years > 0 ? 0.5 * sum / mean / years : double.NaN;
    }

    /// <summary>One-way turnover between two sets of weights: ½ Σ|after − before|, 0..1 for weights that sum to one.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static double WeightTurnover(ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        if (before.Length != after.Length)
        {
            throw new ArgumentException($"{before.Length} weights do not match {after.Length}.", nameof(after));
        }

        double sum = 0;
        for (var i = 0; i < before.Length; i++)
        {
            sum += Math.Abs(after[i] - before[i]);
        }

        return 0.5 * sum;
    }
}
