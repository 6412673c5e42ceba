using System.Collections.Concurrent;
using Ami.Core;

namespace Ami.Modules.Market.Live;

/// <summary>One tape per symbol and process, each on one subscription to the live bus; made on first use and kept, as symbols are few.</summary>
internal sealed class LiveTicks(LiveBus bus, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<Symbol, Lazy<(TickTape Tape, IDisposable Subscription)>> tapes = new();

    /// <summary>The tape of a symbol that is known to exist.</summary>
    public TickTape Tape(Symbol symbol) => tapes.GetOrAdd(symbol, name => new(() => Open(name))).Value.Tape;

    /// <summary>How long ago the newest tick of a tape was heard; null when there was none.</summary>
    public TimeSpan? Silence(TickTape tape) => tape.Last is null ? null : time.GetElapsedTime(tape.HeardAt);

    public void Dispose()
    {
        foreach (var tape in tapes.Values)
        {
            if (tape.IsValueCreated) tape.Value.Subscription.Dispose();
        }
    }

    private (TickTape Tape, IDisposable Subscription) Open(Symbol symbol)
    {
        var tape = new TickTape();
        var subscription = bus.Subscribe(LiveTick.Channel(symbol.Value), message =>
        {
            if (LiveTick.Read(message) is { } tick) tape.Hear(tick, time.GetTimestamp());
        });
        return (tape, subscription);
    }
}
