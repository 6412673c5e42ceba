using System.Collections.Immutable;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Indicators;
using Ami.Modules.Market.Live;
using Ami.Quant.Series;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Streaming;

/// <summary>
/// Passes what happens to one symbol on to all clients of this process that watch it. Each message is written once and its bytes shared.
/// Listens to the tape only while there is somebody to tell.
/// </summary>
internal sealed class SymbolBroadcast(
    SymbolDirectory directory,
    Symbol symbol,
    TickTape tape,
    LiveTicks live,
    ChartReader reader,
    StoredIntervals stored,
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
    private ImmutableDictionary<BarInterval, CandleFolder> _folders = ImmutableDictionary<BarInterval, CandleFolder>.Empty;
    private ImmutableArray<LiveIndicators> _sets = [];
    private IDisposable? _listening;
    private int _generation = stored.Generation(symbol);
    private (string State, long Since) _status = (StreamMessages.Stale, time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Lets a client hear this symbol until disposed.</summary>
    /// <param name="client">The client.</param>
    /// <param name="firstSlot">First of the client's <see cref="SlotsPerSymbol"/> slots for this symbol.</param>
    /// <param name="interval">Whose candles it wants; null for ticks only.</param>
    /// <param name="wanted">Whose values at these candles it wants too.</param>
    public IDisposable Join(StreamClient client, int firstSlot, BarInterval? interval, IndicatorSet? wanted = null)
    {
        var seat = new Seat(client, firstSlot, interval);
        if (interval is { } bars && wanted is not null)
        {
            seat = seat with
            {
                Indicators = indicators.Open(
                    symbol,
                    bars,
                    wanted,
                    (message, closed) => client.Offer(firstSlot + (closed ? ClosedIndicatorsSlot : FormingIndicatorsSlot), message)
                ),
            };
            if (seat.Indicators is null)
            {
                seat.Offer(FormingIndicatorsSlot, StreamMessages.IndicatorsRefused(symbol.Value, bars));
            }
        }

        lock (_gate)
        {
            _seats = _seats.Add(seat);
            _sets = Sets();
            if (interval is { } length && !_folders.ContainsKey(length))
            {
                _folders = _folders.Add(length, new CandleFolder(length));
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
        foreach (var (interval, folder) in _folders)
        {
            if (isOther)
            {
                // An import may have found that bars open at another time.
                lock (folder)
                {
                    folder.Forget();
                }
            }

            if (interval.Milliseconds % tick.Forming.Length != 0)
            {
                continue;
            }

            if (folder.NeedsSeed)
            {
                BeginSeed(interval, folder);
            }

            lock (folder)
            {
                folder.Follow(
                    tick,
                    (bar, closed) =>
                    {
                        foreach (var set in _sets)
                        {
                            if (set.Interval == interval)
                            {
                                set.Follow(bar, closed);
                            }
                        }

                        var candle = StreamMessages.Of(symbol.Value, interval, bar, closed);
                        foreach (var seat in present)
                        {
                            if (seat.Interval == interval)
                            {
                                seat.Offer(closed ? ClosedSlot : FormingSlot, candle);
                            }
                        }
                    }
                );
            }
        }
    }

    private readonly HashSet<BarInterval> _seeding = [];

    private void BeginSeed(BarInterval interval, CandleFolder folder)
    {
        lock (_seeding)
        {
            if (!_seeding.Add(interval))
            {
                return;
            }
        }

        _ = Task.Run(() => Seed(interval, folder));
    }

    private async Task Seed(BarInterval interval, CandleFolder folder)
    {
        try
        {
            if (tape.Last is not { } tick || !(await directory.Find(symbol)).Try(out var spec, out _))
            {
                return;
            }

            var generation = stored.Generation(symbol);
            var grid = await stored.Grid(spec, interval, CancellationToken.None);
            var opens = grid.Opens(tick.Forming.Time);
            // A bar that is one base bar has nothing behind it.
            var part =
                tick.Forming.Time == opens
                    ? new ChartPart(interval, [], null, false)
                    : await reader.Read(spec, interval, opens, long.MaxValue, 1, tick.MarketTime, tick, tape.Closed, CancellationToken.None);
            if (stored.Generation(symbol) != generation)
            {
                return;
            }

            lock (folder)
            {
                folder.Seed(part.Partial, tick.Forming.Time, grid);
            }
        }
        catch (Exception e) when (Core.DatabaseFaults.IsTransient(e))
        {
            logger.LogWarning(e, "The open {Interval} bar of {Symbol} cannot be read now; it is tried again with the next tick", interval, symbol);
        }
        finally
        {
            lock (_seeding)
            {
                _seeding.Remove(interval);
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
            if (seat.Interval is { } interval && !_seats.Any(other => other.Interval == interval))
            {
                _folders = _folders.Remove(interval);
            }

            if (!_seats.IsEmpty)
            {
                return;
            }

            _listening?.Dispose();
            _listening = null;
        }
    }

    private sealed record Seat(StreamClient Client, int FirstSlot, BarInterval? Interval)
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
