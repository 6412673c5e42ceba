namespace Ami.Quant.Series;

/// <summary>Collects rows into columns. Grows by doubling; rows are kept as they come, in any order and of any quality.</summary>
public sealed class CandleBuilder
{
    private readonly BarInterval _interval;
    private long[] _time;
    private double[] _open,
        _high,
        _low,
        _close,
        _volume;

    /// <summary>An empty builder.</summary>
    /// <param name="interval">Length of each bar.</param>
    /// <param name="capacity">Rows expected; more are accepted.</param>
    /// <exception cref="ArgumentException">The interval is <c>default</c>.</exception>
    public CandleBuilder(BarInterval interval, int capacity = 1024)
    {
        if (interval == default)
        {
            throw new ArgumentException("The interval must be positive.", nameof(interval));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _interval = interval;
        _time = new long[capacity];
        (_open, _high, _low, _close, _volume) = (new double[capacity], new double[capacity], new double[capacity], new double[capacity], new double[capacity]);
    }

    /// <summary>Rows collected so far.</summary>
    public int Count { get; private set; }

    /// <summary>Appends a row.</summary>
    public void Add(in Bar bar)
    {
        if (Count == _time.Length)
        {
            Resize(Math.Max(16, 2 * Count));
        }

        _time[Count] = bar.Time;
        _open[Count] = bar.Open;
        _high[Count] = bar.High;
        _low[Count] = bar.Low;
        _close[Count] = bar.Close;
        _volume[Count] = bar.Volume;
        Count++;
    }

    /// <summary>A copy of the rows as a series.</summary>
    /// <exception cref="ArgumentException">Time does not increase strictly.</exception>
    public CandleSeries ToSeries() => new(_interval, _time[..Count], _open[..Count], _high[..Count], _low[..Count], _close[..Count], _volume[..Count]);

    /// <summary>A copy of the rows as they came: possibly out of order, repeated or impossible. Meant for the data doctor.</summary>
    public CandleView ToRawView() =>
        new(new CandleColumns(_interval, _time[..Count], _open[..Count], _high[..Count], _low[..Count], _close[..Count], _volume[..Count]), 0, Count);

    private void Resize(int capacity)
    {
        Array.Resize(ref _time, capacity);
        Array.Resize(ref _open, capacity);
        Array.Resize(ref _high, capacity);
        Array.Resize(ref _low, capacity);
        Array.Resize(ref _close, capacity);
        Array.Resize(ref _volume, capacity);
    }
}
