namespace Ami.Quant.Performance;

/// <summary>How often the configuration that looked best in one half of the history fell behind in the other half.</summary>
/// <param name="Probability">PBO: share of splits in which the best in sample ranked in the lower half out of sample, 0..1.</param>
/// <param name="Splits">Number of splits tried.</param>
/// <param name="Logits">Per split, ln(ω/(1 − ω)) of the winner's relative rank ω out of sample.</param>
/// <param name="ProbabilityOfLoss">Share of splits in which the winner's Sharpe ratio out of sample was negative.</param>
/// <param name="DegradationSlope">Slope of the winners' ratio out of sample over that in sample; negative when looking better made it worse. NaN when
/// undefined.</param>
public sealed record OverfittingResult(double Probability, int Splits, IReadOnlyList<double> Logits, double ProbabilityOfLoss, double DegradationSlope);

/// <summary>Probability of backtest overfitting by combinatorially symmetric cross-validation.</summary>
/// <remarks>
/// D. H. Bailey, J. M. Borwein, M. López de Prado, Q. J. Zhu, "The probability of backtest overfitting", Journal of Computational
/// Finance 20:4 (2017), sec. 2. Configurations are compared by Sharpe ratio per period.
/// </remarks>
public static class BacktestOverfitting
{
    /// <summary>Most blocks allowed: C(20, 10) = 184,756 splits.</summary>
    public const int MaximumBlocks = 20;

    /// <summary>Estimates the probability.</summary>
    /// <param name="returns">
    /// Returns of all configurations over the same periods, shape (periods, configurations), row after row.
    /// </param>
    /// <param name="configurations">Number of configurations, at least 2.</param>
    /// <param name="blocks">Even number of blocks of consecutive periods, 2 to <see cref="MaximumBlocks"/>; left-over first periods are not used.</param>
    /// <exception cref="ArgumentException">The shape does not fit, or blocks are odd, or there are fewer than two periods per block.</exception>
    public static OverfittingResult Estimate(ReadOnlySpan<double> returns, int configurations, int blocks = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(configurations, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blocks, MaximumBlocks);
        if (blocks % 2 != 0)
        {
            throw new ArgumentException("The number of blocks must be even.", nameof(blocks));
        }

        if (returns.Length % configurations != 0)
        {
            throw new ArgumentException($"{returns.Length} values are not a whole number of rows of {configurations}.", nameof(returns));
        }

        var length = returns.Length / configurations / blocks;
        if (length < 2)
        {
            throw new ArgumentException($"{blocks} blocks need at least {2 * blocks} periods.", nameof(returns));
        }

        var moments = BlockMoments(returns, configurations, blocks, length);
        var logits = new List<double>();
        var (inside, outside) = (new List<double>(), new List<double>());
        double[] ratiosIn = new double[configurations],
            ratiosOut = new double[configurations];
        for (var mask = 0; mask < 1 << blocks; mask++)
        {
            if (int.PopCount(mask) != blocks / 2)
            {
                continue;
            }

            Ratios(moments, mask, length, ratiosIn);
            Ratios(moments, ~mask & ((1 << blocks) - 1), length, ratiosOut);
            var winner = IndexOfHighest(ratiosIn);
            logits.Add(LogitOfRank(ratiosOut, winner));
            inside.Add(ratiosIn[winner]);
            outside.Add(ratiosOut[winner]);
        }
        return new(Share(logits, logit => logit <= 0), logits.Count, logits, Share(outside, ratio => ratio < 0), Slope(inside, outside));
    }

    /// <summary>Per block and configuration the mean and the squared deviations from it, so that a split costs additions only and nothing cancels out.</summary>
    private static (double[][] Mean, double[][] Squares) BlockMoments(ReadOnlySpan<double> returns, int configurations, int blocks, int length)
    {
        var means = new double[blocks][];
        var squares = new double[blocks][];
        var first = returns.Length / configurations - blocks * length;
        var values = new double[length];
        for (var block = 0; block < blocks; block++)
        {
            (means[block], squares[block]) = (new double[configurations], new double[configurations]);
            for (var c = 0; c < configurations; c++)
            {
                for (var i = 0; i < length; i++)
                {
                    values[i] = returns[(first + block * length + i) * configurations + c];
                }

                var mean = means[block][c] = Variation.Mean(values);
                foreach (var r in values)
                {
                    squares[block][c] += (r - mean) * (r - mean);
                }
            }
        }
        return (means, squares);
    }

    /// <summary>Moments of the chosen blocks together: T. F. Chan, G. H. Golub, R. J. LeVeque, American Statistician 37 (1983), eq. 2.1.</summary>
    private static void Ratios((double[][] Mean, double[][] Squares) blocks, int mask, int length, double[] ratios)
    {
        var count = length * int.PopCount(mask);
        for (var c = 0; c < ratios.Length; c++)
        {
            double mean = 0,
                squares = 0;
            for (var remaining = mask; remaining != 0; remaining &= remaining - 1)
            {
                mean += blocks.Mean[int.TrailingZeroCount(remaining)][c];
            }

            mean /= int.PopCount(mask);
            for (var remaining = mask; remaining != 0; remaining &= remaining - 1)
            {
                var block = int.TrailingZeroCount(remaining);
                var between = blocks.Mean[block][c] - mean;
                squares += blocks.Squares[block][c] + length * between * between;
            }
            // A configuration that never varied has no ratio; ranking it 0 lets any profit beat it.
            ratios[c] = Variation.Vanishes(squares, count, Math.Max(1, Math.Abs(mean))) ? 0 : mean / Math.Sqrt(squares / (count - 1));
        }
    }

    private static int IndexOfHighest(double[] values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>ω = rank/(N + 1) with ties sharing the middle of their ranks, as a logit.</summary>
    private static double LogitOfRank(double[] ratios, int winner)
    {
        double rank = 1;
        for (var i = 0; i < ratios.Length; i++)
        {
            if (i != winner)
            {
                rank +=
                    ratios[i] < ratios[winner] ? 1
                    : ratios[i] == ratios[winner] ? 0.5
                    : 0;
            }
        }

        var omega = rank / (ratios.Length + 1);
        return Math.Log(omega / (1 - omega));
    }

    private static double Share(List<double> values, Predicate<double> condition) => (double)values.FindAll(condition).Count / values.Count;

    private static double Slope(List<double> xs, List<double> ys)
    {
        var (meanX, meanY) = (xs.Average(), ys.Average());
        double xx = 0,
            xy = 0;
        for (var i = 0; i < xs.Count; i++)
        {
            xx += (xs[i] - meanX) * (xs[i] - meanX);
            xy += (xs[i] - meanX) * (ys[i] - meanY);
        }
        return xx > 0 ? xy / xx : double.NaN;
    }
}
