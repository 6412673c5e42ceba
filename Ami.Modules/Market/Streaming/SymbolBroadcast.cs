using System.Collections.Immutable;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Indicators;
using Ami.Modules.Market.Live;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Streaming;

/// <summary>
/// Passes what happens to one symbol on to all clients of this process that watch it. Each message is written once and its bytes shared.
/// Listens to the tape only while there is somebody to tell.
/// </summary>
internal sealed partial class SymbolBroadcast(
    SymbolDirectory directory,
    Symbol symbol,
    TickTape tape,
    LiveTicks live,
    ChartReader reader,
    StoredIntervals stored,
    Adjustments adjustments,
    IndicatorSets indicators,
    TimeProvider time,
    ILogger logger
)
{
    /// <summary>Slots that a client keeps for one symbol.</summary>
    public const int SlotsPerSymbol = 6;

    private const int TickSlot = 0,
        ClosedSlot = 1,
        FormingSlot = 2,
        StatusSlot = 3,
        ClosedIndicatorsSlot = 4,
        FormingIndicatorsSlot = 5;
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private ImmutableArray<Seat> _seats = [];
    private ImmutableDictionary<CandleKind, CandleFolder> _folders = ImmutableDictionary<CandleKind, CandleFolder>.Empty;
    private ImmutableArray<LiveIndicators> _sets = [];
    private IDisposable? _listening;
    private int _generation = stored.Generation(symbol);
    private (string State, long Since) _status = (StreamMessages.Stale, time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Lets a client hear this symbol until disposed.</summary>
    /// <param name="client">The client.</param>
    /// <param name="firstSlot">First of the client's <see cref="SlotsPerSymbol"/> slots for this symbol.</param>
    /// <param name="kind">Which candles it wants; null for ticks only.</param>
    /// <param name="wanted">Whose values at these candles it wants too.</param>
    public IDisposable Join(StreamClient client, int firstSlot, CandleKind? kind, IndicatorSet? wanted = null)
    {
        var seat = new Seat(client, firstSlot, kind);
        if (kind is { } bars && wanted is not null)
        {
            seat = seat with
            {
                Indicators = indicators.Open(
                    symbol,
                    bars.Interval,
                    bars.Adjustment,
                    wanted,
                    (message, closed) => client.Offer(firstSlot + (closed ? ClosedIndicatorsSlot : FormingIndicatorsSlot), message)
                ),
            };
            if (seat.Indicators is null)
            {
                seat.Offer(FormingIndicatorsSlot, StreamMessages.IndicatorsRefused(symbol.Value, bars.Interval));
            }
        }

        lock (_gate)
        {
            _seats = _seats.Add(seat);
            _sets = Sets();
            if (kind is { } candles && !_folders.ContainsKey(candles))
            {
                _folders = _folders.Add(candles, new CandleFolder(candles.Interval));
            }

            _listening ??= tape.Listen(Tell);
        }

        CheckStatus();
        // Not outside the gate: a change that is told meanwhile would be replaced by what was before it, and the client believe that until the next.
        lock (_gate)
        {
            seat.Offer(StatusSlot, StreamMessages.Status(symbol.Value, _status.State, _status.Since));
        }

        if (tape.Last is { } tick)
        {
            seat.Offer(TickSlot, StreamMessages.Of(tick));
        }

        return new Leaving(() => Leave(seat));
    }

    /// <summary>Tells clients when the symbol's feed falls silent or comes back. Called about once a second.</summary>
    public void CheckStatus()
    {
        var tick = tape.Last;
        var state =
            tick is null || !(live.Silence(tape) < StaleAfter) ? StreamMessages.Stale
            : tick.Replay ? StreamMessages.Replay
            : StreamMessages.Live;
        lock (_gate)
        {
            if (_status.State == state)
            {
                return;
            }

            var since = state == StreamMessages.Stale && tick is not null ? tick.Time : time.GetUtcNow().ToUnixTimeMilliseconds();
            _status = (state, since);
            var message = StreamMessages.Status(symbol.Value, state, since);
            foreach (var seat in _seats)
            {
                seat.Offer(StatusSlot, message);
            }
        }
    }

    /// <summary>Gives a message to every client once, whichever symbol it came for first.</summary>
    public void Visit(Action<StreamClient> visit)
    {
        foreach (var seat in _seats)
        {
            visit(seat.Client);
        }
    }

    /// <summary>Called by the tape, one tick at a time.</summary>
    private void Tell(LiveTick tick)
    {
        if (_status.State == StreamMessages.Stale || tick.Replay != (_status.State == StreamMessages.Replay))
        {
            CheckStatus();
        }

        var present = _seats;
        var message = StreamMessages.Of(tick);
        foreach (var seat in present)
        {
            seat.Offer(TickSlot, message);
        }

        var generation = stored.Generation(symbol);
        var isOther = Interlocked.Exchange(ref _generation, generation) != generation;
        foreach (var (kind, folder) in _folders)
        {
            if (isOther)
            {
                // An import may have found that bars open at another time.
                lock (folder)
                {
                    folder.Forget();
                }
            }

            if (kind.Interval.Milliseconds % tick.Forming.Length != 0)
            {
                continue;
            }

            if (folder.NeedsSeed)
            {
                BeginSeed(kind, folder);
            }

            lock (folder)
            {
                folder.Follow(
                    tick,
                    (bar, closed) =>
                    {
                        foreach (var set in _sets)
                        {
                            if ((set.Interval, set.Adjustment) == (kind.Interval, kind.Adjustment))
                            {
                                set.Follow(bar, closed, folder.Factors);
                            }
                        }

                        var candle = StreamMessages.Of(symbol.Value, kind.Interval, bar, closed);
                        foreach (var seat in present)
                        {
                            if (seat.Kind == kind)
                            {
                                seat.Offer(closed ? ClosedSlot : FormingSlot, candle);
                            }
                        }
                    }
                );
            }
        }
    }

    private ImmutableArray<LiveIndicators> Sets() => [.. _seats.Select(seat => seat.Indicators?.Set).OfType<LiveIndicators>().Distinct()];

    private void Leave(Seat seat)
    {
        seat.Indicators?.Dispose();
        lock (_gate)
        {
            _seats = _seats.Remove(seat);
            _sets = Sets();
            if (seat.Kind is { } kind && !_seats.Any(other => other.Kind == kind))
            {
                _folders = _folders.Remove(kind);
            }

            if (!_seats.IsEmpty)
            {
                return;
            }

            _listening?.Dispose();
            _listening = null;
        }
    }

    private sealed record Seat(StreamClient Client, int FirstSlot, CandleKind? Kind)
    {
        public IndicatorSets.Listening? Indicators { get; init; }

        public void Offer(int slot, byte[] message) => Client.Offer(FirstSlot + slot, message);
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
