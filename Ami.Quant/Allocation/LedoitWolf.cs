using Ami.Quant.Performance;

namespace Ami.Quant.Allocation;

/// <summary>A shrunk covariance: (1 − intensity) · sample + intensity · target.</summary>
/// <param name="Matrix">Covariance of one period, (N, N).</param>
/// <param name="Intensity">Weight of the target, 0 to 1.</param>
public sealed record ShrunkCovariance(double[,] Matrix, double Intensity);

/// <summary>
/// Covariance estimates that stay well-conditioned with few observations. All use the divisor T, as the papers do.
/// </summary>
public static class LedoitWolf
{
    /// <summary>Sample covariance with divisor T.</summary>
    /// <param name="returns">Returns, (T periods, N assets), T at least 2.</param>
    public static double[,] SampleCovariance(double[,] returns)
    {
        var x = Centred(returns);
        var (t, n) = (x.GetLength(0), x.GetLength(1));
        var s = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                double sum = 0;
                for (var k = 0; k < t; k++)
                {
                    sum += x[k, i] * x[k, j];
                }

                s[i, j] = s[j, i] = sum / t;
            }
        }

        return s;
    }

    /// <summary>
    /// Shrinks towards the mean variance times the identity.
    /// Source: Ledoit, Wolf (2004), "A well-conditioned estimator for large-dimensional covariance matrices", Journal of Multivariate Analysis 88, section 3.2.
    /// </summary>
    /// <param name="returns">Returns, (T periods, N assets), T at least 2.</param>
    public static ShrunkCovariance ToIdentity(double[,] returns)
    {
        var x = Centred(returns);
        var s = SampleCovariance(returns);
        var (t, n) = (x.GetLength(0), x.GetLength(1));
        double mean = 0;
        for (var i = 0; i < n; i++)
        {
            mean += s[i, i] / n;
        }

        double dispersion = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                dispersion += Square(s[i, j] - (i == j ? mean : 0)) / n;
            }
        }

        double error = 0;
        for (var k = 0; k < t; k++)
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    error += Square(x[k, i] * x[k, j] - s[i, j]) / n;
                }
            }
        }

        error = Math.Min(error / ((double)t * t), dispersion);
        var target = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            target[i, i] = mean;
        }

        return Mix(s, target, dispersion > 0 ? error / dispersion : 0);
    }

    /// <summary>
    /// Shrinks towards a matrix with the sample's variances and one common correlation.
    /// Source: Ledoit, Wolf (2004), "Honey, I shrunk the sample covariance matrix", Journal of Portfolio Management 30, appendix B.
    /// </summary>
    /// <param name="returns">Returns, (T periods, N assets), T at least 2, of positive variances.</param>
    /// <exception cref="ArgumentException">An asset does not vary.</exception>
    public static ShrunkCovariance ToConstantCorrelation(double[,] returns)
    {
        var x = Centred(returns);
        var s = SampleCovariance(returns);
        var (t, n) = (x.GetLength(0), x.GetLength(1));
        if (n == 1)
        {
            return new ShrunkCovariance(s, 0);
        }

        for (var i = 0; i < n; i++)
        {
            if (!(s[i, i] > 0))
            {
                throw new ArgumentException($"Asset {i} does not vary.", nameof(returns));
            }
        }

        double correlation = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                correlation += s[i, j] / Math.Sqrt(s[i, i] * s[j, j]) * 2 / (n * (n - 1.0));
            }
        }

        var target = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                target[i, j] = i == j ? s[i, i] : correlation * Math.Sqrt(s[i, i] * s[j, j]);
            }
        }

        double pi = 0,
            rho = 0,
            gamma = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var (variance, ofFirst, ofSecond) = Asymptotic(x, s, i, j);
                pi += variance;
                gamma += Square(target[i, j] - s[i, j]);
                rho += i == j ? variance : correlation / 2 * (Math.Sqrt(s[j, j] / s[i, i]) * ofFirst + Math.Sqrt(s[i, i] / s[j, j]) * ofSecond);
            }
        }

        var intensity = gamma > 0 ? Math.Clamp((pi - rho) / gamma / t, 0, 1) : 0;
        return Mix(s, target, intensity);
    }

    // Asymptotic variance of s_ij, and its covariances with s_ii and s_jj.
    private static (double Variance, double OfFirst, double OfSecond) Asymptotic(double[,] x, double[,] s, int i, int j)
    {
        var t = x.GetLength(0);
        double variance = 0,
            first = 0,
            second = 0;
        for (var k = 0; k < t; k++)
        {
            var cross = x[k, i] * x[k, j] - s[i, j];
            variance += cross * cross;
            first += (x[k, i] * x[k, i] - s[i, i]) * cross;
            second += (x[k, j] * x[k, j] - s[j, j]) * cross;
        }

        return (variance / t, first / t, second / t);
    }

    private static ShrunkCovariance Mix(double[,] sample, double[,] target, double intensity)
    {
        var n = sample.GetLength(0);
        var mixed = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                mixed[i, j] = (1 - intensity) * sample[i, j] + intensity * target[i, j];
            }
        }

        return new ShrunkCovariance(mixed, intensity);
    }

    private static double[,] Centred(double[,] returns)
    {
        ArgumentNullException.ThrowIfNull(returns);
        var (t, n) = (returns.GetLength(0), returns.GetLength(1));
        if (t < 2 || n < 1)
        {
            throw new ArgumentException($"At least two periods of one asset are needed, not {t}×{n}.", nameof(returns));
        }

        var x = new double[t, n];
        var asset = new double[t];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < t; k++)
            {
                asset[k] = returns[k, i];
            }

            var mean = Variation.Mean(asset);

            if (!double.IsFinite(mean))
            {
                throw new ArgumentException($"Asset {i} has a return that is not finite.", nameof(returns));
            }

            // What is left of an asset that does not vary is rounding, and would have correlations with everything.
            var varies = SampleMoments.Of(asset).Variance > 0;
            for (var k = 0; k < t; k++)
            {
                x[k, i] = varies ? asset[k] - mean : 0;
            }
        }

        return x;
    }

    private static double Square(double value) => value * value;
}
