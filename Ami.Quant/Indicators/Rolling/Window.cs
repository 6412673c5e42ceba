namespace Ami.Quant.Indicators.Rolling;

/// <summary>
/// The last n values, oldest first, always contiguous: every value is written twice, n apart, so that a span over the window
/// never wraps. A mutable struct: keep it in a field that is not readonly.
/// </summary>
internal struct Window(int capacity)
{
    private readonly double[] buffer = new double[2 * capacity];
    private int next;

    public int Count { get; private set; }

    public readonly bool IsFull => Count == capacity;

    public readonly ReadOnlySpan<double> Values => new(buffer, IsFull ? next : 0, Count);

    public readonly double Oldest => buffer[IsFull ? next : 0];

    public readonly double Newest => Values[^1];

    public void Push(double value)
    {
        buffer[next] = value;
        buffer[next + capacity] = value;
        if (++next == capacity)
            next = 0;
        if (Count < capacity)
            Count++;
    }

    public void Clear() => (next, Count) = (0, 0);
}
