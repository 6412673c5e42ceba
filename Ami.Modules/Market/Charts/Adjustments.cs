using System.Collections.Concurrent;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.History;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Charts;

/// <summary>With what the prices of a chart are adjusted, by what its symbol did up to the chart's clock (docs/adr/0053).</summary>
internal sealed class Adjustments(CandleStore store, StoredIntervals stored)
{
    // Until then the last bars before an action may still be on their way.
    private static readonly long Settling = BarInterval.OneDay.Milliseconds;

    private readonly ConcurrentDictionary<int, Closes> _closes = new();

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

        List<CorporateAction> come = [.. spec.Actions.Where(action => action.At.ToUnixTimeMilliseconds() <= clock)];
        var generation = stored.Generation(spec);
        if (!_closes.TryGetValue(spec.Id, out var known) || known.Generation != generation || !known.Come.SequenceEqual(come))
        {
            known = new Closes(come, generation, await Read(spec, come, cancellationToken));
            if (come is [.., var newest] && clock - newest.At.ToUnixTimeMilliseconds() > Settling)
            {
                _closes[spec.Id] = known;
            }
        }

        return PriceFactors.Of(spec.Actions, clock, adjustment, known.Before);
    }

    private async Task<Dictionary<DateTimeOffset, decimal>> Read(SymbolSpec spec, List<CorporateAction> come, CancellationToken cancellationToken)
    {
        var moments = come.Where(action => action.Dividend > 0).Select(action => action.At).ToArray();
        var (closes, ends) = (new Dictionary<DateTimeOffset, decimal>(), new long[moments.Length]);
        Array.Fill(ends, long.MinValue);
        foreach (var layer in moments.Length == 0 ? [] : (await stored.Of(spec, cancellationToken)).Where(layer => !layer.IsRolledUp))
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

    private sealed record Closes(List<CorporateAction> Come, int Generation, Dictionary<DateTimeOffset, decimal> Before);
}
