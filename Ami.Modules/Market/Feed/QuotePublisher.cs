using Ami.Modules.Market.Live;

namespace Ami.Modules.Market.Feed;

/// <summary>Sends the newest tick of every live symbol to the live bus four times a second, whatever consumers and database do.</summary>
internal sealed class QuotePublisher(LiveBus bus, FeedSources sources, FeedMetrics metrics, TimeProvider time)
{
    private readonly Dictionary<int, long> _published = [];

    /// <summary>Publishes what is new at this moment.</summary>
    /// <returns>How many ticks.</returns>
    public async Task<int> Publish(CancellationToken cancellationToken)
    {
        var (started, now) = (time.GetTimestamp(), time.GetUtcNow().ToUnixTimeMilliseconds());
        var sending = new List<Task>();
        foreach (var source in await sources.Current(cancellationToken))
        {
            var previous = _published.GetValueOrDefault(source.SymbolId);
            if (await source.Newest(now, previous, cancellationToken) is not { } tick || tick.Time <= previous)
            {
                continue;
            }

            _published[source.SymbolId] = tick.Time;
            var message = tick.ToBytes();
            sending.Add(bus.Publish(LiveTick.Channel(tick.Symbol), message));
            sending.Add(bus.Set(LiveTick.QuoteKey(tick.Symbol), message, QuoteBoard.MaximumAge));
        }

        await Task.WhenAll(sending);
        var ticks = sending.Count / 2;
        metrics.Published.Add(ticks);
        metrics.Beat.Record(time.GetElapsedTime(started).TotalSeconds);
        return ticks;
    }
}
