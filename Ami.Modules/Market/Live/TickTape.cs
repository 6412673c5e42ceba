using System.Collections.Immutable;

namespace Ami.Modules.Market.Live;

/// <summary>
/// What this process has heard of one symbol: the newest tick and the base bars that closed lately. The bus may deliver out of order or twice;
/// the tape only moves forward.
/// </summary>
internal sealed class TickTape
{
    // Long enough to bridge the time until a closed bar can be read from the database, whatever is slow there.
    private const int ClosedKept = 240;

    private readonly Lock _gate = new();
    private ImmutableArray<Action<LiveTick>> _listeners = [];
    private ImmutableSortedDictionary<(long Length, long Time), LiveBar> _closed = ImmutableSortedDictionary<(long, long), LiveBar>.Empty;

    /// <summary>The newest tick heard, if any.</summary>
    public LiveTick? Last { get; private set; }

    /// <summary>When the newest tick was heard, <see cref="TimeProvider.GetTimestamp"/> of this process.</summary>
    public long HeardAt { get; private set; }

    /// <summary>Base bars that closed lately, oldest first.</summary>
    public IReadOnlyCollection<LiveBar> Closed => [.. _closed.Values];

    /// <summary>Takes a tick and passes it to the listeners, unless it is not newer than the last.</summary>
    public void Hear(LiveTick tick, long timestamp)
    {
        lock (_gate)
        {
            if (Last is { } last && tick.Time <= last.Time)
            {
                return;
            }

            // A replay that starts or jumps back must not leave bars of its future behind.
            if (Last is { } before && (before.Replay != tick.Replay || tick.MarketTime < before.MarketTime))
            {
                _closed = _closed.Clear();
            }

            Last = tick;
            HeardAt = timestamp;
            foreach (var bar in tick.Closed)
            {
                Keep(bar);
            }

            foreach (var listener in _listeners)
            {
                listener(tick);
            }
        }
    }

    /// <summary>Calls an action for every later tick, in order, one at a time; it must be quick. Takes no lock, so a listener may call it too.</summary>
    public IDisposable Listen(Action<LiveTick> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, all => all.Add(listener));
        return new Ending(() => ImmutableInterlocked.Update(ref _listeners, all => all.Remove(listener)));
    }

    private void Keep(LiveBar bar)
    {
        _closed = _closed.SetItem((bar.Length, bar.Time), bar);
        while (_closed.Count > ClosedKept)
        {
            _closed = _closed.Remove(_closed.Keys.First());
        }
    }

    private sealed class Ending(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
