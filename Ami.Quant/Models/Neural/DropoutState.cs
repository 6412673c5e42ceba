namespace Ami.Quant.Models.Neural;

/// <summary>What the dropouts of a graph depend on, beside the place of the element.</summary>
internal sealed class DropoutState
{
    /// <summary>Whether elements are dropped; off while predicting.</summary>
    public bool Active { get; set; }

    /// <summary>Key of the generator.</summary>
    public ulong Key { get; set; }

    /// <summary>Number of the training step.</summary>
    public ulong Step { get; set; }

    /// <summary>Which part of the batch the graph works on.</summary>
    public int Shard { get; set; }

    /// <summary>Dropouts so far; gives each its number.</summary>
    public uint Operations { get; set; }
}
