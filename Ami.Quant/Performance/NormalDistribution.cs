namespace Ami.Quant.Performance;

/// <summary>The standard normal distribution; probabilities are right to 15 decimal places.</summary>
public static class NormalDistribution
{
    private const double Sqrt2Pi = 2.5066282746310005024;

    private static ReadOnlySpan<double> TailNumerator =>
        [3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376];

    private static ReadOnlySpan<double> TailDenominator =>
        [8.83883476483184e-02, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752];

    private static ReadOnlySpan<double> CentreNumerator =>
        [-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00];

    private static ReadOnlySpan<double> CentreDenominator =>
        [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1];

    private static ReadOnlySpan<double> EdgeNumerator =>
        [-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00];

    private static ReadOnlySpan<double> EdgeDenominator => [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1];

    /// <summary>Density at <paramref name="x"/>.</summary>
    public static double Density(double x) => Math.Exp(-0.5 * x * x) / Sqrt2Pi;

    /// <summary>Φ(x), the probability of a value not above <paramref name="x"/>, in 0..1.</summary>
    /// <remarks>J. F. Hart's rational approximation as given by G. West, "Better approximations to cumulative normal functions", Wilmott (2005).</remarks>
    public static double Cdf(double x)
    {
        if (double.IsNaN(x))
        {
            return double.NaN;
        }

        var size = Math.Abs(x);
        double tail = 0;
        if (size < 7.07106781186547)
        {
            tail = Math.Exp(-0.5 * size * size) * Polynomial(TailNumerator, size) / Polynomial(TailDenominator, size);
        }
        else if (size <= 37)
        {
            tail = Math.Exp(-0.5 * size * size) / (size + 1 / (size + 2 / (size + 3 / (size + 4 / (size + 0.65))))) / Sqrt2Pi;
        }

        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>Φ⁻¹(p), the value not exceeded with probability <paramref name="probability"/>; infinite at 0 and 1.</summary>
    /// <remarks>P. J. Acklam's approximation (2003) refined by one step of Halley's method on <see cref="Cdf"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside 0..1.</exception>
    public static double Quantile(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is between 0 and 1.");
        }

        if (probability is 0 or 1)
        {
            return probability == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        // Working in the lower half keeps the digits of small probabilities.
        if (probability > 0.5)
        {
            return -Quantile(1 - probability);
        }

        double x;
        if (probability < 0.02425)
        {
            var q = Math.Sqrt(-2 * Math.Log(probability));
            x = Polynomial(EdgeNumerator, q) / Polynomial(EdgeDenominator, q);
        }
        else
        {
            var q = probability - 0.5;
            x = q * Polynomial(CentreNumerator, q * q) / Polynomial(CentreDenominator, q * q);
        }
        var step = (Cdf(x) - probability) * Sqrt2Pi * Math.Exp(0.5 * x * x);
        return double.IsFinite(step) ? x - step / (1 + 0.5 * x * step) : x;
    }

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double value = 0;
        foreach (var coefficient in coefficients)
        {
            value = value * x + coefficient;
        }

        return value;
    }
}
