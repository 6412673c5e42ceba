namespace Ami.Quant;

/// <summary>
/// The one test of whether numbers vary at all. A ratio over a deviation that is nothing but rounding has no value: Sharpe, Sortino, Kelly, skewness, beta,
/// z-scores, R² and all others ask here first.
/// </summary>
internal static class Variation
{
    /// <summary>
    /// Deviations below this share of the scale are rounding: some thousand units in the last place of a double, as a path of sums and products collects.
    /// </summary>
    private const double Rounding = 1e-12;

    /// <summary>Whether deviations are rounding alone.</summary>
    /// <param name="squares">Sum of squared deviations, ≥ 0; weighted ones with the weights' sum as <paramref name="count"/>.</param>
    /// <param name="count">How many deviations were summed.</param>
    /// <param name="scale">
    /// Largest magnitude of what the values were computed from. A return is a quotient around 1 less 1, so that returns have a scale of at least 1, however
    /// small they are; the currency that prices and accounts are counted in does not matter.
    /// </param>
    internal static bool Vanishes(double squares, double count, double scale)
    {
        var least = Rounding * scale;
        return squares <= count * least * least;
    }

    /// <summary>Whether a sum of shortfalls is rounding alone.</summary>
    /// <param name="sum">Sum of magnitudes, ≥ 0.</param>
    /// <param name="count">How many were summed.</param>
    /// <param name="scale">As above.</param>
    internal static bool VanishesLinearly(double sum, double count, double scale) => sum <= count * Rounding * scale;

    /// <summary>The scale of returns: their largest magnitude, at least 1.</summary>
    internal static double ScaleOfReturns(ReadOnlySpan<double> returns)
    {
        double scale = 1;
        foreach (var r in returns)
        {
            scale = Math.Max(scale, Math.Abs(r));
        }

        return scale;
    }

    /// <summary>Arithmetic mean whose rounding does not grow with the count: the mean deviation from a first mean is added to it.</summary>
    internal static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0,
            rest = 0;
        foreach (var x in values)
        {
            sum += x;
        }

        var mean = sum / values.Length;
        foreach (var x in values)
        {
            rest += x - mean;
        }

        return mean + rest / values.Length;
    }
}
