using Ami.Quant.Models.Trees;

namespace Ami.Quant.Models.Neural;

/// <summary>
/// A fixed sequence of operations over preallocated tensors: reverse-mode differentiation (Griewank &amp; Walther 2008, chapter 3)
/// without allocation per step. Built once for one batch shape, then run many times. Used by one thread at a time.
/// </summary>
/// <param name="differentiates">Whether tensors get gradients; predictions need none.</param>
internal sealed unsafe class Graph(bool differentiates) : IDisposable
{
    private readonly List<AlignedBuffer<float>> _values = [];
    private readonly List<AlignedBuffer<float>> _gradients = [];
    private readonly List<Node> _nodes = [];

    /// <summary>Whether <see cref="Backward"/> can be called.</summary>
    public bool Differentiates { get; } = differentiates;

    /// <summary>What a dropout depends on; set before <see cref="Forward"/>.</summary>
    public DropoutState Dropouts { get; } = new();

    /// <summary>Elements from outside that need no gradient; 0 until written.</summary>
    public Tensor Input(int rows, int columns) => new(rows, columns, Allocate(_values, rows * columns), null);

    /// <summary>Elements with a gradient; 0 until written.</summary>
    public Tensor Variable(int rows, int columns) =>
        new(rows, columns, Allocate(_values, rows * columns), Differentiates ? Allocate(_gradients, rows * columns) : null);

    /// <summary>Memory for intermediate results.</summary>
    public float* Scratch(int length) => Allocate(_values, length);

    /// <summary>Appends an operation.</summary>
    public Tensor Add(Node node, Tensor result)
    {
        _nodes.Add(node);
        return result;
    }

    /// <summary>Runs all operations in order.</summary>
    public void Forward()
    {
        foreach (var node in _nodes)
        {
            node.Forward();
        }
    }

    /// <summary>Forgets the gradients of everything but parameters, which belong to the caller.</summary>
    public void ClearGradients()
    {
        foreach (var buffer in _gradients)
        {
            buffer.Span.Clear();
        }
    }

    /// <summary>Runs all operations backwards; the gradient of the last result must have been set.</summary>
    public void Backward()
    {
        for (var i = _nodes.Count - 1; i >= 0; i--)
        {
            _nodes[i].Backward();
        }
    }

    public void Dispose()
    {
        foreach (var buffer in _values)
        {
            buffer.Dispose();
        }

        foreach (var buffer in _gradients)
        {
            buffer.Dispose();
        }
    }

    private static float* Allocate(List<AlignedBuffer<float>> owner, int length)
    {
        // Vectors of elementwise operations run over the padding, which must hold numbers.
        var buffer = new AlignedBuffer<float>(Lanes.Padded(length));
        buffer.Span.Clear();
        owner.Add(buffer);
        return buffer.Pointer;
    }
}
