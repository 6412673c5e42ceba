using System.Collections.Concurrent;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Indicators;
using Ami.Modules.Market.Live;
using Ami.Quant.Rules;
using Ami.Quant.Series;
using Microsoft.Extensions.Caching.Memory;

namespace Ami.Modules.Market.Screener;

/// <summary>Closed bars of a symbol, and what formulas gave for the newest of them.</summary>
/// <param name="Bars">Oldest first; none when the symbol has none of this interval.</param>
/// <param name="Grid">When they open; null when nothing that is stored makes bars of this interval.</param>
internal sealed record ScanSeries(CandleView Bars, BarGrid? Grid)
{
    /// <summary>So many results are kept beside the bars.</summary>
    public const int MostKept = 256;

    private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);

    /// <summary>What a formula gives at the newest bar: the same whatever else is asked of these bars. NaN where it is undefined.</summary>
    /// <param name="formula">Which.</param>
    /// <param name="facts">Those of the symbol.</param>
    public double Evaluate(ScanFormula formula, FactValues facts)
    {
        // A condition and a number can be written alike, but not of the same kind.
        var key = formula.Program.Text;
        if (_values.TryGetValue(key, out var known))
        {
            return known;
        }

        var count = Math.Min(formula.Bars, Bars.Count);
        var value = formula.Program.EvaluateLast(Bars.Slice(Bars.Count - count, count), facts).Number;
        if (_values.Count < MostKept)
        {
            _values[key] = value;
        }

        return value;
    }
}

/// <summary>
/// The newest closed bars of symbols, read by the layers that charts are made of and kept until another one closes: people who look for different things, or try
/// one rule after the other, read them once.
/// </summary>
internal sealed class ScanBars(ChartReader reader, StoredIntervals stored, CandleStore store, LiveTicks live, TimeProvider time) : IDisposable
{
    private const long Budget = 96 * 1024 * 1024;

    /// <summary>Six columns of eight bytes.</summary>
    private const int SizeOfBar = 48;
    private const int SizeOfEntry = 4_096;

    // Only an import changes bars that have closed, and says so; this is for news that was lost.
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    // Where a bar is late it is looked for again and again, less often the longer it is late: at night a market has none.
    private static readonly TimeSpan SoonestAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LatestAgain = TimeSpan.FromMinutes(1);

    // The last pieces of a bar come a moment after its end: what was read before that is soon read again.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = Budget });
    private readonly ConcurrentDictionary<(int SymbolId, BarInterval Interval), SemaphoreSlim> _reading = new();

    /// <summary>The newest closed bars of a symbol.</summary>
    /// <param name="spec">The symbol.</param>
    /// <param name="interval">Their length.</param>
    /// <param name="count">How many at least, if there are as many.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async ValueTask<ScanSeries> Get(SymbolSpec spec, BarInterval interval, int count, CancellationToken cancellationToken)
    {
        if (Known(spec, interval, count) is { } known)
        {
            return known;
        }

        var reading = _reading.GetOrAdd((spec.Id, interval), _ => new SemaphoreSlim(1, 1));
        await reading.WaitAsync(cancellationToken);
        try
        {
            return Known(spec, interval, count) ?? await Read(spec, interval, count, cancellationToken);
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => _kept.Dispose();

    private ScanSeries? Known(SymbolSpec spec, BarInterval interval, int count) =>
        _kept.TryGetValue((spec.Id, interval), out Kept? kept)
        && kept is not null
        && (kept.Replay, kept.Generation) == (spec.Replay, stored.Generation(spec))
        && kept.Factors.Equals(PriceFactors.Of(spec.Actions, Clock(spec)))
        && (kept.Asked >= count || kept.IsAll)
        && IsCurrent(kept, spec)
            ? kept.Series
            : null;

    private bool IsCurrent(Kept kept, SymbolSpec spec)
    {
        var age = time.GetElapsedTime(kept.ReadAt);
        if (kept.NextEnds is not { } ends)
        {
            return age < GoodFor;
        }

        var late = Clock(spec) - ends;
        return late < 0
            ? age < (kept.IsSettled ? GoodFor : SoonestAgain)
            : age < TimeSpan.FromMilliseconds(Math.Clamp(late / 4.0, SoonestAgain.TotalMilliseconds, LatestAgain.TotalMilliseconds));
    }

    private async Task<ScanSeries> Read(SymbolSpec spec, BarInterval interval, int count, CancellationToken cancellationToken)
    {
        var (readAt, generation, clock) = (time.GetTimestamp(), stored.Generation(spec), Clock(spec));
        var factors = PriceFactors.Of(spec.Actions, clock);
        var layers = await stored.Of(spec, cancellationToken);
        if (!layers.Any(layer => interval.Milliseconds % layer.Interval.Milliseconds == 0))
        {
            return new ScanSeries(default, null);
        }

        var isLive = spec.Source != PriceSource.Imported;
        var closedLately = isLive ? (await live.Ready(spec.Symbol)).Closed : [];
        var part = await reader.Read(spec, interval, BarLimits.Earliest, long.MaxValue, count, clock, null, closedLately, factors, cancellationToken);
        var grid = await stored.Grid(spec, interval, cancellationToken);
        var series = new ScanSeries(part.Closed.Count == 0 ? default : IndicatorRows.View(interval, part.Closed), grid);
        long? closedAt = part.Closed is [.., var newest] ? grid.Ends(newest.Time) : null;
        var kept = new Kept(series, spec.Replay, generation, factors, count, readAt)
        {
            IsAll = !part.HasMore,
            IsSettled = clock - closedAt >= Settling.TotalMilliseconds,
            NextEnds =
                !isLive ? null
                : closedAt is not { } opens ? clock
                : await IsWhole(spec, interval, layers, opens, cancellationToken) ? grid.Ends(opens)
                : opens,
        };
        _kept.Set(
            (spec.Id, interval),
            kept,
            new MemoryCacheEntryOptions { Size = SizeOfEntry + part.Closed.Count * SizeOfBar + ScanSeries.MostKept * SizeOfBar, SlidingExpiration = GoodFor }
        );
        return series;
    }

    /// <summary>Whether the last piece of a bar that has closed is stored, as far as it is made of pieces: it may be late, or there was none.</summary>
    private async Task<bool> IsWhole(
        SymbolSpec spec,
        BarInterval interval,
        IReadOnlyList<CandleLayer> layers,
        long closedAt,
        CancellationToken cancellationToken
    )
    {
        var pieces = layers.Where(layer => interval.Milliseconds % layer.Interval.Milliseconds == 0).MinBy(layer => layer.Interval);
        return await store.NewestTime(spec.Id, pieces.Interval, cancellationToken) is { } newest && pieces.Grid.Ends(newest) >= closedAt;
    }

    private long Clock(SymbolSpec spec) => spec.ClockAt(time.GetUtcNow().ToUnixTimeMilliseconds());

    private sealed record Kept(ScanSeries Series, ReplayClock? Replay, int Generation, PriceFactors Factors, int Asked, long ReadAt)
    {
        /// <summary>Whether there are no older bars.</summary>
        public required bool IsAll { get; init; }

        /// <summary>Whether the newest bar had closed for a while.</summary>
        public required bool IsSettled { get; init; }

        /// <summary>When the next bar closes, by the symbol's clock; null where none comes.</summary>
        public required long? NextEnds { get; init; }
    }
}
