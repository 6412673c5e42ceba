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

    private readonly ConcurrentDictionary<Symbol, SymbolBroadcast> _broadcasts = new();
    private readonly SymbolDirectory _directory;
    private readonly LiveTicks _live;
    private readonly ChartReader _reader;
    private readonly StoredIntervals _stored;
    private readonly Adjustments _adjustments;
    private readonly IndicatorSets _indicators;
    private readonly TimeProvider _time;
    private readonly ILogger<PriceStreams> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Meter _meter = new("Ami.Market");
    private int _beats;

    public PriceStreams(
        SymbolDirectory directory,
        LiveTicks live,
        ChartReader reader,
        StoredIntervals stored,
        Adjustments adjustments,
        IndicatorSets indicators,
        TimeProvider time,
        ILogger<PriceStreams> logger
    )
    {
        (_directory, _live, _reader, _stored, _adjustments) = (directory, live, reader, stored, adjustments);
        (_indicators, _time, _logger) = (indicators, time, logger);
        Clients = _meter.CreateUpDownCounter<int>("ami.market.stream_clients", "{client}", "Connected price streams");
        Dropped = _meter.CreateCounter<int>("ami.market.stream_dropped", "{client}", "Price streams dropped because the client did not read");
        // Not as part of the request that happened to be the first.
        using (ExecutionContext.SuppressFlow())
        {
            _ = KeepBeating(_stopping.Token);
        }
    }

    public UpDownCounter<int> Clients { get; }

    public Counter<int> Dropped { get; }

    /// <summary>The broadcast of a symbol that is known to exist.</summary>
    public SymbolBroadcast Of(Symbol symbol) =>
        _broadcasts.GetOrAdd(
            symbol,
            name => new SymbolBroadcast(_directory, name, _live.Tape(name), _live, _reader, _stored, _adjustments, _indicators, _time, _logger)
        );

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _meter.Dispose();
    }

    /// <summary>Slot of heartbeats in every client.</summary>
    public const int HeartbeatSlot = 0;

    private Task KeepBeating(CancellationToken cancellationToken) =>
        new Periodic(Beat).Repeat(
            async _ =>
            {
                OnBeat();
                foreach (var broadcast in _broadcasts.Values)
                {
                    await broadcast.CheckAdjustments();
                }
            },
            (failure, _) => _logger.LogWarning(failure, "A beat of the price streams failed"),
            _time,
            cancellationToken
        );

    private void OnBeat()
    {
        foreach (var broadcast in _broadcasts.Values)
        {
            broadcast.CheckStatus();
        }

        if (Interlocked.Increment(ref _beats) % BeatsPerHeartbeat != 0)
        {
            return;
        }

        var heartbeat = StreamMessages.Heartbeat(_time.GetUtcNow().ToUnixTimeMilliseconds());
        // A client of several symbols is visited several times; its slot still holds one heartbeat.
        foreach (var broadcast in _broadcasts.Values)
        {
            broadcast.Visit(client => client.Offer(HeartbeatSlot, heartbeat));
        }
    }
}
