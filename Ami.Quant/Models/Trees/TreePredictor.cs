using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ami.Quant.Models.Trees;

/// <summary>
/// Walks many samples through many trees. Nodes are packed into 16 bytes, leaves lead to themselves, and a tile of samples
/// takes each level together, so that the walks of different samples overlap instead of waiting for one another.
/// </summary>
internal sealed unsafe class TreePredictor
{
    private const int TileRows = 64;

    private readonly int _columns;
    private readonly int _outputs;
    private readonly Node[] _nodes;
    private readonly double[] _values;
    private readonly int[] _roots;
    private readonly int[] _depths;

    public TreePredictor(IReadOnlyList<Tree> trees, int outputs, int columns)
    {
        _columns = columns;
        _outputs = outputs;
        var total = trees.Sum(tree => tree.Nodes);
        _nodes = new Node[total];
        _values = new double[total];
        _roots = new int[trees.Count];
        _depths = new int[trees.Count];
        var at = 0;
        for (var t = 0; t < trees.Count; t++)
        {
            _roots[t] = at;
            _depths[t] = trees[t].Depth();
            for (var n = 0; n < trees[t].Nodes; n++)
            {
                _nodes[at + n] = Pack(trees[t], n, at);
            }

            trees[t].Value.CopyTo(_values, at);
            at += trees[t].Nodes;
        }
    }

    /// <summary>Adds the trees' scores to row-major <paramref name="scores"/>; tree <c>t</c> belongs to output <c>t % outputs</c>.</summary>
    public void AddScores(FeatureMatrix features, Span<double> scores)
    {
        var tile = stackalloc int[TileRows];
        var samples = new double[TileRows * _columns];
        fixed (double* x = samples)
        fixed (Node* nodes = _nodes)
        {
            for (var start = 0; start < features.Rows; start += TileRows)
            {
                var count = Math.Min(TileRows, features.Rows - start);
                for (var f = 0; f < _columns; f++)
                {
                    var column = features.Column(f).Slice(start, count);
                    for (var i = 0; i < column.Length; i++)
                    {
                        x[i * _columns + f] = column[i];
                    }
                }

                for (var tree = 0; tree < _roots.Length; tree++)
                {
                    Walk(nodes, tree, x, count, tile);
                    var target = scores[(start * _outputs + tree % _outputs)..];
                    for (var i = 0; i < count; i++)
                    {
                        target[i * _outputs] += _values[tile[i]];
                    }
                }
            }
        }
    }

    private void Walk(Node* nodes, int tree, double* x, int count, int* at)
    {
        for (var i = 0; i < count; i++)
        {
            at[i] = _roots[tree];
        }

        for (var level = 0; level < _depths[tree]; level++)
        {
            for (var i = 0; i < count; i++)
            {
                var node = nodes + at[i];
                var value = x[i * _columns + (node->FeatureAndMissing >> 1)];
                // A missing value compares neither way; then the low bit, "missing goes right", decides.
                at[i] = node->Left + (Bit(value > node->Threshold) | (Bit(!(value <= node->Threshold)) & node->FeatureAndMissing));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bit(bool condition) => Unsafe.BitCast<bool, byte>(condition);

    private static Node Pack(Tree tree, int node, int offset) =>
        tree.Feature[node] == Tree.Leaf
            ? new Node
            {
                Threshold = double.PositiveInfinity,
                FeatureAndMissing = 0,
                Left = offset + node,
            }
            : new Node
            {
                Threshold = tree.Threshold[node],
                FeatureAndMissing = (tree.Feature[node] << 1) | (1 - tree.MissingLeft[node]),
                Left = offset + tree.Left[node],
            };

    [StructLayout(LayoutKind.Sequential)]
    private struct Node
    {
        public double Threshold;
        public int FeatureAndMissing;
        public int Left;
    }
}
