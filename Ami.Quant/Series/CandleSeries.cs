namespace Ami.Quant.Series;

/// <summary>
/// Candles of one symbol and interval as columns (struct of arrays), immutable, in strictly increasing time.
/// Bars may be missing between two neighbours (closed market, outage); nothing is filled in.
/// </summary>
public sealed class CandleSeries
{
    private readonly CandleColumns _columns;

    /// <summary>Takes ownership of six columns of equal length: the caller must not write to them afterwards.</summary>
    /// <param name="interval">Length of each bar.</param>
    /// <param name="time">Opening instants, Unix milliseconds UTC, strictly increasing.</param>
    /// <param name="open">Opening prices.</param>
    /// <param name="high">Highest prices.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="close">Closing prices.</param>
    /// <param name="volume">Volumes.</param>
    /// <exception cref="ArgumentException">
    /// Lengths differ, the interval is <c>default</c>, or time does not increase. Raw rows that may break this are read with
    /// <see cref="CandleBuilder"/> and examined by the data doctor.
    /// </exception>
    public CandleSeries(BarInterval interval, long[] time, double[] open, double[] high, double[] low, double[] close, double[] volume)
    {
        ArgumentNullException.ThrowIfNull(time);
        if (interval == default)
        {
            throw new ArgumentException("The interval must be positive.", nameof(interval));
        }

        Span<int> lengths = [open.Length, high.Length, low.Length, close.Length, volume.Length];
        foreach (var length in lengths)
        {
            if (length != time.Length)
            {
                throw new ArgumentException($"Columns must have equal lengths; one has {length} values, time has {time.Length}.", nameof(time));
            }
        }

        for (var i = 1; i < time.Length; i++)
        {
            if (time[i] <= time[i - 1])
            {
                throw new ArgumentException($"Time must increase strictly; bar {i} opens at {time[i]}, the one before at {time[i - 1]}.", nameof(time));
            }
        }

        _columns = new CandleColumns(interval, time, open, high, low, close, volume);
    }

    /// <summary>A copy of bars in time order.</summary>
    /// <param name="interval">Length of each bar.</param>
    /// <param name="bars">Bars, strictly increasing in time.</param>
    /// <exception cref="ArgumentException">Time does not increase.</exception>
    public static CandleSeries Of(BarInterval interval, ReadOnlySpan<Bar> bars)
    {
        var builder = new CandleBuilder(interval, bars.Length);
        foreach (ref readonly var bar in bars)
        {
            builder.Add(bar);
        }

        return builder.ToSeries();
    }

    /// <summary>Length of each bar.</summary>
    public BarInterval Interval => _columns.Interval;

    /// <summary>Number of bars.</summary>
    public int Count => _columns.Time.Length;

    /// <summary>Opening instants, Unix milliseconds UTC, strictly increasing.</summary>
    public ReadOnlySpan<long> Time => _columns.Time;

    /// <summary>Opening prices.</summary>
    public ReadOnlySpan<double> Open => _columns.Open;

    /// <summary>Highest prices.</summary>
    public ReadOnlySpan<double> High => _columns.High;

    /// <summary>Lowest prices.</summary>
    public ReadOnlySpan<double> Low => _columns.Low;

    /// <summary>Closing prices.</summary>
    public ReadOnlySpan<double> Close => _columns.Close;

    /// <summary>Volumes, units of the base asset.</summary>
    public ReadOnlySpan<double> Volume => _columns.Volume;

    /// <summary>All bars as a view.</summary>
    public CandleView View => new(_columns, 0, Count);

    /// <summary>The bar at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is outside the series.</exception>
    public Bar this[int index] => _columns.BarAt(index);

    /// <summary>Part of the series, without copying; also what <c>series[from..to]</c> means.</summary>
    /// <param name="start">First bar.</param>
    /// <param name="length">Number of bars.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is not inside the series.</exception>
    public CandleView Slice(int start, int length) => View.Slice(start, length);

    /// <summary>The bars that open in [from, to), without copying.</summary>
    /// <param name="from">Unix milliseconds, inclusive.</param>
    /// <param name="to">Unix milliseconds, exclusive.</param>
    public CandleView Between(long from, long to)
    {
        var first = FirstAtOrAfter(from);
        return View.Slice(first, Math.Max(0, FirstAtOrAfter(to) - first));
    }

    /// <summary>Index of the first bar that opens at or after an instant; <see cref="Count"/> when there is none.</summary>
    /// <param name="time">Unix milliseconds.</param>
    public int FirstAtOrAfter(long time)
    {
        var found = _columns.Time.AsSpan().BinarySearch(time);
        return found < 0 ? ~found : found;
    }

    /// <summary>Any series is a view of all its bars.</summary>
    public static implicit operator CandleView(CandleSeries series) => series.ToCandleView();

    /// <summary>All bars as a view, for languages without implicit conversions.</summary>
    public CandleView ToCandleView() => View;
}
