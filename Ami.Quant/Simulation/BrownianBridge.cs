namespace Ami.Quant.Simulation;

/// <summary>Draws about a Brownian path whose two ends are known.</summary>
internal static class BrownianBridge
{
    /// <summary>
    /// The highest point of a Brownian path from <paramref name="from"/> to <paramref name="to"/>: inverts
    /// P(max &gt; m) = exp(−2 (m − from)(m − to) / σ²) (Karatzas and Shreve, Brownian Motion and Stochastic Calculus, 2.8.10).
    /// </summary>
    /// <param name="from">Value at the start.</param>
    /// <param name="to">Value at the end.</param>
    /// <param name="deviation">Standard deviation of the free path over the whole time.</param>
    /// <param name="uniform">A draw from (0, 1).</param>
    public static double Maximum(double from, double to, double deviation, double uniform)
    {
        var distance = to - from;
        return 0.5 * (from + to + Math.Sqrt(distance * distance - 2 * deviation * deviation * Math.Log(uniform)));
    }

    /// <summary>The lowest point of the same path; see <see cref="Maximum"/>.</summary>
    public static double Minimum(double from, double to, double deviation, double uniform) => -Maximum(-from, -to, deviation, uniform);

    /// <summary>Standard deviation of the path that most likely had this range (Parkinson, 1980, E[range] = σ √(8/π)).</summary>
    public static double DeviationOf(long high, long low) => (high - low) / Math.Sqrt(8 / Math.PI);
}
