namespace Ami.Quant.Performance;

/// <summary>Moments of a sample of returns.</summary>
/// <param name="Count">Number of values.</param>
/// <param name="Mean">Arithmetic mean; NaN without values.</param>
/// <param name="Variance">Sample variance with divisor n − 1; NaN with fewer than two values, exactly 0 when nothing varies.</param>
/// <param name="Skewness">m₃/m₂^1.5; 0 for a symmetric sample, NaN when nothing varies.</param>
/// <param name="Kurtosis">m₄/m₂², not in excess: 3 for a normal sample, NaN when nothing varies.</param>
/// <remarks>
/// Central moments mₖ with divisor n, taken about the mean in a second pass. Values whose deviations are no more than rounding at the scale of returns (1e-12
/// of 1, or of the largest value) do not vary.
/// </remarks>
public readonly record struct SampleMoments(int Count, double Mean, double Variance, double Skewness, double Kurtosis)
{
    /// <summary>Sample standard deviation.</summary>
    public double Deviation => Math.Sqrt(Variance);

    /// <summary>Moments of values that are all finite.</summary>
    public static SampleMoments Of(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        if (n == 0)
        {
            return new(0, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        var mean = Variation.Mean(values);
        double second = 0,
            third = 0,
            fourth = 0;
        foreach (var x in values)
        {
            var d = x - mean;
            var square = d * d;
            second += square;
            third += square * d;
            fourth += square * square;
        }

        if (Variation.Vanishes(second, n, Variation.ScaleOfReturns(values)))
        {
            return new(n, mean, n > 1 ? 0 : double.NaN, double.NaN, double.NaN);
        }

        var m2 = second / n;
        return new(n, mean, second / (n - 1), third / n / Math.Pow(m2, 1.5), fourth / n / (m2 * m2));
    }
}
