using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Live;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Streaming;

/// <summary>All broadcasts of this process, with the clock that sends heartbeats and notices silence.</summary>
internal sealed class PriceStreams : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private const int BeatsPerHeartbeat = 5;

    private readonly ConcurrentDictionary<Symbol, SymbolBroadcast> broadcasts = new();
    private readonly SymbolDirectory directory;
    private readonly LiveTicks live;
    private readonly ChartReader reader;
    private readonly TimeProvider time;
    private readonly ILogger<PriceStreams> logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly Meter meter = new("Ami.Market");
    private int beats;

    public PriceStreams(SymbolDirectory directory, LiveTicks live, ChartReader reader, TimeProvider time, ILogger<PriceStreams> logger)
    {
        (this.directory, this.live, this.reader, this.time, this.logger) = (directory, live, reader, time, logger);
        Clients = meter.CreateUpDownCounter<int>("ami.market.stream_clients", "{client}", "Connected price streams");
        Dropped = meter.CreateCounter<int>("ami.market.stream_dropped", "{client}", "Price streams dropped because the client did not read");
        // Not as part of the request that happened to be the first.
        using (ExecutionContext.SuppressFlow()) _ = KeepBeating(stopping.Token);
    }

    public UpDownCounter<int> Clients { get; }

    public Counter<int> Dropped { get; }

    /// <summary>The broadcast of a symbol that is known to exist.</summary>
    public SymbolBroadcast Of(Symbol symbol) =>
        broadcasts.GetOrAdd(symbol, name => new SymbolBroadcast(directory, name, live.Tape(name), live, reader, time, logger));

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
        meter.Dispose();
    }

    /// <summary>Slot of heartbeats in every client.</summary>
    public const int HeartbeatSlot = 0;

    private Task KeepBeating(CancellationToken cancellationToken) => new Periodic(Beat).Repeat(
        _ =>
        {
            OnBeat();
            return Task.CompletedTask;
        },
        (failure, _) => logger.LogWarning(failure, "A beat of the price streams failed"), time, cancellationToken);

    private void OnBeat()
    {
        foreach (var broadcast in broadcasts.Values) broadcast.CheckStatus();
        if (Interlocked.Increment(ref beats) % BeatsPerHeartbeat != 0) return;
        var heartbeat = StreamMessages.Heartbeat(time.GetUtcNow().ToUnixTimeMilliseconds());
        // A client of several symbols is visited several times; its slot still holds one heartbeat.
        foreach (var broadcast in broadcasts.Values) broadcast.Visit(client => client.Offer(HeartbeatSlot, heartbeat));
    }
}
