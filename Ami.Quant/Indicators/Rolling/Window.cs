namespace Ami.Quant.Indicators.Rolling;

/// <summary>
/// The last n values, oldest first, always contiguous: every value is written twice, n apart, so that a span over the window
/// never wraps. A mutable struct: keep it in a field that is not readonly.
/// </summary>
internal struct Window(int capacity)
{
    private readonly double[] _buffer = new double[2 * capacity];
    private int _next;

    public int Count { get; private set; }

    public readonly bool IsFull => Count == capacity;

    public readonly ReadOnlySpan<double> Values => new(_buffer, IsFull ? _next : 0, Count);

    public readonly double Oldest => _buffer[IsFull ? _next : 0];

    public readonly double Newest => Values[^1];

    public void Push(double value)
    {
        _buffer[_next] = value;
        _buffer[_next + capacity] = value;
        if (++_next == capacity)
        {
            _next = 0;
        }

        if (Count < capacity)
        {
            Count++;
        }
    }

    public void Clear() => (_next, Count) = (0, 0);
}
