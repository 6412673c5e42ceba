using System.Collections.Concurrent;
using System.Text;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Quant.Series;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Charts;

/// <summary>Which intervals of a symbol are stored, and a generation that rises when its stored bars were changed by more than the feed.</summary>
internal sealed class StoredIntervals : IDisposable
{
    public const string ChangedChannel = "market:candles";

    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeepNothingFor = TimeSpan.FromSeconds(1);

    private readonly CandleStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<StoredIntervals> _logger;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<string, int> _generations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SharedCopy<IReadOnlyList<CandleLayer>>> _known = new(StringComparer.Ordinal);

    public StoredIntervals(CandleStore store, LiveBus bus, TimeProvider time, ILogger<StoredIntervals> logger)
    {
        (_store, _time, _logger) = (store, time, logger);
        _subscription = bus.Subscribe(ChangedChannel, message => Forget(Encoding.UTF8.GetString(message.Span)));
    }

    /// <summary>Rises with every import into the symbol.</summary>
    public int Generation(SymbolSpec spec) => Generation(spec.Symbol);

    /// <summary>As the other.</summary>
    public int Generation(Symbol symbol) => _generations.GetValueOrDefault(symbol.Value);

    /// <summary>When the bars of a chart of an interval open.</summary>
    public async ValueTask<BarGrid> Grid(SymbolSpec spec, BarInterval interval, CancellationToken cancellationToken)
    {
        // Longest first: the bars themselves, or else the longest that they are made of.
        foreach (var layer in await Of(spec, cancellationToken))
        {
            if (interval.Milliseconds % layer.Interval.Milliseconds == 0)
            {
                return layer.Interval == interval ? layer.Grid : layer.Grid.Longer(interval);
            }
        }

        return BarGrid.Of(interval);
    }

    /// <summary>The bars stored: longest first, what was imported before what is rolled up.</summary>
    public async ValueTask<IReadOnlyList<CandleLayer>> Of(SymbolSpec spec, CancellationToken cancellationToken)
    {
        var copy = _known.GetOrAdd(spec.Symbol.Value, _ => new(ct => _store.Stored(spec.Id, ct), KeepFor, _time, _logger));
        var intervals = await copy.Get(cancellationToken);
        return intervals.Count > 0 ? intervals : await copy.NoOlderThan(KeepNothingFor, cancellationToken);
    }

    public void Dispose() => _subscription.Dispose();

    private void Forget(string symbol)
    {
        _generations.AddOrUpdate(symbol, 1, (_, generation) => generation + 1);
        _known.TryRemove(symbol, out _);
    }
}
