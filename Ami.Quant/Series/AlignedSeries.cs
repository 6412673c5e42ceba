namespace Ami.Quant.Series;

/// <summary>How several series are brought onto one clock.</summary>
public enum ClockKind
{
    /// <summary>Instants at which every series has a bar.</summary>
    Intersection,

    /// <summary>Instants at which at least one series has a bar; the others are missing there.</summary>
    Union,
}

/// <summary>What stands in a column of aligned values where a series has no bar.</summary>
public enum MissingBar
{
    /// <summary>NaN, the explicit "there was no bar".</summary>
    NotANumber,

    /// <summary>The value of the series' last bar before; NaN before its first. Never looks ahead.</summary>
    CarryForward,
}

/// <summary>Several series on a common clock, as indices into the originals: prices are not copied.</summary>
public sealed class AlignedSeries
{
    private readonly CandleSeries[] _series;
    private readonly long[] _clock;
    private readonly int[][] _rows;

    private AlignedSeries(CandleSeries[] series, long[] clock, int[][] rows) => (_series, _clock, _rows) = (series, clock, rows);

    /// <summary>The common clock: opening instants, Unix milliseconds UTC, strictly increasing.</summary>
    public ReadOnlySpan<long> Clock => _clock;

    /// <summary>Number of series.</summary>
    public int SeriesCount => _series.Length;

    /// <summary>For each instant of the clock, the bar's index in the given series, or −1 when it has none.</summary>
    /// <param name="seriesIndex">Position of the series in the call to <see cref="Align"/>.</param>
    public ReadOnlySpan<int> RowsOf(int seriesIndex) => _rows[seriesIndex];

    /// <summary>The bar of a series at an instant of the clock.</summary>
    /// <param name="seriesIndex">Position of the series in the call to <see cref="Align"/>.</param>
    /// <param name="clockIndex">Position on <see cref="Clock"/>.</param>
    /// <param name="bar">The bar, when there is one.</param>
    /// <returns>False when the series has no bar there.</returns>
    public bool TryGet(int seriesIndex, int clockIndex, out Bar bar)
    {
        var row = _rows[seriesIndex][clockIndex];
        bar = row < 0 ? default : _series[seriesIndex][row];
        return row >= 0;
    }

    /// <summary>Closing prices of one series on the clock.</summary>
    /// <param name="seriesIndex">Position of the series in the call to <see cref="Align"/>.</param>
    /// <param name="missing">What to write where there is no bar.</param>
    /// <returns>As many values as <see cref="Clock"/>.</returns>
    public double[] Closes(int seriesIndex, MissingBar missing = MissingBar.NotANumber)
    {
        var close = _series[seriesIndex].Close;
        var values = new double[_clock.Length];
        var last = double.NaN;
        for (var i = 0; i < values.Length; i++)
        {
            var row = _rows[seriesIndex][i];
            if (row >= 0)
            {
                last = close[row];
            }

            values[i] = row >= 0 || missing == MissingBar.CarryForward ? last : double.NaN;
        }
        return values;
    }

    /// <summary>Aligns series of one interval by the opening instants of their bars.</summary>
    /// <param name="kind">Which instants the clock has.</param>
    /// <param name="series">At least one series; all of the same interval.</param>
    /// <exception cref="ArgumentException">There is no series, or intervals differ (resample first).</exception>
    public static AlignedSeries Align(ClockKind kind, params ReadOnlySpan<CandleSeries> series)
    {
        if (series.Length == 0)
        {
            throw new ArgumentException("At least one series is needed.", nameof(series));
        }

        foreach (var one in series)
        {
            if (one.Interval != series[0].Interval)
            {
                throw new ArgumentException($"Intervals differ ({series[0].Interval}, {one.Interval}); resample first.", nameof(series));
            }
        }

        var cursors = new int[series.Length];
        var clock = new List<long>(series[0].Count);
        var rows = new List<int>[series.Length];
        for (var s = 0; s < rows.Length; s++)
        {
            rows[s] = new List<int>(series[0].Count);
        }

        while (TryNext(series, cursors, out var now))
        {
            var present = 0;
            for (var s = 0; s < series.Length; s++)
            {
                present += HasBar(series[s], cursors[s], now) ? 1 : 0;
            }

            var keep = kind == ClockKind.Union || present == series.Length;
            if (keep)
            {
                clock.Add(now);
            }

            for (var s = 0; s < series.Length; s++)
            {
                var has = HasBar(series[s], cursors[s], now);
                if (keep)
                {
                    rows[s].Add(has ? cursors[s] : -1);
                }

                if (has)
                {
                    cursors[s]++;
                }
            }
        }
        return new AlignedSeries(series.ToArray(), [.. clock], Array.ConvertAll(rows, r => r.ToArray()));
    }

    private static bool HasBar(CandleSeries series, int cursor, long time) => cursor < series.Count && series.Time[cursor] == time;

    private static bool TryNext(ReadOnlySpan<CandleSeries> series, int[] cursors, out long now)
    {
        now = long.MaxValue;
        var any = false;
        for (var s = 0; s < series.Length; s++)
        {
            if (cursors[s] >= series[s].Count)
            {
                continue;
            }

            any = true;
            now = Math.Min(now, series[s].Time[cursors[s]]);
        }
        return any;
    }
}
