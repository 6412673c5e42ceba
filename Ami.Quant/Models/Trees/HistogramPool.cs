namespace Ami.Quant.Models.Trees;

/// <summary>Histograms over all features, reused from node to node.</summary>
internal sealed unsafe class HistogramPool(int doubles) : IDisposable
{
    private readonly List<AlignedBuffer<double>> _buffers = [];
    private readonly Stack<int> _free = [];

    public double* this[int slot] => _buffers[slot].Pointer;

    /// <summary>A slot with arbitrary content.</summary>
    public int Rent()
    {
        if (_free.TryPop(out var slot))
        {
            return slot;
        }

        _buffers.Add(new AlignedBuffer<double>(doubles));
        return _buffers.Count - 1;
    }

    public void Return(int slot) => _free.Push(slot);

    public void Dispose() => _buffers.ForEach(buffer => buffer.Dispose());
}
