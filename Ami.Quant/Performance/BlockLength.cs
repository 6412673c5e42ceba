namespace Ami.Quant.Performance;

/// <summary>Choice of the mean block length of a stationary bootstrap from the dependence in the data.</summary>
public static class BlockLength
{
    /// <summary>
    /// Mean block length that minimises the asymptotic error of the variance of the mean; 1 for a sequence without dependence (or
    /// one that does not vary), at most min(3√n, n/3).
    /// </summary>
    /// <param name="values">The sequence in time order.</param>
    /// <remarks>
    /// D. N. Politis, H. White, "Automatic block-length selection for the dependent bootstrap", Econometric Reviews 23 (2004), with
    /// the correction of A. Patton, D. N. Politis, H. White, Econometric Reviews 28 (2009); their constant c = 2.
    /// </remarks>
    public static double Optimal(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        if (n < 8)
        {
            return 1;
        }

        var run = Math.Max(5, (int)Math.Sqrt(Math.Log10(n)));
        var longest = Math.Min(n - 1, (int)Math.Ceiling(Math.Sqrt(n)) + run);
        var covariance = Autocovariance(values, longest + run);
        if (Variation.Vanishes(covariance[0], 1, Variation.ScaleOfReturns(values)))
        {
            return 1;
        }

        var cutoff = LastSignificantLag(covariance, longest, run, 2 * Math.Sqrt(Math.Log10(n) / n));
        var bandwidth = Math.Min(2 * cutoff, longest);
        double weighted = 0,
            spectrum = covariance[0];
        for (var k = 1; k <= bandwidth; k++)
        {
            var lambda = FlatTop((double)k / bandwidth);
            weighted += 2 * lambda * k * covariance[k];
            spectrum += 2 * lambda * covariance[k];
        }
        if (spectrum == 0)
        {
            return 1;
        }

        var optimal = Math.Pow(weighted * weighted / (spectrum * spectrum) * n, 1.0 / 3);
        return Math.Clamp(optimal, 1, Math.Max(1, Math.Min(3 * Math.Sqrt(n), n / 3.0)));
    }

    /// <summary>The smallest lag after which a run of autocorrelations is insignificant; the last significant one when there is no such run.</summary>
    private static int LastSignificantLag(double[] covariance, int longest, int run, double threshold)
    {
        var last = 0;
        for (var k = 1; k < covariance.Length; k++)
        {
            if (Math.Abs(covariance[k] / covariance[0]) > threshold)
            {
                last = k;
            }
            else if (k - last >= run)
            {
                break;
            }
        }
        return Math.Min(Math.Max(last, 1), longest);
    }

    private static double FlatTop(double t) => t <= 0.5 ? 1 : 2 * (1 - t);

    private static double[] Autocovariance(ReadOnlySpan<double> values, int lags)
    {
        var mean = SampleMoments.Of(values).Mean;
        var covariance = new double[Math.Min(lags, values.Length - 1) + 1];
        for (var k = 0; k < covariance.Length; k++)
        {
            double sum = 0;
            for (var i = k; i < values.Length; i++)
            {
                sum += (values[i] - mean) * (values[i - k] - mean);
            }

            covariance[k] = sum / values.Length;
        }
        return covariance;
    }
}
