using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Live;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Charts;

/// <summary>
/// Composes the bars of any interval from what is stored: the longest stored interval that fits, what it does not cover (before, inside and behind it) from
/// shorter ones, and the bars that closed a moment ago from the live feed. No bar counts twice, because a layer only adds what no longer one covers. A bar within
/// which the company split its shares has prices of both kinds: shorter ones count in its place where there are any.
/// </summary>
internal sealed class ChartReader(CandleStore store, StoredIntervals stored)
{
    // The tail behind a layer that has no holes is short; a chart does not need more of it.
    private const int TailAtMost = 20_000;

    // Whoever asks for thousands of bars that are made of thousands of minutes each gets fewer at a time.
    private const int RowsAtMost = 200_000;

    /// <summary>The newest bars that open in [from, to).</summary>
    /// <param name="spec">The symbol.</param>
    /// <param name="interval">Interval of the chart.</param>
    /// <param name="from">Unix milliseconds, inclusive.</param>
    /// <param name="to">Unix milliseconds, exclusive.</param>
    /// <param name="limit">Closed bars at most.</param>
    /// <param name="clock">Market time: what is later is not shown, even when it is stored (replay).</param>
    /// <param name="tick">The newest tick, if the symbol is live; its forming bar is left to the caller.</param>
    /// <param name="closedLately">Bars from the live feed.</param>
    /// <param name="factors">What prices are adjusted with, before they are put together.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<ChartPart> Read(
        SymbolSpec spec,
        BarInterval interval,
        long from,
        long to,
        int limit,
        long clock,
        LiveTick? tick,
        IReadOnlyCollection<LiveBar> closedLately,
        PriceFactors factors,
        CancellationToken cancellationToken
    )
    {
        var grid = await stored.Grid(spec, interval, cancellationToken);
        var first = from <= BarLimits.Earliest ? BarLimits.Earliest : grid.Next(from);
        // The last bar that opens before it is whole.
        var last = Math.Min(to < long.MaxValue ? grid.Next(to) : to, tick?.Forming.Time ?? long.MaxValue);
        var pieces = new LayeredBars();
        // Simulated history is written without holes, and what is rolled up of imports holds all that shorter ones have. What was fetched has none from its oldest
        // bar on; before it there may be shorter ones, imported once or fetched later.
        var (whole, front, cut) = (first, first, long.MinValue);
        var torn = new List<(Candle Bar, CandleLayer Layer)>();
        foreach (var layer in await Layers(spec, interval, cancellationToken))
        {
            var length = layer.Interval.Milliseconds;
            var until = Math.Min(last, clock - length + 1);
            var most = (int)Math.Min(RowsAtMost, (limit + 2) * (interval.Milliseconds / length));
            foreach (var (bar, longer) in torn.ToList())
            {
                var end = Math.Min(longer.Grid.Ends(bar.Time), until);
                var inside = bar.Time < end ? await store.Newest(spec.Id, layer, bar.Time, end, RowsAtMost, cancellationToken) : [];
                pieces.Add(Whole(inside, layer), length);
            }

            if (front > first)
            {
                var older = await store.Newest(spec.Id, layer, first, Math.Min(front, until), most, cancellationToken);
                if (older.Count == most)
                {
                    cut = Math.Max(cut, older[0].Time);
                }

                pieces.Add(Whole(older, layer), length);
            }

            if (until <= whole)
            {
                continue;
            }

            var rows = whole > first ? TailAtMost : most;
            var bars = await store.Newest(spec.Id, layer, whole, until, rows, cancellationToken);
            if (bars.Count == rows)
            {
                cut = Math.Max(cut, bars[0].Time);
            }

            if (bars.Count > 0 && (spec.Source != PriceSource.Imported && spec.Replay is null || layer.IsRolledUp))
            {
                front = whole > first || bars.Count == rows || spec.Source is PriceSource.Simulated or PriceSource.Imported ? front : bars[0].Time;
                whole = Math.Max(whole, layer.Grid.Ends(bars[^1].Time));
            }

            pieces.Add(Whole(bars, layer), length);
        }

        foreach (var (bar, layer) in torn)
        {
            // Nothing shorter is known of it.
            pieces.Add([bar], layer.Interval.Milliseconds);
        }

        var (all, next) = (factors.IsNone ? pieces.Bars : pieces.Bars.ConvertAll(bar => bar.By(factors)), Math.Max(whole, pieces.End));
        foreach (var bar in closedLately)
        {
            if (interval.Milliseconds % bar.Length != 0 || bar.Time < next || bar.Time >= last || bar.Time + bar.Length > clock)
            {
                continue;
            }

            all.Add(new Candle(bar.Time, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume).By(factors));
            next = bar.Time + bar.Length;
        }

        var (closed, partial) = ChartPart.Compose(grid, all, clock);
        // Before where the reading of a layer stopped, bars are incomplete.
        var complete = closed.FindIndex(bar => bar.Time >= cut);
        closed.RemoveRange(0, complete < 0 ? closed.Count : complete);
        var isCut = cut > long.MinValue;
        var surplus = Math.Max(0, closed.Count - limit);
        return new ChartPart(interval, surplus == 0 ? closed : closed[surplus..], partial, isCut || surplus > 0);

        List<Candle> Whole(List<Candle> read, CandleLayer layer)
        {
            if (factors.IsNone || !read.Exists(IsTorn))
            {
                return read;
            }

            torn.AddRange(read.Where(bar => IsTorn(bar)).Select(bar => (bar, layer)));
            return [.. read.Where(bar => !IsTorn(bar))];

            bool IsTorn(Candle bar) => factors.IsWithin(bar.Time, bar.Time + layer.Interval.Milliseconds);
        }
    }

    private async ValueTask<IEnumerable<CandleLayer>> Layers(SymbolSpec spec, BarInterval interval, CancellationToken cancellationToken)
    {
        var fitting = (await stored.Of(spec, cancellationToken)).Where(layer => interval.Milliseconds % layer.Interval.Milliseconds == 0);
        // The feed forms the bars that are played: shorter ones would count what it forms a second time.
        return spec.Replay is { } replay && interval.Milliseconds >= replay.BarLength
            ? fitting.Where(layer => layer.Interval.Milliseconds >= replay.BarLength)
            : fitting;
    }
}
