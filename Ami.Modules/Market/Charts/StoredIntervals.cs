using System.Collections.Concurrent;
using System.Text;
using Ami.Core;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.History;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Charts;

/// <summary>Which intervals of a symbol are stored, and a generation that rises when its stored bars were changed by more than the feed.</summary>
internal sealed class StoredIntervals : IDisposable
{
    public const string ChangedChannel = "market:candles";

    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeepNothingFor = TimeSpan.FromSeconds(1);

    private readonly CandleStore store;
    private readonly TimeProvider time;
    private readonly IDisposable subscription;
    private readonly ConcurrentDictionary<string, int> generations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    public StoredIntervals(CandleStore store, LiveBus bus, TimeProvider time)
    {
        (this.store, this.time) = (store, time);
        subscription = bus.Subscribe(ChangedChannel, message => Forget(Encoding.UTF8.GetString(message.Span)));
    }

    /// <summary>Rises with every import into the symbol.</summary>
    public int Generation(SymbolSpec spec) => generations.GetValueOrDefault(spec.Symbol.Value);

    /// <summary>The intervals stored, longest first.</summary>
    public async ValueTask<IReadOnlyList<BarInterval>> Of(SymbolSpec spec, CancellationToken cancellationToken)
    {
        var generation = Generation(spec);
        if (known.TryGetValue(spec.Symbol.Value, out var found)
            && found.Generation == generation
            && time.GetElapsedTime(found.ReadAt) < (found.Intervals.Count > 0 ? KeepFor : KeepNothingFor)) return found.Intervals;
        var intervals = await store.Stored(spec.Id, cancellationToken);
        known[spec.Symbol.Value] = new Known(intervals, generation, time.GetTimestamp());
        return intervals;
    }

    public void Dispose() => subscription.Dispose();

    private void Forget(string symbol) => generations.AddOrUpdate(symbol, 1, (_, generation) => generation + 1);

    private sealed record Known(IReadOnlyList<BarInterval> Intervals, int Generation, long ReadAt);
}
