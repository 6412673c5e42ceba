using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Sources.Binance;

namespace Ami.Tests.Market;

/// <summary>What a consumer of ticks hears, asking as the delivery of ticks does: for what is known of the time behind the place reached.</summary>
internal sealed class BinanceConsumer(BinanceFeed feed, TimeProvider time)
{
    private readonly Dictionary<string, long> _heardTo = [];

    /// <summary>What was heard of each symbol.</summary>
    public Dictionary<string, List<Tick>> Ticks { get; } = [];

    /// <summary>Takes what is known; of what was before the first time nothing.</summary>
    public async Task Consume()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var symbol in feed.Feeds)
        {
            var name = symbol.Spec.Symbol.Value;
            var (to, heard) = (_heardTo.GetValueOrDefault(name, now), Ticks.GetValueOrDefault(name) ?? (Ticks[name] = []));
            if (feed.Source(symbol.Spec) is { } source && source.KnownTo(to, now) is var known && known > to)
            {
                heard.AddRange(await source.Ticks(to, known, CancellationToken.None));
                to = known;
            }

            _heardTo[name] = to;
        }
    }

    /// <summary>What is wrong with what was heard of a symbol: each trade once, in order, at times that only rise, at prices between bid and ask.</summary>
    /// <param name="tape">What truly was.</param>
    /// <param name="since">The source's time; trades after it are compared. Null for all since the first that was heard.</param>
    /// <param name="onTheWay">How many of the last may not have come yet.</param>
    public IEnumerable<string> Compare(BinanceTape tape, long? since, int onTheWay)
    {
        var ticks = Ticks.GetValueOrDefault(tape.Symbol) ?? [];
        since ??= ticks.Count > 0 ? ticks[0].MarketTime.ToUnixTimeMilliseconds() - 1 : 0;
        var heard = ticks.Where(tick => tick.MarketTime.ToUnixTimeMilliseconds() > since).ToList();
        var truth = tape.Trades.Where(trade => trade.Time > since).ToList();
        if (heard.Count == 0 || truth.Count - heard.Count < 0 || truth.Count - heard.Count > onTheWay)
        {
            yield return $"{tape.Symbol}: {truth.Count} trades, {heard.Count} heard";
        }

        var wrong = heard
            .Zip(truth)
            .Count(pair =>
                (pair.First.MarketTime.ToUnixTimeMilliseconds(), pair.First.Last, pair.First.Size)
                != (pair.Second.Time, pair.Second.Price, pair.Second.Quantity)
            );
        if (wrong > 0)
        {
            yield return $"{tape.Symbol}: {wrong} trades differ";
        }

        if (ticks.Zip(ticks.Skip(1)).Any(pair => pair.First.Time >= pair.Second.Time))
        {
            yield return $"{tape.Symbol}: times do not rise";
        }

        if (heard.Exists(tick => tick.Bid >= tick.Ask || tick.Last < tick.Bid || tick.Last > tick.Ask))
        {
            yield return $"{tape.Symbol}: a trade outside of bid and ask";
        }
    }
}
