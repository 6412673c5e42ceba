using System.Collections.Concurrent;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Sources;

/// <summary>
/// Keeps the stored bars of a source's symbols complete up to the last closed one, always from the oldest missing bar on: what is stored has no hole but
/// those that the source has. A live bar is written when it is the next; else what is missing before it is asked for first. One silo does this at a time.
/// </summary>
internal sealed class SourceHistory(CandleStore store)
{
    // Where a source has no more bars though its clock says that there should be.
    private const long AskAgainAfter = 10_000;

    // Of one series at a time, so that others do not wait for a long one.
    private const int PagesAtOnce = 20;

    private readonly ConcurrentDictionary<(int SymbolId, BarInterval Interval), Series> _series = new();

    /// <summary>Every bar that opens before this is stored, if it exists; null when that is not known yet.</summary>
    public long? CompleteTo(int symbolId, BarInterval interval) => _series.TryGetValue((symbolId, interval), out var series) ? series.Next : null;

    /// <summary>What others write from now on is not known here: it is looked up when it is this process's turn again.</summary>
    public void Stop() => _series.Clear();

    /// <summary>Asks for closed bars that are missing, and stores them: some pages of them.</summary>
    /// <returns>How many were stored.</returns>
    public async Task<Result<int>> Fill(IMarketSource source, SymbolSpec spec, HistoryDepth depth, CancellationToken cancellationToken)
    {
        var series = Of(spec, depth.Interval);
        using var turn = await series.Enter(cancellationToken);
        await Begin(series, source, spec, depth, cancellationToken);
        if (series.AskAgainAt - source.Now is > 0 and <= AskAgainAfter)
        {
            return 0;
        }

        return await Fill(series, source, spec, depth.Grid, depth.Grid.Opens(source.Now), cancellationToken);
    }

    /// <summary>Stores a bar that has just closed, and before it what is missing.</summary>
    /// <returns>How many were stored: none when it was stored already.</returns>
    public async Task<Result<int>> Closed(IMarketSource source, SymbolSpec spec, HistoryDepth depth, Candle bar, CancellationToken cancellationToken)
    {
        var series = Of(spec, depth.Interval);
        using var turn = await series.Enter(cancellationToken);
        await Begin(series, source, spec, depth, cancellationToken);
        if (bar.Time < series.Next)
        {
            return 0;
        }

        var before = 0;
        if (bar.Time > series.Next)
        {
            if (!(await Fill(series, source, spec, depth.Grid, bar.Time, cancellationToken)).Try(out before, out var error))
            {
                return error;
            }

            if (bar.Time != series.Next)
            {
                return before;
            }
        }

        await Store(series, spec, depth.Interval, [bar], depth.Grid.Ends(bar.Time), cancellationToken);
        return before + 1;
    }

    private Series Of(SymbolSpec spec, BarInterval interval) => _series.GetOrAdd((spec.Id, interval), _ => new Series());

    private async Task Begin(Series series, IMarketSource source, SymbolSpec spec, HistoryDepth depth, CancellationToken cancellationToken)
    {
        if (series.Next is null)
        {
            var newest = await store.NewestTime(spec.Id, depth.Interval, cancellationToken);
            series.Next = newest is { } last
                ? depth.Grid.Ends(last)
                : depth.Grid.Opens(BarInterval.OneDay.Floor(source.Now - depth.Days * BarInterval.OneDay.Milliseconds));
        }
    }

    private async Task<Result<int>> Fill(Series series, IMarketSource source, SymbolSpec spec, BarGrid grid, long to, CancellationToken cancellationToken)
    {
        var (interval, written) = (grid.Interval, 0);
        for (var page = 0; page < PagesAtOnce && series.Next is { } from && from < to; page++)
        {
            if (!(await source.Bars(spec.Symbol, interval, from, to, cancellationToken)).Try(out var bars, out var error))
            {
                return error;
            }

            if (bars.CoveredTo == from && bars.Bars.Count == 0)
            {
                series.AskAgainAt = source.Now + AskAgainAfter;
                return written;
            }

            if (Fault(bars, grid, from, to) is { } fault)
            {
                return SourceErrors.BadAnswer(source.Kind, $"bars of {spec.Symbol} {interval}: {fault}");
            }

            await Store(series, spec, interval, bars.Bars, grid.Next(bars.CoveredTo), cancellationToken);
            written += bars.Bars.Count;
        }

        return written;
    }

    private async Task Store(Series series, SymbolSpec spec, BarInterval interval, IReadOnlyList<Candle> bars, long next, CancellationToken cancellationToken)
    {
        await store.Add([.. bars.Select(bar => (spec.Id, interval, bar))], cancellationToken);
        series.Next = next;
    }

    /// <summary>What is wrong with bars: whatever a source sends, the table stays in order.</summary>
    private static string? Fault(BarPage page, BarGrid grid, long from, long to)
    {
        if (page.CoveredTo <= from || page.CoveredTo > to)
        {
            return "they do not go on";
        }

        var before = from - 1;
        foreach (var bar in page.Bars)
        {
            if (bar.Time <= before || bar.Time >= page.CoveredTo)
            {
                return "they are out of order";
            }

            if (grid.Opens(bar.Time) != bar.Time)
            {
                return "they are off the grid";
            }

            if (!bar.IsPossible)
            {
                return "prices are impossible";
            }

            before = bar.Time;
        }

        return null;
    }

    private sealed class Series
    {
        /// <summary>Who holds it works on the series.</summary>
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public long? Next { get; set; }

        public long AskAgainAt { get; set; }

        public async Task<IDisposable> Enter(CancellationToken cancellationToken)
        {
            await Turn.WaitAsync(cancellationToken);
            return new Leaving(Turn);
        }

        private sealed class Leaving(SemaphoreSlim turn) : IDisposable
        {
            public void Dispose() => turn.Release();
        }
    }
}
