using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Live;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Charts;

/// <summary>
/// Composes the bars of any interval from what is stored: the longest stored interval that fits, the tail that it does not cover yet from shorter
/// ones, and the bars that closed a moment ago from the live feed. No bar counts twice, because each layer begins where the one before ended.
/// </summary>
internal sealed class ChartReader(CandleStore store, StoredIntervals stored)
{
    // The tail behind the longest layer is short unless an import has holes; a chart does not need more of it.
    private const int TailAtMost = 20_000;

    /// <summary>The newest bars that open in [from, to).</summary>
    /// <param name="spec">The symbol.</param>
    /// <param name="interval">Interval of the chart.</param>
    /// <param name="from">Unix milliseconds, inclusive.</param>
    /// <param name="to">Unix milliseconds, exclusive.</param>
    /// <param name="limit">Closed bars at most.</param>
    /// <param name="clock">Market time: what is later is not shown, even when it is stored (replay).</param>
    /// <param name="tick">The newest tick, if the symbol is live; its forming bar is left to the caller.</param>
    /// <param name="closedLately">Bars from the live feed.</param>
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
        CancellationToken cancellationToken
    )
    {
        var first = from <= 0 ? 0 : interval.Floor(from + interval.Milliseconds - 1);
        var last = Math.Min(to, tick?.Forming.Time ?? long.MaxValue);
        var pieces = new List<Candle>();
        var (next, cut) = (first, false);
        foreach (var layer in await Layers(spec, interval, cancellationToken))
        {
            var until = Math.Min(last, clock - layer.Milliseconds + 1);
            if (until <= next)
            {
                continue;
            }

            var rows = pieces.Count > 0 ? TailAtMost : (int)((limit + 2) * (interval.Milliseconds / layer.Milliseconds));
            var bars = await store.Newest(spec.Id, layer, next, until, rows, cancellationToken);
            cut |= bars.Count == rows;
            // Thousands of bars when a chart of quarters is made of minutes: not copied for nothing.
            if (pieces.Count == 0)
            {
                pieces = bars;
            }
            else
            {
                pieces.AddRange(bars);
            }

            if (bars.Count > 0)
            {
                next = bars[^1].Time + layer.Milliseconds;
            }
        }

        foreach (var bar in closedLately)
        {
            if (interval.Milliseconds % bar.Length != 0 || bar.Time < next || bar.Time >= last || bar.Time + bar.Length > clock)
            {
                continue;
            }

            pieces.Add(new Candle(bar.Time, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume));
            next = bar.Time + bar.Length;
        }

        var (closed, partial) = ChartPart.Compose(interval, pieces, clock);
        // Reading stopped somewhere inside the oldest bar: it is incomplete.
        if (cut && closed.Count > 0)
        {
            closed.RemoveAt(0);
        }

        var surplus = Math.Max(0, closed.Count - limit);
        return new ChartPart(interval, surplus == 0 ? closed : closed[surplus..], partial, cut || surplus > 0);
    }

    private async ValueTask<IEnumerable<BarInterval>> Layers(SymbolSpec spec, BarInterval interval, CancellationToken cancellationToken)
    {
        var fitting = (await stored.Of(spec, cancellationToken)).Where(layer => interval.Milliseconds % layer.Milliseconds == 0);
        // The feed forms the bars that are played: shorter ones would count what it forms a second time.
        return spec.Replay is { } replay && interval.Milliseconds >= replay.BarLength
            ? fitting.Where(layer => layer.Milliseconds >= replay.BarLength)
            : fitting;
    }
}
