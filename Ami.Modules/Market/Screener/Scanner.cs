using System.Collections.Concurrent;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Features;
using Ami.Quant.Rules;

namespace Ami.Modules.Market.Screener;

/// <summary>Why a symbol could not be judged.</summary>
public enum ScanGapReason
{
    /// <summary>It has no closed bars.</summary>
    NoBars,

    /// <summary>What is stored of it makes no bars of this length.</summary>
    NoInterval,

    /// <summary>The condition is undefined, as it looks back over more bars than there are.</summary>
    TooFewBars,

    /// <summary>The condition is undefined at the newest bar.</summary>
    Undefined,

    /// <summary>The time that a scan may take was over. The next one finds what this one has read, and gets further.</summary>
    OutOfTime,
}

/// <summary>A symbol that could not be judged.</summary>
/// <param name="Symbol">Which.</param>
/// <param name="Reason">Why.</param>
public sealed record ScanGap(string Symbol, ScanGapReason Reason);

/// <summary>A symbol that fulfils the condition.</summary>
/// <param name="Symbol">Which.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Simulated">True when its prices are invented.</param>
/// <param name="Last">Last price.</param>
/// <param name="Change24h">Change over 24 hours as a fraction.</param>
/// <param name="T">Opening of the newest closed bar, Unix seconds: values are of its close.</param>
/// <param name="Values">A value for each column; null where it is undefined.</param>
public sealed record ScanRow(string Symbol, string Name, bool Simulated, decimal? Last, decimal? Change24h, long T, double?[] Values);

/// <summary>What a scan found.</summary>
/// <param name="Interval">Length of the bars.</param>
/// <param name="Scanned">How many symbols were looked at, with those that could not be judged.</param>
/// <param name="Items">Those that fulfil the condition, by symbol.</param>
/// <param name="Unjudged">Those of which nothing can be said, by symbol.</param>
/// <param name="At">When.</param>
/// <param name="NextClose">When the next bar of one of them closes; null when none is live.</param>
public sealed record ScanResponse(
    string Interval,
    int Scanned,
    IReadOnlyList<ScanRow> Items,
    IReadOnlyList<ScanGap> Unjudged,
    DateTimeOffset At,
    DateTimeOffset? NextClose
);

/// <summary>Looks through symbols: a few scans at a time in a process, each for a bounded time.</summary>
internal sealed class Scanner(ScanBars bars, ListSymbols.Summaries summaries, TimeProvider time) : IDisposable
{
    /// <summary>Symbols of a scan that are read at once: the database and the processor have others to serve.</summary>
    private const int AtOnce = 2;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(2);

    /// <summary>How long a scan may take; what is left then is said to be out of time.</summary>
    public TimeSpan LongestScan { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Looks through symbols.</summary>
    /// <param name="plan">For what.</param>
    /// <param name="specs">Which.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was found, or <c>market.scan_busy</c>.</returns>
    public Task<Result<ScanResponse>> Scan(ScanPlan plan, IReadOnlyList<SymbolSpec> specs, CancellationToken cancellationToken) =>
        InTurn(() => Look(plan, specs, cancellationToken), cancellationToken);

    /// <summary>Does what looks through all symbols when few others do.</summary>
    /// <returns>What it gives, or <c>market.scan_busy</c>.</returns>
    public async Task<Result<T>> InTurn<T>(Func<Task<T>> look, CancellationToken cancellationToken)
    {
        if (!await _gate.WaitAsync(LongestWait, cancellationToken))
        {
            return ScreenErrors.Busy;
        }

        try
        {
            return await look();
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<ScanResponse> Look(ScanPlan plan, IReadOnlyList<SymbolSpec> specs, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var (rows, gaps, closes) = (new ConcurrentBag<ScanRow>(), new ConcurrentBag<ScanGap>(), new ConcurrentBag<long>());
        await Parallel.ForEachAsync(
            specs,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (spec, ct) =>
            {
                if (time.GetElapsedTime(begun) > LongestScan)
                {
                    gaps.Add(new ScanGap(spec.Symbol.Value, ScanGapReason.OutOfTime));
                    return;
                }

                var series = await bars.Get(spec, plan.Interval, plan.Bars, ct);
                if (NextClose(spec, series) is { } close)
                {
                    closes.Add(close);
                }

                var facts = ScanPlan.FactsOf(spec);
                if (Gap(plan, series, facts) is { } reason)
                {
                    gaps.Add(new ScanGap(spec.Symbol.Value, reason));
                }
                else if (plan.Condition is null || series.Evaluate(plan.Condition, facts) == 1)
                {
                    rows.Add(await Row(plan, spec, series, facts, ct));
                }
            }
        );
        return new ScanResponse(
            Domain.ChartInterval.Name(plan.Interval),
            specs.Count,
            [.. rows.OrderBy(row => row.Symbol, StringComparer.Ordinal)],
            [.. gaps.OrderBy(gap => gap.Symbol, StringComparer.Ordinal)],
            time.GetUtcNow(),
            closes.IsEmpty ? null : DateTimeOffset.FromUnixTimeMilliseconds(closes.Min())
        );
    }

    /// <returns>Why nothing can be said of the symbol; null when something can.</returns>
    private static ScanGapReason? Gap(ScanPlan plan, ScanSeries series, FactValues facts)
    {
        if (series.Grid is null)
        {
            return ScanGapReason.NoInterval;
        }

        if (series.Bars.Count == 0)
        {
            return ScanGapReason.NoBars;
        }

        if (plan.Condition is not { } condition || !double.IsNaN(series.Evaluate(condition, facts)))
        {
            return null;
        }

        return series.Bars.Count < condition.Program.WarmUp(plan.Interval) ? ScanGapReason.TooFewBars : ScanGapReason.Undefined;
    }

    private async Task<ScanRow> Row(ScanPlan plan, SymbolSpec spec, ScanSeries series, FactValues facts, CancellationToken cancellationToken)
    {
        var summary = await summaries.Of(spec, cancellationToken);
        var values = plan.Columns.Select(column => series.Evaluate(column, facts));
        return new ScanRow(
            spec.Symbol.Value,
            spec.Name,
            spec.Simulated,
            summary.Last,
            summary.Change24h,
            series.Bars.Time[^1] / 1000,
            [.. values.Select(value => double.IsNaN(value) ? (double?)null : value)]
        );
    }

    /// <summary>When the symbol's next bar closes by the wall; null when it is not live.</summary>
    private long? NextClose(SymbolSpec spec, ScanSeries series)
    {
        if (spec.Source == PriceSource.Imported || series.Grid is not { } grid || series.Bars.Count == 0)
        {
            return null;
        }

        var ends = grid.Ends(spec.ClockAt(time.GetUtcNow().ToUnixTimeMilliseconds()));
        return spec.Replay?.WallAt(ends) ?? ends;
    }
}
