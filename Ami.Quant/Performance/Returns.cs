namespace Ami.Quant.Performance;

/// <summary>Returns from values and growth from returns. Returns are fractions: 0.01 is one percent.</summary>
public static class Returns
{
    /// <summary>Milliseconds in a year of 365.25 days.</summary>
    public const double MillisecondsPerYear = 365.25 * 86_400_000;

    /// <summary>Simple returns Vₜ/Vₜ₋₁ − 1.</summary>
    /// <param name="values">n positive values in time order.</param>
    /// <returns>n − 1 returns; empty for fewer than two values.</returns>
    public static double[] Simple(ReadOnlySpan<double> values)
    {
        var returns = new double[Math.Max(0, values.Length - 1)];
        for (var i = 0; i < returns.Length; i++)
        {
            returns[i] = values[i + 1] / values[i] - 1;
        }

        return returns;
    }

    /// <summary>Logarithmic returns ln(Vₜ/Vₜ₋₁); they add up over time.</summary>
    /// <param name="values">n positive values in time order.</param>
    /// <returns>n − 1 returns; empty for fewer than two values.</returns>
    public static double[] Logarithmic(ReadOnlySpan<double> values)
    {
        var returns = new double[Math.Max(0, values.Length - 1)];
        for (var i = 0; i < returns.Length; i++)
        {
            returns[i] = Math.Log(values[i + 1] / values[i]);
        }

        return returns;
    }

    /// <summary>Total simple return of consecutive simple returns: Π(1 + r) − 1.</summary>
    public static double Compound(ReadOnlySpan<double> returns)
    {
        double growth = 1;
        foreach (var r in returns)
        {
            growth *= 1 + r;
        }

        return growth - 1;
    }

    /// <summary>Values that grow by simple returns: v₀ = <paramref name="start"/>, vₜ = vₜ₋₁(1 + rₜ).</summary>
    /// <returns>One value more than returns.</returns>
    public static double[] Accumulate(ReadOnlySpan<double> returns, double start = 1)
    {
        var values = new double[returns.Length + 1];
        values[0] = start;
        for (var i = 0; i < returns.Length; i++)
        {
            values[i + 1] = values[i] * (1 + returns[i]);
        }

        return values;
    }

    /// <summary>Compound annual growth rate: (end/start)^(1/years) − 1. NaN unless start and years are positive and end is not negative.</summary>
    /// <param name="start">Value at the beginning.</param>
    /// <param name="end">Value at the end.</param>
    /// <param name="years">Time between them.</param>
    public static double AnnualGrowth(double start, double end, double years) =>
        start > 0 && end >= 0 && years > 0 ? Math.Pow(end / start, 1 / years) - 1 : double.NaN;

    /// <summary>Years from the first to the last instant.</summary>
    /// <param name="time">Unix milliseconds, increasing; at least one.</param>
    public static double Years(ReadOnlySpan<long> time) => (time[^1] - time[0]) / MillisecondsPerYear;

    /// <summary>
    /// Returns per year that a clock really has, which annualises correctly whatever the market's hours: about 252 for daily bars
    /// of shares, 8766 for hourly bars of a market that never closes. NaN for fewer than two instants.
    /// </summary>
    /// <param name="time">Unix milliseconds, increasing.</param>
    public static double PeriodsPerYear(ReadOnlySpan<long> time) => time.Length < 2 ? double.NaN : (time.Length - 1) / Years(time);
}
