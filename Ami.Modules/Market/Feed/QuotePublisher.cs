using Ami.Modules.Market.Live;
using Ami.Quant.Simulation;

namespace Ami.Modules.Market.Feed;

/// <summary>Sends the newest tick of every live symbol to the live bus four times a second, whatever consumers and database do.</summary>
internal sealed class QuotePublisher(LiveBus bus, FeedSources sources, FeedMetrics metrics, TimeProvider time)
{
    // A beat just after the tick it publishes, and a slow beat is skipped rather than made up for.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(SimulatedMarket.TickMilliseconds);

    private readonly Dictionary<int, long> published = [];

    /// <summary>Publishes until cancelled.</summary>
    public async Task Publish(CancellationToken cancellationToken)
    {
        using var beat = new PeriodicTimer(Period, time);
        do
        {
            await Beat(cancellationToken);
        }
        while (await beat.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>Publishes what is new at this moment.</summary>
    public async Task Beat(CancellationToken cancellationToken)
    {
        var (started, now) = (time.GetTimestamp(), time.GetUtcNow().ToUnixTimeMilliseconds());
        var sending = new List<Task>();
        foreach (var source in await sources.Current(cancellationToken))
        {
            var previous = published.GetValueOrDefault(source.SymbolId);
            if (await source.Newest(now, previous, cancellationToken) is not { } tick || tick.Time <= previous) continue;
            published[source.SymbolId] = tick.Time;
            var message = tick.ToBytes();
            sending.Add(bus.Publish(LiveTick.Channel(tick.Symbol), message));
            sending.Add(bus.Set(LiveTick.QuoteKey(tick.Symbol), message, QuoteBoard.MaximumAge));
        }

        await Task.WhenAll(sending);
        metrics.Published.Add(sending.Count / 2);
        metrics.Beat.Record(time.GetElapsedTime(started).TotalSeconds);
    }
}
