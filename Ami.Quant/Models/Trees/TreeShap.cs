namespace Ami.Quant.Models.Trees;

/// <summary>
/// Exact Shapley values of a tree in time O(leaves × depth²): algorithm 2 of Lundberg, Erion &amp; Lee 2018, "Consistent
/// individualized feature attribution for tree ensembles". A feature outside the coalition follows both branches in
/// proportion to their cover.
/// </summary>
internal sealed class TreeShap
{
    private readonly Tree _tree;
    private readonly double _expectation;
    private readonly Element[] _paths;

    public TreeShap(Tree tree)
    {
        _tree = tree;
        _expectation = Expectation(tree, 0);
        var depth = tree.Depth() + 2;
        _paths = new Element[depth * (depth + 1) / 2 + depth];
    }

    /// <summary>Adds each feature's contribution to <paramref name="contributions"/>, whose last element receives the expected score.</summary>
    public void AddTo(ReadOnlySpan<double> sample, Span<double> contributions)
    {
        contributions[^1] += _expectation;
        if (_tree.Nodes > 1)
        {
            Descend(sample, contributions, 0, 0, 0, 1, 1, -1);
        }
    }

    /// <summary>The mean of the leaves below a node, weighted by cover.</summary>
    private static double Expectation(Tree tree, int node)
    {
        if (tree.Feature[node] == Tree.Leaf)
        {
            return tree.Value[node];
        }

        var left = tree.Left[node];
        return Share(tree, left, node) * Expectation(tree, left) + Share(tree, left + 1, node) * Expectation(tree, left + 1);
    }

    private static double Share(Tree tree, int child, int parent) => tree.Cover[child] / tree.Cover[parent];

    /// <param name="sample">The sample explained.</param>
    /// <param name="contributions">One per feature, then the expectation.</param>
    /// <param name="node">Where the walk is.</param>
    /// <param name="parentPath">Where the parent's copy of the path starts.</param>
    /// <param name="length">Elements in that copy.</param>
    /// <param name="zero">Share of paths that flow here when the last feature is unknown.</param>
    /// <param name="one">1 when the sample itself flows here, else 0.</param>
    /// <param name="feature">The last feature split on.</param>
    private void Descend(ReadOnlySpan<double> sample, Span<double> contributions, int node, int parentPath, int length, double zero, double one, int feature)
    {
        // Every level works on a copy of its own, so that the two branches do not disturb each other.
        var start = parentPath + length;
        var path = _paths.AsSpan(start);
        _paths.AsSpan(parentPath, length).CopyTo(path);
        Extend(path, length++, zero, one, feature);

        if (_tree.Feature[node] == Tree.Leaf)
        {
            for (var i = 1; i < length; i++)
            {
                contributions[path[i].Feature] += UnwoundSum(path, length, i) * (path[i].One - path[i].Zero) * _tree.Value[node];
            }

            return;
        }

        var split = _tree.Feature[node];
        var hot = _tree.Next(node, sample[split]);
        var cold = _tree.Left[node] == hot ? hot + 1 : hot - 1;
        double zeroSoFar = 1,
            oneSoFar = 1;
        for (var i = 1; i < length; i++)
        {
            if (path[i].Feature != split)
            {
                continue;
            }

            // A feature met again is undone first, so that it counts once with the product of its shares.
            (zeroSoFar, oneSoFar) = (path[i].Zero, path[i].One);
            Unwind(path, length--, i);
            break;
        }

        Descend(sample, contributions, hot, start, length, zeroSoFar * Share(_tree, hot, node), oneSoFar, split);
        Descend(sample, contributions, cold, start, length, zeroSoFar * Share(_tree, cold, node), 0, split);
    }

    private static void Extend(Span<Element> path, int length, double zero, double one, int feature)
    {
        path[length] = new Element
        {
            Feature = feature,
            Zero = zero,
            One = one,
            Weight = length == 0 ? 1 : 0,
        };
        for (var i = length - 1; i >= 0; i--)
        {
            path[i + 1].Weight += one * path[i].Weight * (i + 1) / (length + 1);
            path[i].Weight = zero * path[i].Weight * (length - i) / (length + 1);
        }
    }

    private static void Unwind(Span<Element> path, int length, int index)
    {
        var last = length - 1;
        double one = path[index].One,
            zero = path[index].Zero,
            next = path[last].Weight;
        for (var i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var weight = path[i].Weight;
                path[i].Weight = next * length / ((i + 1) * one);
                next = weight - path[i].Weight * zero * (last - i) / length;
            }
            else
            {
                path[i].Weight = path[i].Weight * length / (zero * (last - i));
            }
        }

        for (var i = index; i < last; i++)
        {
            path[i] = path[i + 1] with { Weight = path[i].Weight };
        }
    }

    /// <summary>The sum of weights that <see cref="Unwind"/> would leave, without changing the path.</summary>
    private static double UnwoundSum(ReadOnlySpan<Element> path, int length, int index)
    {
        var last = length - 1;
        double one = path[index].One,
            zero = path[index].Zero,
            next = path[last].Weight,
            total = 0;
        for (var i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var weight = next * length / ((i + 1) * one);
                total += weight;
                next = path[i].Weight - weight * zero * (last - i) / length;
            }
            else if (zero != 0)
            {
                total += path[i].Weight * length / (zero * (last - i));
            }
        }

        return total;
    }

    private struct Element
    {
        public int Feature;
        public double Zero;
        public double One;
        public double Weight;
    }
}
