namespace Ami.Quant.Series;

/// <summary>Collects rows into columns. Grows by doubling; rows are kept as they come, in any order and of any quality.</summary>
public sealed class CandleBuilder
{
    private readonly BarInterval interval;
    private long[] time;
    private double[] open, high, low, close, volume;

    /// <summary>An empty builder.</summary>
    /// <param name="interval">Length of each bar.</param>
    /// <param name="capacity">Rows expected; more are accepted.</param>
    /// <exception cref="ArgumentException">The interval is <c>default</c>.</exception>
    public CandleBuilder(BarInterval interval, int capacity = 1024)
    {
        if (interval == default)
            throw new ArgumentException("The interval must be positive.", nameof(interval));
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        this.interval = interval;
        time = new long[capacity];
        (open, high, low, close, volume) =
            (new double[capacity], new double[capacity], new double[capacity], new double[capacity], new double[capacity]);
    }

    /// <summary>Rows collected so far.</summary>
    public int Count { get; private set; }

    /// <summary>Appends a row.</summary>
    public void Add(in Bar bar)
    {
        if (Count == time.Length)
            Resize(Math.Max(16, 2 * Count));
        time[Count] = bar.Time;
        open[Count] = bar.Open;
        high[Count] = bar.High;
        low[Count] = bar.Low;
        close[Count] = bar.Close;
        volume[Count] = bar.Volume;
        Count++;
    }

    /// <summary>A copy of the rows as a series.</summary>
    /// <exception cref="ArgumentException">Time does not increase strictly.</exception>
    public CandleSeries ToSeries() => new(
        interval, time[..Count], open[..Count], high[..Count], low[..Count], close[..Count], volume[..Count]);

    /// <summary>A copy of the rows as they came: possibly out of order, repeated or impossible. Meant for the data doctor.</summary>
    public CandleView ToRawView() => new(
        new CandleColumns(interval, time[..Count], open[..Count], high[..Count], low[..Count], close[..Count], volume[..Count]), 0, Count);

    private void Resize(int capacity)
    {
        Array.Resize(ref time, capacity);
        Array.Resize(ref open, capacity);
        Array.Resize(ref high, capacity);
        Array.Resize(ref low, capacity);
        Array.Resize(ref close, capacity);
        Array.Resize(ref volume, capacity);
    }
}
