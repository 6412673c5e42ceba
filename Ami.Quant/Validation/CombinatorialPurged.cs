using Ami.Quant.Labels;

namespace Ami.Quant.Validation;

/// <summary>
/// Combinatorial purged cross-validation: every choice of k test groups out of N, which yields several complete out-of-sample paths
/// instead of one. Source: López de Prado (2018), "Advances in Financial Machine Learning", section 12.4.
/// </summary>
public sealed class CombinatorialPurged
{
    private readonly (int From, int To)[] _blocks;
    private readonly int[][] _pathOf;

    private CombinatorialPurged((int From, int To)[] blocks, int[][] testGroups, Fold[] folds)
    {
        _blocks = blocks;
        TestGroups = testGroups;
        Folds = folds;
        var seen = new int[blocks.Length];
        _pathOf = Array.ConvertAll(testGroups, groups => Array.ConvertAll(groups, g => seen[g]++));
        PathCount = seen[0];
    }

    /// <summary>One fold per combination of test groups, in lexicographic order.</summary>
    public IReadOnlyList<Fold> Folds { get; }

    /// <summary>For each fold the groups it tests, ascending.</summary>
    public IReadOnlyList<IReadOnlyList<int>> TestGroups { get; }

    /// <summary>Number of complete out-of-sample paths: C(N − 1, k − 1).</summary>
    public int PathCount { get; }

    /// <summary>Splits the samples.</summary>
    /// <param name="spans">Bars of each sample, in order of the deciding bar.</param>
    /// <param name="groups">N, number of contiguous groups, at least 2.</param>
    /// <param name="testGroups">k, groups tested together, from 1 to N − 1.</param>
    /// <param name="embargo">Bars after each test group within which no training sample may be decided.</param>
    /// <exception cref="ArgumentException">Samples are out of order or fewer than the groups.</exception>
    public static CombinatorialPurged Split(ReadOnlySpan<LabelSpan> spans, int groups, int testGroups, int embargo = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(testGroups, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(testGroups, groups);
        Purging.CheckOrder(spans, embargo);
        var blocks = Purging.Blocks(spans.Length, groups);
        var chosen = Combinations(groups, testGroups);
        var folds = new Fold[chosen.Length];
        for (var c = 0; c < folds.Length; c++)
        {
            var tested = Array.ConvertAll(chosen[c], g => blocks[g]);
            int[] test = [.. tested.SelectMany(Purging.Range)];
            folds[c] = new Fold(Purging.TrainingSamples(spans, tested, embargo), test);
        }

        return new CombinatorialPurged(blocks, chosen, folds);
    }

    /// <summary>Joins predictions of all folds into <see cref="PathCount"/> complete paths over all samples.</summary>
    /// <param name="predictions">Per fold, one number per sample of its <see cref="Fold.Test"/>.</param>
    /// <returns>Per path, one out-of-sample number per sample.</returns>
    /// <exception cref="ArgumentException">The shape is not that of the folds.</exception>
    public double[][] Paths(IReadOnlyList<double[]> predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Count != Folds.Count)
        {
            throw new ArgumentException($"{Folds.Count} folds need as many predictions, not {predictions.Count}.", nameof(predictions));
        }

        var paths = new double[PathCount][];
        for (var p = 0; p < paths.Length; p++)
        {
            paths[p] = new double[_blocks[^1].To];
        }

        for (var f = 0; f < predictions.Count; f++)
        {
            if (predictions[f].Length != Folds[f].Test.Length)
            {
                throw new ArgumentException($"Fold {f} tests {Folds[f].Test.Length} samples, not {predictions[f].Length}.", nameof(predictions));
            }

            var offset = 0;
            for (var g = 0; g < TestGroups[f].Count; g++)
            {
                var (from, to) = _blocks[TestGroups[f][g]];
                predictions[f].AsSpan(offset, to - from).CopyTo(paths[_pathOf[f][g]].AsSpan(from));
                offset += to - from;
            }
        }

        return paths;
    }

    private static int[][] Combinations(int n, int k)
    {
        var result = new List<int[]>();
        var current = Enumerable.Range(0, k).ToArray();
        while (true)
        {
            result.Add([.. current]);
            var i = k - 1;
            while (i >= 0 && current[i] == n - k + i)
            {
                i--;
            }

            if (i < 0)
            {
                return [.. result];
            }

            current[i]++;
            for (var j = i + 1; j < k; j++)
            {
                current[j] = current[j - 1] + 1;
            }
        }
    }
}
