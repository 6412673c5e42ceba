using System.Collections.Concurrent;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Quant.Series;
using Microsoft.Extensions.Caching.Memory;

namespace Ami.Modules.Market.Charts;

/// <summary>
/// History in sheets of a fixed stretch of time, each read and written once. A chart that goes back is put together from them, wherever it ends: people who
/// page back each end at another bar.
/// </summary>
internal sealed class ChartSheets(ChartReader reader, StoredIntervals stored, TimeProvider time) : IDisposable
{
    private const int BarsOfSheet = 128;
    private const int MostWithoutBars = 32;
    private const long Budget = 64 * 1024 * 1024;

    // What a sheet without any bar costs.
    private const int SizeOfEntry = 512;

    // Bars are stored a moment after they closed.
    private static readonly long Settling = (long)TimeSpan.FromMinutes(15).TotalMilliseconds;

    // Only an import changes a whole sheet, and says so; this is for news that was lost. What a live market lacks may still come.
    private static readonly TimeSpan WholeFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan HoledFor = TimeSpan.FromSeconds(15);

    private readonly MemoryCache _sheets = new(new MemoryCacheOptions { SizeLimit = Budget });
    private readonly ConcurrentDictionary<(int SymbolId, BarInterval Interval), SemaphoreSlim> _reading = new();

    /// <summary>The newest bars that open in [from, to); null when they are not only settled history, or lie too far apart.</summary>
    /// <param name="spec">The symbol.</param>
    /// <param name="interval">Interval of the chart.</param>
    /// <param name="from">Unix milliseconds, on the grid of the interval.</param>
    /// <param name="to">Unix milliseconds, on the grid of the interval.</param>
    /// <param name="limit">Bars at most.</param>
    /// <param name="factors">What prices are adjusted with.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async ValueTask<ChartAnswer?> Before(
        SymbolSpec spec,
        BarInterval interval,
        long from,
        long to,
        int limit,
        PriceFactors factors,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var grid = await stored.Grid(spec, interval, cancellationToken);
        var sheetOf = new BarInterval(interval.Milliseconds * BarsOfSheet);
        if (to > sheetOf.Floor(spec.ClockAt(now) - Settling))
        {
            return null;
        }

        var series = new Series(spec.Id, spec.Replay, grid, stored.Generation(spec), factors);
        var (stretches, wanted, without, stamp) = (new List<(WrittenBars Bars, Range Taken)>(), limit, 0, 0L);
        var hasMore = false;
        for (var start = sheetOf.Floor(to - 1); !hasMore && start + sheetOf.Milliseconds > from; start -= sheetOf.Milliseconds)
        {
            if (await Get(spec, series, start, wanted, cancellationToken) is not { } sheet)
            {
                return null;
            }

            var (first, end) = (sheet.Bars.Before(from), sheet.Bars.Before(to));
            var taken = Math.Min(wanted, end - first);
            hasMore = end - first > taken;
            wanted -= taken;
            stamp += sheet.ReadAt;
            stretches.Add((sheet.Bars, (end - taken)..end));
            without = taken > 0 ? 0 : without + 1;
            if (without > MostWithoutBars)
            {
                return null;
            }
        }

        stretches.Reverse();
        // A sheet that is read again is newer, and none becomes older.
        return new ChartAnswer(new ChartBody(spec, interval, stretches, hasMore).With(null), ChartAnswer.Tag(stamp, 0, factors), Live: false);
    }

    public void Dispose() => _sheets.Dispose();

    private async ValueTask<Sheet?> Get(SymbolSpec spec, Series series, long start, int wanted, CancellationToken cancellationToken)
    {
        if (Known(series, start) is { IsGood: true } known)
        {
            return known.Sheet;
        }

        var reading = _reading.GetOrAdd((series.SymbolId, series.Interval), _ => new SemaphoreSlim(1, 1));
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (Known(series, start) is { IsGood: true } other)
            {
                return other.Sheet;
            }

            return await Read(spec, series, start, wanted, cancellationToken);
        }
        catch (Exception e) when (DatabaseFaults.IsTransient(e) && Known(series, start) is not null)
        {
            // While the database is away what was read before is better than nothing.
            return Known(series, start)?.Sheet;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Reads a sheet, and with it those before it that the chart will want too.</summary>
    private async Task<Sheet?> Read(SymbolSpec spec, Series series, long start, int wanted, CancellationToken cancellationToken)
    {
        var (length, readAt) = (series.Interval.Milliseconds * BarsOfSheet, time.GetTimestamp());
        var count = wanted / BarsOfSheet + 1;
        var oldest = start - (count - 1) * length;
        var part = await reader.Read(
            spec,
            series.Interval,
            oldest,
            start + length,
            count * BarsOfSheet,
            clock: long.MaxValue,
            tick: null,
            closedLately: [],
            series.Factors,
            cancellationToken
        );
        // Made of so many short bars that they were not all read.
        if (part.HasMore)
        {
            return null;
        }

        var bars = part.Closed.ToLookup(bar => (bar.Time - oldest) / length);
        Sheet? asked = null;
        for (var i = 0; i < count; i++)
        {
            List<Candle> own = [.. bars[i]];
            var isWhole = spec.Source == PriceSource.Imported || own.Count == BarsOfSheet;
            asked = new Sheet(new WrittenBars(own), readAt, isWhole ? WholeFor : HoledFor);
            _sheets.Set(
                (series, oldest + i * length),
                asked,
                new MemoryCacheEntryOptions { Size = SizeOfEntry + asked.Bars.Size, SlidingExpiration = WholeFor }
            );
        }

        return asked;
    }

    private (Sheet Sheet, bool IsGood)? Known(Series series, long start) =>
        _sheets.TryGetValue((series, start), out Sheet? sheet) && sheet is not null ? (sheet, time.GetElapsedTime(sheet.ReadAt) < sheet.GoodFor) : null;

    private readonly record struct Series(int SymbolId, ReplayClock? Replay, BarGrid Grid, int Generation, PriceFactors Factors)
    {
        public BarInterval Interval => Grid.Interval;
    }

    private sealed record Sheet(WrittenBars Bars, long ReadAt, TimeSpan GoodFor);
}
