using System.Collections.Concurrent;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Feed;
using Ami.Modules.Market.History;
using Ami.Quant.Series;
using Ami.Quant.Simulation;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Live;

/// <summary>The newest price of each symbol, in any process. Reading it costs nothing once a symbol has been asked for.</summary>
internal sealed class QuoteBoard(
    SymbolDirectory directory,
    LiveTicks ticks,
    LiveBus bus,
    CandleStore store,
    SimulatedExchange exchange,
    TimeProvider time,
    ILogger<QuoteBoard> logger
) : IQuoteBoard
{
    /// <summary>Each order of a replayed symbol asks where its bars end, and they end elsewhere only after an import.</summary>
    private static readonly TimeSpan NewestGoodFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(int Symbol, long BarLength), SharedCopy<long?>> _newest = [];

    /// <summary>A price older than this is no price.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(10);

    public async Task<Result<Quote>> Latest(Symbol symbol, CancellationToken cancellationToken = default)
    {
        if (!(await directory.Find(symbol, cancellationToken)).Try(out _, out var unknown))
        {
            return unknown;
        }

        var tape = await ticks.Ready(symbol);
        if (tape.Last is { } last && IsFresh(last))
        {
            return ToQuote(last);
        }

        // The subscription may be broken while the cache can be read.
        return await bus.Get(LiveTick.QuoteKey(symbol.Value)) is { } stored && LiveTick.Read(stored) is { } tick && IsFresh(tick)
            ? ToQuote(tick)
            : MarketErrors.NoQuote(symbol);
    }

    public async Task<IReadOnlyDictionary<Symbol, Quote>> Latest(IEnumerable<Symbol> symbols, CancellationToken cancellationToken = default)
    {
        var quotes = new Dictionary<Symbol, Quote>();
        foreach (var symbol in symbols.Distinct())
        {
            if ((await Latest(symbol, cancellationToken)).Try(out var quote, out _))
            {
                quotes[symbol] = quote;
            }
        }

        return quotes;
    }

    public async Task<bool> HasEnded(Symbol symbol, CancellationToken cancellationToken = default)
    {
        if (!(await directory.Find(symbol, cancellationToken)).Try(out var spec, out _))
        {
            return true;
        }

        if (spec.Replay is not { } replay)
        {
            return !FeedSources.HasPrices(spec, exchange);
        }

        var newest = await _newest
            .GetOrAdd(
                (spec.Id, replay.BarLength),
                of => new SharedCopy<long?>(ct => store.NewestTime(of.Symbol, new BarInterval(of.BarLength), ct), NewestGoodFor, time, logger)
            )
            .Get(cancellationToken);
        return newest is not { } last || time.GetUtcNow().ToUnixTimeMilliseconds() >= ReplayTicks.LastOf(replay, last);
    }

    private bool IsFresh(LiveTick tick) => (time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(tick.Time)).Duration() <= MaximumAge;

    private static Quote ToQuote(LiveTick tick) =>
        new(
            Symbol.Of(tick.Symbol),
            tick.Bid,
            tick.Ask,
            tick.Last,
            DateTimeOffset.FromUnixTimeMilliseconds(tick.Time),
            tick.Begun is { } begun ? DateTimeOffset.FromUnixTimeMilliseconds(begun) : null
        );
}
