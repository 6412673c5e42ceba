using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Sources.Binance;
using Ami.Quant.Simulation;

namespace Ami.Modules.Market.Feed;

/// <summary>The sources of all symbols that are live now; follows replays as they start and stop. Each loop of the feed has its own.</summary>
internal sealed class FeedSources(SymbolDirectory directory, SimulatedExchange exchange, CandleStore store, BinanceFeed binance)
{
    private IReadOnlyList<SymbolSpec> _known = [];
    private Dictionary<int, (SymbolSpec Spec, ITickSource Source)> _sources = [];

    /// <summary>The sources, made anew only when a symbol, its terms or its replay changed.</summary>
    public async ValueTask<IReadOnlyCollection<ITickSource>> Current(CancellationToken cancellationToken)
    {
        var specs = await directory.All(cancellationToken);
        if (!ReferenceEquals(specs, _known))
        {
            var current = new Dictionary<int, (SymbolSpec, ITickSource)>();
            foreach (var spec in specs)
            {
                if (_sources.TryGetValue(spec.Id, out var same) && IsSame(same.Spec, spec))
                {
                    current[spec.Id] = same;
                }
                else if (Make(spec) is { } source)
                {
                    current[spec.Id] = (spec, source);
                }
            }

            (_sources, _known) = (current, specs);
        }

        return [.. _sources.Values.Select(entry => entry.Source)];
    }

    /// <summary>What companies do and when markets trade is read anew each time, and is no source's.</summary>
    private static bool IsSame(SymbolSpec known, SymbolSpec spec) => known with { Actions = spec.Actions, Calendar = spec.Calendar } == spec;

    private ITickSource? Make(SymbolSpec spec) =>
        spec switch
        {
            { Replay: { } clock } => new ReplaySource(spec, clock, store),
            { Source: PriceSource.Binance } => binance.Source(spec),
            _ when MarketOf(spec, exchange) is { } market => new SimulatedSource(spec, market),
            _ => null,
        };

    /// <summary>Whether prices can come of a symbol that is not replayed. Those of Binance may come again, though it is switched off for a while.</summary>
    public static bool HasPrices(SymbolSpec spec, SimulatedExchange exchange) => spec.Source == PriceSource.Binance || MarketOf(spec, exchange) is not null;

    private static SimulatedMarket? MarketOf(SymbolSpec spec, SimulatedExchange exchange) => spec.Simulated ? exchange.Market(spec.Symbol.Value) : null;
}
