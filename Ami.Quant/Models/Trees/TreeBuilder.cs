namespace Ami.Quant.Models.Trees;

/// <summary>A tree while it grows, with the bins of its splits so that training samples can be routed by byte.</summary>
internal sealed class TreeBuilder
{
    private readonly List<int> _feature = [];
    private readonly List<double> _threshold = [];
    private readonly List<int> _left = [];
    private readonly List<byte> _missingLeft = [];
    private readonly List<double> _value = [];
    private readonly List<double> _cover = [];
    private readonly List<double> _gain = [];
    private readonly List<int> _bin = [];

    public int AddLeaf(double value, double cover)
    {
        _feature.Add(Tree.Leaf);
        _threshold.Add(0);
        _left.Add(0);
        _missingLeft.Add(0);
        _value.Add(value);
        _cover.Add(cover);
        _gain.Add(0);
        _bin.Add(0);
        return _feature.Count - 1;
    }

    /// <summary>Turns a leaf into a split whose children are the next two nodes to be added.</summary>
    public void MakeSplit(int node, in Split split, double threshold)
    {
        _feature[node] = split.Feature;
        _threshold[node] = threshold;
        _left[node] = _feature.Count;
        _missingLeft[node] = split.MissingLeft ? (byte)1 : (byte)0;
        _value[node] = 0;
        _gain[node] = split.Gain;
        _bin[node] = split.Bin;
    }

    public double Value(int node) => _value[node];

    public void SetValue(int node, double value) => _value[node] = value;

    /// <summary>The leaf of a training sample.</summary>
    public int LeafOf(BinnedFeatures binned, int row)
    {
        var node = 0;
        while (_feature[node] != Tree.Leaf)
        {
            int bin;
            unsafe
            {
                bin = binned.Column(_feature[node])[row];
            }
            var left = bin == binned.ValueBins[_feature[node]] ? _missingLeft[node] != 0 : bin <= _bin[node];
            node = left ? _left[node] : _left[node] + 1;
        }

        return node;
    }

    public Tree Build() =>
        new()
        {
            Feature = [.. _feature],
            Threshold = [.. _threshold],
            Left = [.. _left],
            MissingLeft = [.. _missingLeft],
            Value = [.. _value],
            Cover = [.. _cover],
            Gain = [.. _gain],
        };
}
