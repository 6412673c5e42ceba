using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Sources.Binance;

namespace Ami.Tests.Market;

/// <summary>What a consumer of ticks hears, asking as the delivery of ticks does: for what is known of the time behind the place reached.</summary>
internal sealed class BinanceConsumer(BinanceFeed feed, TimeProvider time)
{
    private readonly Dictionary<string, long> _heardTo = [];

    /// <summary>What was heard of each symbol.</summary>
    public Dictionary<string, List<Tick>> Ticks { get; } = [];

    /// <summary>
    /// Takes what is known; of what was before the first time nothing. Nor of what was before the minute from which on single trades are known first: that is told
    /// by corners of bars, which are no trades.
    /// </summary>
    public async Task Consume()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var symbol in feed.Feeds)
        {
            var name = symbol.Spec.Symbol.Value;
            var (to, begins) = (_heardTo.GetValueOrDefault(name, now), symbol.Begins);
            if (begins < long.MaxValue && Ticks.TryAdd(name, []))
            {
                to = Math.Max(to, begins - 1);
            }

            if (Ticks.TryGetValue(name, out var heard) && feed.Source(symbol.Spec) is { } source && source.KnownTo(to, now) is var known && known > to)
            {
                heard.AddRange(await source.Ticks(to, known, CancellationToken.None));
                to = known;
            }

            _heardTo[name] = to;
        }
    }

    /// <summary>What is wrong with what was heard of a symbol; as <see cref="HeardTrades.Problems"/>.</summary>
    public IEnumerable<string> Compare(BinanceTape tape, long? since, int onTheWay, Func<long, string>? around = null) =>
        HeardTrades.Problems(Ticks.GetValueOrDefault(tape.Symbol) ?? [], tape, since, onTheWay, around);
}
