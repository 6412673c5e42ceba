namespace Ami.Quant.Models.Trees;

/// <summary>
/// A binary decision tree in arrays, one element per node, root first, the right child just after the left one.
/// A sample goes left when its value is at most the threshold.
/// </summary>
internal sealed class Tree
{
    public const int Leaf = -1;

    /// <summary>Feature of the split, or <see cref="Leaf"/>.</summary>
    public required int[] Feature { get; init; }

    public required double[] Threshold { get; init; }

    /// <summary>Left child; the right one follows it. 0 in leaves.</summary>
    public required int[] Left { get; init; }

    /// <summary>1 where missing values go left.</summary>
    public required byte[] MissingLeft { get; init; }

    /// <summary>Score of a leaf, shrinkage included; 0 elsewhere.</summary>
    public required double[] Value { get; init; }

    /// <summary>Sum of hessians that reached the node in training.</summary>
    public required double[] Cover { get; init; }

    /// <summary>Loss reduction of the split; 0 in leaves.</summary>
    public required double[] Gain { get; init; }

    public int Nodes => Feature.Length;

    /// <summary>The child that a value leads to.</summary>
    public int Next(int node, double value)
    {
        var left = double.IsNaN(value) ? MissingLeft[node] != 0 : value <= Threshold[node];
        return left ? Left[node] : Left[node] + 1;
    }

    /// <summary>Longest path from the root to a leaf, in splits.</summary>
    public int Depth()
    {
        var depths = new int[Nodes];
        var deepest = 0;
        for (var node = 0; node < Nodes; node++)
        {
            deepest = Math.Max(deepest, depths[node]);
            if (Feature[node] != Leaf)
            {
                depths[Left[node]] = depths[Left[node] + 1] = depths[node] + 1;
            }
        }

        return deepest;
    }

    public void Write(ModelWriter writer)
    {
        writer.Write<int>(Feature);
        writer.Write<double>(Threshold);
        writer.Write<int>(Left);
        writer.Write<byte>(MissingLeft);
        writer.Write<double>(Value);
        writer.Write<double>(Cover);
        writer.Write<double>(Gain);
    }

    /// <summary>Reads a tree and checks that walking it ends in a leaf.</summary>
    public static Tree Read(ref ModelReader reader, int features)
    {
        var feature = reader.Array<int>();
        var tree = new Tree
        {
            Feature = feature,
            Threshold = reader.Array<double>(feature.Length),
            Left = reader.Array<int>(feature.Length),
            MissingLeft = reader.Array<byte>(feature.Length),
            Value = reader.Array<double>(feature.Length),
            Cover = reader.Array<double>(feature.Length),
            Gain = reader.Array<double>(feature.Length),
        };
        if (feature.Length == 0)
        {
            throw new InvalidDataException("The model is inconsistent: a tree has no nodes.");
        }

        for (var node = 0; node < feature.Length; node++)
        {
            if (feature[node] == Leaf)
            {
                continue;
            }

            if ((uint)feature[node] >= (uint)features)
            {
                throw new InvalidDataException($"The model is inconsistent: a split on feature {feature[node]} of {features}.");
            }

            if (tree.Left[node] <= node || tree.Left[node] >= feature.Length - 1)
            {
                throw new InvalidDataException("The model is inconsistent: a tree's children are out of order.");
            }
        }

        return tree;
    }
}
