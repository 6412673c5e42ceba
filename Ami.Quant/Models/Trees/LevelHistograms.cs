namespace Ami.Quant.Models.Trees;

/// <summary>A node whose split is sought.</summary>
internal sealed class OpenNode(int id, RowRange range, NodeSums sums)
{
    public int Id { get; } = id;

    public RowRange Range { get; } = range;

    public NodeSums Sums { get; } = sums;

    /// <summary>Where its histogram is.</summary>
    public int Slot { get; set; }

    public Split Best { get; set; }
}

/// <summary>
/// Two children of one parent: only the smaller one's histogram is summed from rows, the larger one's is the parent's
/// minus that. The root has no sibling.
/// </summary>
internal sealed record Siblings(OpenNode Smaller, OpenNode? Larger);

/// <summary>Builds the histograms of one level and finds the best split of each node.</summary>
internal sealed unsafe class LevelHistograms(BinnedFeatures binned, RowPartition partition, SplitFinder finder, HistogramPool pool, WorkerThreads workers)
{
    private const int FeaturesPerTask = 4;

    /// <summary>Rows per partial histogram: enough to make adding the partial ones up a small part of the work.</summary>
    private const int ChunkRows = 16384;

    /// <summary>Sets <see cref="OpenNode.Best"/> of every node; a larger sibling's slot must hold the parent's histogram.</summary>
    public void Evaluate(IReadOnlyList<Siblings> level, int[] features)
    {
        var partials = Sum(level, features);
        var groups = (features.Length + FeaturesPerTask - 1) / FeaturesPerTask;
        var smaller = new Split[level.Count * groups];
        var larger = new Split[level.Count * groups];
        workers.For(
            level.Count * groups,
            task =>
            {
                var pair = task / groups;
                var from = task % groups * FeaturesPerTask;
                smaller[task] = larger[task] = Split.None;
                foreach (var feature in features.AsSpan(from, Math.Min(FeaturesPerTask, features.Length - from)))
                {
                    Search(level[pair], partials[pair], feature, ref smaller[task], ref larger[task]);
                }
            }
        );
        for (var pair = 0; pair < level.Count; pair++)
        {
            level[pair].Smaller.Best = Best(smaller.AsSpan(pair * groups, groups));
            if (level[pair].Larger is { } sibling)
            {
                sibling.Best = Best(larger.AsSpan(pair * groups, groups));
            }

            foreach (var slot in partials[pair])
            {
                pool.Return(slot);
            }
        }
    }

    /// <summary>Sums the smaller siblings' rows; returns the slots of the partial histograms still to be added to theirs.</summary>
    private List<int>[] Sum(IReadOnlyList<Siblings> level, int[] features)
    {
        var tasks = new List<(RowRange Rows, int Slot)>();
        var partials = new List<int>[level.Count];
        for (var pair = 0; pair < level.Count; pair++)
        {
            var node = level[pair].Smaller;
            node.Slot = pool.Rent();
            partials[pair] = [];
            var chunks = Math.Max(1, (node.Range.Count + ChunkRows - 1) / ChunkRows);
            for (var c = 0; c < chunks; c++)
            {
                var slot = c == 0 ? node.Slot : pool.Rent();
                if (c > 0)
                {
                    partials[pair].Add(slot);
                }

                var start = (int)((long)node.Range.Count * c / chunks);
                var end = (int)((long)node.Range.Count * (c + 1) / chunks);
                tasks.Add((new RowRange(node.Range.Start + start, end - start), slot));
            }
        }

        workers.For(
            tasks.Count,
            task =>
            {
                var (rows, slot) = tasks[task];
                new Span<double>(pool[slot], 2 * binned.Offsets[^1]).Clear();
                Histogram.Accumulate(binned, features, partition.Rows + rows.Start, partition.Pairs + rows.Start, rows.Count, pool[slot]);
            }
        );
        return partials;
    }

    private void Search(Siblings pair, List<int> partials, int feature, ref Split smaller, ref Split larger)
    {
        var offset = 2 * binned.Offsets[feature];
        var length = 2 * (binned.Offsets[feature + 1] - binned.Offsets[feature]);
        var own = pool[pair.Smaller.Slot] + offset;
        foreach (var partial in partials)
        {
            Histogram.AddTo(own, pool[partial] + offset, length);
        }

        Improve(ref smaller, own, feature, pair.Smaller);
        if (pair.Larger is null)
        {
            return;
        }

        var sibling = pool[pair.Larger.Slot] + offset;
        Histogram.SubtractFrom(sibling, own, length);
        Improve(ref larger, sibling, feature, pair.Larger);
    }

    private void Improve(ref Split best, double* histogram, int feature, OpenNode node)
    {
        if (!finder.MaySplit(node.Sums.Hessian))
        {
            return;
        }

        var split = finder.Best(histogram, feature, node.Sums);
        if (split.Gain > best.Gain)
        {
            best = split;
        }
    }

    private static Split Best(ReadOnlySpan<Split> splits)
    {
        var best = Split.None;
        foreach (var split in splits)
        {
            if (split.Gain > best.Gain)
            {
                best = split;
            }
        }

        return best;
    }
}
