using System.Collections.Concurrent;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.History;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Charts;

/// <summary>With what the prices of a chart are adjusted, by what its symbol did up to the chart's clock (docs/adr/0053).</summary>
internal sealed class Adjustments(CandleStore store, StoredIntervals stored, TimeProvider time)
{
    // Until then the last bars before an action may still be on their way.
    private static readonly long Settling = BarInterval.OneDay.Milliseconds;

    // Whoever asks meanwhile gets what was read a moment ago.
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(int Symbol, DateTimeOffset Action), Kept> _closes = new();

    /// <summary>The factors of a chart.</summary>
    /// <param name="spec">The symbol.</param>
    /// <param name="adjustment">For what.</param>
    /// <param name="clock">The chart's clock, Unix milliseconds: what comes later is not known.</param>
    /// <param name="cancellationToken">Cancels the read of closes before dividends.</param>
    public async ValueTask<PriceFactors> Of(SymbolSpec spec, PriceAdjustment adjustment, long clock, CancellationToken cancellationToken)
    {
        if (adjustment != PriceAdjustment.All || spec.Actions.Count == 0)
        {
            return PriceFactors.Of(spec.Actions, clock, adjustment);
        }

        var moments = spec.Actions.Where(action => action.Dividend > 0 && action.At.ToUnixTimeMilliseconds() <= clock).Select(action => action.At).ToArray();
        var generation = stored.Generation(spec);
        var unknown = moments.Where(at => !_closes.TryGetValue((spec.Id, at), out var kept) || !IsGood(kept, generation)).ToArray();
        if (unknown.Length > 0)
        {
            var readAt = time.GetTimestamp();
            var read = await Read(spec, unknown, cancellationToken);
            foreach (var at in unknown)
            {
                var isSettled = clock - at.ToUnixTimeMilliseconds() > Settling;
                _closes[(spec.Id, at)] = new Kept(read.TryGetValue(at, out var close) ? close : null, generation, isSettled, readAt);
            }
        }

        var before = new Dictionary<DateTimeOffset, decimal>();
        foreach (var at in moments)
        {
            if (_closes[(spec.Id, at)].Close is { } close)
            {
                before[at] = close;
            }
        }

        return PriceFactors.Of(spec.Actions, clock, adjustment, before);
    }

    private bool IsGood(Kept kept, int generation) => kept.Generation == generation && (kept.IsSettled || time.GetElapsedTime(kept.ReadAt) < ReadEvery);

    private async Task<Dictionary<DateTimeOffset, decimal>> Read(SymbolSpec spec, DateTimeOffset[] moments, CancellationToken cancellationToken)
    {
        var (closes, ends) = (new Dictionary<DateTimeOffset, decimal>(), new long[moments.Length]);
        Array.Fill(ends, long.MinValue);
        foreach (var layer in (await stored.Of(spec, cancellationToken)).Where(layer => !layer.IsRolledUp))
        {
            var length = layer.Interval.Milliseconds;
            var opened = moments.Select(at => at.ToUnixTimeMilliseconds() - length).ToArray();
            foreach (var (index, bar) in await store.NewestBy(spec.Id, layer.Interval, opened, cancellationToken))
            {
                if (bar.Time + length > ends[index])
                {
                    (ends[index], closes[moments[index]]) = (bar.Time + length, bar.Close);
                }
            }
        }

        return closes;
    }

    /// <param name="Close">The last price before the action; null where none is stored.</param>
    /// <param name="Generation">Of the stored bars that it was read from.</param>
    /// <param name="IsSettled">Whether all bars before it were there.</param>
    /// <param name="ReadAt">When, by the process's clock.</param>
    private sealed record Kept(decimal? Close, int Generation, bool IsSettled, long ReadAt);
}
