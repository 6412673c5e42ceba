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

        var sums = BlockSums(returns, configurations, blocks, length);
        var logits = new List<double>();
        var (inside, outside) = (new List<double>(), new List<double>());
        var half = (double)(length * blocks / 2);
        double[] ratiosIn = new double[configurations],
            ratiosOut = new double[configurations];
        for (var mask = 0; mask < 1 << blocks; mask++)
        {
            if (int.PopCount(mask) != blocks / 2)
            {
                continue;
            }

            Ratios(sums, mask, half, ratiosIn);
            Ratios(sums, ~mask & ((1 << blocks) - 1), half, ratiosOut);
            var winner = IndexOfHighest(ratiosIn);
            logits.Add(LogitOfRank(ratiosOut, winner));
            inside.Add(ratiosIn[winner]);
            outside.Add(ratiosOut[winner]);
        }
        return new(Share(logits, logit => logit <= 0), logits.Count, logits, Share(outside, ratio => ratio < 0), Slope(inside, outside));
    }

    /// <summary>Per block and configuration the sum and the sum of squares, so that a split costs additions only.</summary>
    private static (double[][] Sum, double[][] Squares) BlockSums(ReadOnlySpan<double> returns, int configurations, int blocks, int length)
    {
        var sum = new double[blocks][];
        var squares = new double[blocks][];
        var first = returns.Length / configurations - blocks * length;
        for (var block = 0; block < blocks; block++)
        {
            (sum[block], squares[block]) = (new double[configurations], new double[configurations]);
            for (var row = first + block * length; row < first + (block + 1) * length; row++)
            {
                for (var c = 0; c < configurations; c++)
                {
                    var r = returns[row * configurations + c];
                    sum[block][c] += r;
                    squares[block][c] += r * r;
                }
            }
        }
        return (sum, squares);
    }

    private static void Ratios((double[][] Sum, double[][] Squares) blocks, int mask, double count, double[] ratios)
    {
        for (var c = 0; c < ratios.Length; c++)
        {
            double sum = 0,
                squares = 0;
            for (var remaining = mask; remaining != 0; remaining &= remaining - 1)
            {
                var block = int.TrailingZeroCount(remaining);
                sum += blocks.Sum[block][c];
                squares += blocks.Squares[block][c];
            }
            var mean = sum / count;
            var variance = (squares - sum * mean) / (count - 1);
            // A configuration that never varied has no ratio; ranking it 0 lets any profit beat it.
            ratios[c] = variance > 1e-15 * squares / count ? mean / Math.Sqrt(variance) : 0;
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
