namespace Ami.Quant.Series;

/// <summary>
/// A window over candle columns that copies nothing. It is what functions take: cheap to pass, safe to keep in a field, and
/// unable to see bars outside the window. <c>default</c> is an empty view.
/// </summary>
/// <remarks>
/// A view of a <see cref="CandleSeries"/> is in strictly increasing time order. A view made by
/// <see cref="CandleBuilder.ToRawView"/> is not: the data doctor reads raw rows through it.
/// </remarks>
public readonly struct CandleView
{
    private readonly CandleColumns? _columns;
    private readonly int _start;

    internal CandleView(CandleColumns columns, int start, int count)
    {
        _columns = columns;
        _start = start;
        Count = count;
    }

    /// <summary>Number of bars.</summary>
    public int Count { get; }

    /// <summary>Length of each bar.</summary>
    /// <exception cref="InvalidOperationException">The view is <c>default</c>.</exception>
    public BarInterval Interval => _columns?.Interval ?? throw new InvalidOperationException("A default view has no interval.");

    /// <summary>Opening instants, Unix milliseconds UTC.</summary>
    public ReadOnlySpan<long> Time => new(_columns?.Time, _start, Count);

    /// <summary>Opening prices.</summary>
    public ReadOnlySpan<double> Open => new(_columns?.Open, _start, Count);

    /// <summary>Highest prices.</summary>
    public ReadOnlySpan<double> High => new(_columns?.High, _start, Count);

    /// <summary>Lowest prices.</summary>
    public ReadOnlySpan<double> Low => new(_columns?.Low, _start, Count);

    /// <summary>Closing prices.</summary>
    public ReadOnlySpan<double> Close => new(_columns?.Close, _start, Count);

    /// <summary>Volumes, units of the base asset.</summary>
    public ReadOnlySpan<double> Volume => new(_columns?.Volume, _start, Count);

    /// <summary>True when none of the columns behind the view has a missing bar; false may concern bars outside of it.</summary>
    internal bool IsFinite => _columns?.IsFinite ?? true;

    /// <summary>The bar at an index from the start of the view.</summary>
    /// <param name="index">0 ≤ index &lt; <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the view.</exception>
    public Bar this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count || _columns is null)
            {
                throw new ArgumentOutOfRangeException(nameof(index), index, $"The view holds {Count} bars.");
            }

            return _columns.BarAt(_start + index);
        }
    }

    /// <summary>Part of this view, without copying; also what <c>view[from..to]</c> means.</summary>
    /// <param name="offset">First bar.</param>
    /// <param name="length">Number of bars.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is not inside the view.</exception>
    public CandleView Slice(int offset, int length)
    {
        if ((uint)offset > (uint)Count || (uint)length > (uint)(Count - offset))
        {
            throw new ArgumentOutOfRangeException(nameof(offset), $"[{offset}, {offset}+{length}) is not inside a view of {Count} bars.");
        }

        return _columns is null ? this : new CandleView(_columns, _start + offset, length);
    }

    /// <summary>A copy of the view as a series of its own.</summary>
    /// <exception cref="ArgumentException">Times are not strictly increasing.</exception>
    public CandleSeries ToSeries() => new(Interval, Time.ToArray(), Open.ToArray(), High.ToArray(), Low.ToArray(), Close.ToArray(), Volume.ToArray());
}
