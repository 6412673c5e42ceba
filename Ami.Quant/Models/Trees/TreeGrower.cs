using Ami.Quant.Randomness;

namespace Ami.Quant.Models.Trees;

/// <summary>A leaf and the samples of the tree that fell into it.</summary>
internal readonly record struct GrownLeaf(int Node, RowRange Range, double Lower, double Upper);

/// <summary>Grows trees level by level over binned features (Chen &amp; Guestrin 2016; Ke et al. 2017 for the histograms).</summary>
internal sealed unsafe class TreeGrower : IDisposable
{
    private readonly BinnedFeatures _binned;
    private readonly BoostedTreesOptions _options;
    private readonly WorkerThreads _workers;
    private readonly SplitFinder _finder;
    private readonly RowPartition _partition;
    private readonly HistogramPool _pool;
    private readonly LevelHistograms _histograms;
    private readonly List<GrownLeaf> _leaves = [];
    private TreeBuilder _tree = new();

    public TreeGrower(BinnedFeatures binned, BoostedTreesOptions options, WorkerThreads workers)
    {
        _binned = binned;
        _options = options;
        _workers = workers;
        _finder = new SplitFinder(options, binned);
        _partition = new RowPartition(binned, workers);
        _pool = new HistogramPool(2 * binned.Offsets[^1]);
        _histograms = new LevelHistograms(binned, _partition, _finder, _pool, workers);
    }

    /// <summary>Grows one tree on the given gradients; <paramref name="number"/> selects its random draws.</summary>
    public void Grow(GradientPair* gradients, int number)
    {
        _tree = new TreeBuilder();
        _leaves.Clear();
        var random = new RandomStream(_options.Seed, (ulong)number);
        var features = DrawFeatures(random);
        var sums = _partition.Load(gradients, _options.Subsample, random);
        var root = Open(new RowRange(0, _partition.Included), sums);
        var level = new List<Siblings>();
        if (_finder.MaySplit(sums.Hessian))
        {
            level.Add(new Siblings(root, null));
        }
        else
        {
            Close(root);
        }

        for (var depth = 0; level.Count > 0; depth++)
        {
            _histograms.Evaluate(level, features);
            level = SplitLevel(level, depth + 1 < _options.MaxDepth);
        }
    }

    /// <summary>Replaces each leaf's score, before shrinkage, by a function of its samples; bounds still hold.</summary>
    public void RenewLeaves(Func<ReadOnlySpan<int>, double> score) =>
        _workers.For(
            _leaves.Count,
            i =>
            {
                var leaf = _leaves[i];
                if (leaf.Range.Count == 0)
                {
                    return;
                }

                var renewed = score(new ReadOnlySpan<int>(_partition.Rows + leaf.Range.Start, leaf.Range.Count));
                _tree.SetValue(leaf.Node, _options.LearningRate * Math.Clamp(renewed, leaf.Lower, leaf.Upper));
            }
        );

    /// <summary>Adds the tree's scores to those of all training samples, drawn or not.</summary>
    public void AddTo(double* scores)
    {
        _workers.For(
            _leaves.Count,
            i =>
            {
                var value = _tree.Value(_leaves[i].Node);
                var rows = _partition.Rows + _leaves[i].Range.Start;
                for (var r = 0; r < _leaves[i].Range.Count; r++)
                {
                    scores[rows[r]] += value;
                }
            }
        );
        var left = _partition.Rows + _partition.Included;
        _workers.ForRows(
            _binned.Rows - _partition.Included,
            (start, count) =>
            {
                for (var r = start; r < start + count; r++)
                {
                    scores[left[r]] += _tree.Value(_tree.LeafOf(_binned, left[r]));
                }
            }
        );
    }

    public Tree Build() => _tree.Build();

    public void Dispose()
    {
        _partition.Dispose();
        _pool.Dispose();
    }

    private int[] DrawFeatures(RandomStream random)
    {
        var all = Enumerable.Range(0, _binned.Columns).ToArray();
        var count = Math.Max(1, (int)Math.Round(_options.ColumnSample * all.Length));
        if (count == all.Length)
        {
            return all;
        }

        var keys = Array.ConvertAll(all, _ => random.NextUInt64());
        Array.Sort(keys, all);
        return [.. all.Take(count).Order()];
    }

    private OpenNode Open(RowRange range, NodeSums sums) =>
        new(_tree.AddLeaf(_options.LearningRate * _finder.Score(sums.Gradient, sums.Hessian, sums.Lower, sums.Upper), sums.Hessian), range, sums);

    private void Close(OpenNode node) => _leaves.Add(new GrownLeaf(node.Id, node.Range, node.Sums.Lower, node.Sums.Upper));

    /// <summary>Splits the nodes of a level that gain by it, and returns their children, if those may be split further.</summary>
    private List<Siblings> SplitLevel(List<Siblings> level, bool deeper)
    {
        var splitting = new List<OpenNode>();
        foreach (var node in level.SelectMany(pair => pair.Larger is null ? [pair.Smaller] : new[] { pair.Smaller, pair.Larger }).OrderBy(n => n.Id))
        {
            if (node.Best.Feature >= 0)
            {
                splitting.Add(node);
                continue;
            }

            Close(node);
            _pool.Return(node.Slot);
        }

        var lefts = _partition.Divide([.. splitting.Select(n => (n.Range, n.Best))]);
        var next = new List<Siblings>();
        for (var i = 0; i < splitting.Count; i++)
        {
            var pair = SplitNode(splitting[i], lefts[i], deeper);
            if (pair is not null)
            {
                next.Add(pair);
            }
            else
            {
                _pool.Return(splitting[i].Slot);
            }
        }

        return next;
    }

    private Siblings? SplitNode(OpenNode node, int lefts, bool deeper)
    {
        _tree.MakeSplit(node.Id, node.Best, _binned.Threshold(node.Best.Feature, node.Best.Bin));
        var (leftSums, rightSums) = ChildSums(node);
        var left = Open(node.Range with { Count = lefts }, leftSums);
        var right = Open(new RowRange(node.Range.Start + lefts, node.Range.Count - lefts), rightSums);
        var (smaller, larger) = lefts <= right.Range.Count ? (left, right) : (right, left);
        bool smallerOpen = deeper && _finder.MaySplit(smaller.Sums.Hessian),
            largerOpen = deeper && _finder.MaySplit(larger.Sums.Hessian);
        if (!smallerOpen && !largerOpen)
        {
            Close(left);
            Close(right);
            return null;
        }

        larger.Slot = node.Slot;
        return new Siblings(smaller, larger);
    }

    /// <summary>Sums of both children; a constrained split divides the allowed scores at the middle of theirs.</summary>
    private (NodeSums Left, NodeSums Right) ChildSums(OpenNode node)
    {
        var (sums, split) = (node.Sums, node.Best);
        double rightGradient = sums.Gradient - split.LeftGradient,
            rightHessian = sums.Hessian - split.LeftHessian;
        var left = sums with { Gradient = split.LeftGradient, Hessian = split.LeftHessian };
        var right = sums with { Gradient = rightGradient, Hessian = rightHessian };
        var sign = _finder.MonotoneSign(split.Feature);
        if (sign == 0)
        {
            return (left, right);
        }

        var middle =
            (_finder.Score(left.Gradient, left.Hessian, sums.Lower, sums.Upper) + _finder.Score(right.Gradient, right.Hessian, sums.Lower, sums.Upper)) / 2;
        return sign > 0 ? (left with { Upper = middle }, right with { Lower = middle }) : (left with { Lower = middle }, right with { Upper = middle });
    }
}
