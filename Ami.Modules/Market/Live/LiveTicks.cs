using System.Collections.Concurrent;

namespace Ami.Modules.Market.Live;

/// <summary>One tape per symbol and process, each on one subscription to the live bus; made on first use and kept, as symbols are few.</summary>
internal sealed class LiveTicks(LiveBus bus, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<Symbol, Lazy<Listening>> _tapes = new();

    /// <summary>The tape of a symbol that is known to exist; it may not have heard anything yet.</summary>
    public TickTape Tape(Symbol symbol) => Open(symbol).Tape;

    /// <summary>The tape of a symbol, which already knows the newest tick that the feed left in the cache.</summary>
    public async ValueTask<TickTape> Ready(Symbol symbol)
    {
        var listening = Open(symbol);
        await listening.Begun;
        return listening.Tape;
    }

    /// <summary>How long ago the newest tick of a tape was heard; null when there was none.</summary>
    public TimeSpan? Silence(TickTape tape) => tape.Last is null ? null : time.GetElapsedTime(tape.HeardAt);

    public void Dispose()
    {
        foreach (var listening in _tapes.Values)
        {
            if (listening.IsValueCreated)
            {
                listening.Value.Subscription.Dispose();
            }
        }
    }

    private Listening Open(Symbol symbol) => _tapes.GetOrAdd(symbol, name => new(() => Begin(name))).Value;

    private Listening Begin(Symbol symbol)
    {
        var tape = new TickTape();
        var subscription = bus.Subscribe(
            LiveTick.Channel(symbol.Value),
            message =>
            {
                if (LiveTick.Read(message) is { } tick)
                {
                    tape.Hear(tick, time.GetTimestamp());
                }
            }
        );
        return new Listening(tape, subscription, Recall(symbol, tape));
    }

    private async Task Recall(Symbol symbol, TickTape tape)
    {
        // The cache forgets a tick after QuoteBoard.MaximumAge, so what is found there is of now.
        if (await bus.Get(LiveTick.QuoteKey(symbol.Value)) is { } stored && LiveTick.Read(stored) is { } tick)
        {
            tape.Hear(tick, time.GetTimestamp());
        }
    }

    private sealed record Listening(TickTape Tape, IDisposable Subscription, Task Begun);
}
