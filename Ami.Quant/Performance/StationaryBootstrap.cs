using Ami.Quant.Randomness;

namespace Ami.Quant.Performance;

/// <summary>An interval that holds a statistic's true value with about the stated confidence.</summary>
/// <param name="Estimate">The statistic on the sample itself.</param>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Confidence">For example 0.95.</param>
/// <param name="Replications">Resamples on which the statistic had a value.</param>
/// <param name="StandardError">Standard deviation of the statistic among the resamples.</param>
public readonly record struct ConfidenceInterval(double Estimate, double Lower, double Upper, double Confidence, int Replications, double StandardError);

/// <summary>A statistic of a sample, such as a Sharpe ratio; NaN where it is undefined.</summary>
public delegate double SampleStatistic(ReadOnlySpan<double> sample);

/// <summary>A statistic of a sample given by the rows to use, repeated rows included; NaN where it is undefined.</summary>
public delegate double RowStatistic(ReadOnlySpan<int> rows);

/// <summary>
/// Stationary bootstrap: resamples a dependent sequence in blocks of geometric length that wrap around its end, so that the
/// resample is stationary and keeps short-range dependence.
/// </summary>
/// <remarks>
/// D. N. Politis, J. P. Romano, "The stationary bootstrap", J. Amer. Statistical Association 89 (1994), sec. 2; percentile
/// intervals. Resample k reads its own random stream, so the result depends on the seed and on nothing else.
/// </remarks>
public static class StationaryBootstrap
{
    /// <summary>Fills one resample of row numbers.</summary>
    /// <param name="random">Source of chance.</param>
    /// <param name="count">Rows in the sample, at least 1.</param>
    /// <param name="meanBlock">Mean block length, at least 1; 1 draws rows independently.</param>
    /// <param name="rows">Receives row numbers in 0..count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count or the mean block is below 1.</exception>
    public static void Resample(RandomStream random, int count, double meanBlock, Span<int> rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!(meanBlock >= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(meanBlock), meanBlock, "The mean block is at least 1.");
        }

        var jump = 1 / meanBlock;
        var row = -1;
        for (var i = 0; i < rows.Length; i++)
        {
            row =
                row < 0 || random.NextUniform() < jump ? random.NextBounded(count)
                : row + 1 == count ? 0
                : row + 1;
            rows[i] = row;
        }
    }

    /// <summary>Confidence interval of a statistic of a sequence.</summary>
    /// <param name="values">The sequence in time order.</param>
    /// <param name="statistic">The statistic.</param>
    /// <param name="seed">Chooses the resamples.</param>
    /// <param name="confidence">Inside 0..1.</param>
    /// <param name="replications">Number of resamples.</param>
    /// <param name="meanBlock">Mean block length; NaN takes <see cref="BlockLength.Optimal"/>.</param>
    /// <returns>NaN in the ends when the statistic has no value on any resample.</returns>
    public static ConfidenceInterval Interval(
        ReadOnlySpan<double> values,
        SampleStatistic statistic,
        ulong seed,
        double confidence = 0.95,
        int replications = 2000,
        double meanBlock = double.NaN
    )
    {
        var sample = values.ToArray();
        var resample = new double[sample.Length];
        return Interval(sample.Length, Gather, seed, double.IsNaN(meanBlock) ? BlockLength.Optimal(values) : meanBlock, confidence, replications);

        double Gather(ReadOnlySpan<int> rows)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                resample[i] = sample[rows[i]];
            }

            return statistic(resample);
        }
    }

    /// <summary>Confidence interval of a statistic of rows, such as the AUC of predictions with their outcomes.</summary>
    /// <param name="count">Rows in the sample, in time order.</param>
    /// <param name="statistic">The statistic.</param>
    /// <param name="seed">Chooses the resamples.</param>
    /// <param name="meanBlock">Mean block length, at least 1.</param>
    /// <param name="confidence">Inside 0..1.</param>
    /// <param name="replications">Number of resamples, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ConfidenceInterval Interval(
        int count,
        RowStatistic statistic,
        ulong seed,
        double meanBlock,
        double confidence = 0.95,
        int replications = 2000
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 1);
        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Confidence is between 0 and 1, both excluded.");
        }

        var rows = new int[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = i;
        }

        var estimate = statistic(rows);
        var found = new List<double>(replications);
        for (var k = 0; k < replications; k++)
        {
            Resample(new RandomStream(seed, (ulong)k), count, meanBlock, rows);
            var value = statistic(rows);
            if (!double.IsNaN(value))
            {
                found.Add(value);
            }
        }
        found.Sort();
        double[] sorted = [.. found];
        var tail = 0.5 * (1 - confidence);
        return new(
            estimate,
            TailRisk.QuantileOfSorted(sorted, tail),
            TailRisk.QuantileOfSorted(sorted, 1 - tail),
            confidence,
            sorted.Length,
            SampleMoments.Of(sorted).Deviation
        );
    }
}
