using System.Collections.Concurrent;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Live;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Charts;

/// <summary>What a chart is asked for.</summary>
internal readonly record struct ChartKey(int SymbolId, ReplayClock? Replay, BarInterval Interval, long From, long To, int Limit, PriceFactors Factors);

/// <summary>An answer, ready to be sent.</summary>
internal sealed record ChartAnswer(byte[] Body, string ETag, bool Live)
{
    /// <summary>The tag of an answer: of when it was read, its tick, and what its prices were adjusted with.</summary>
    public static string Tag(long read, long tick, PriceFactors factors) => $"\"{read:x}-{tick:x}-{(factors.IsNone ? 0 : factors.GetHashCode()):x}\"";
}

/// <summary>
/// Charts as bytes. The settled part of a chart is read and written once per base bar; an answer is made once per tick and then shared by all who ask.
/// </summary>
internal sealed class ChartCache(ChartReader reader, ChartSheets sheets, StoredIntervals stored, Adjustments adjustments, LiveTicks live, TimeProvider time)
{
    private const long Budget = 64 * 1024 * 1024;

    // What changes without a tick (an import by another process, a feed that is down) is seen after this at the latest.
    private static readonly TimeSpan SettledFor = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SettledWithoutTicksFor = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ChartKey, Slot> _slots = new();
    private long _held;

    /// <summary>The chart as it is now.</summary>
    public async ValueTask<ChartAnswer> Get(
        SymbolSpec spec,
        BarInterval interval,
        long from,
        long to,
        int limit,
        PriceAdjustment adjustment,
        CancellationToken cancellationToken
    )
    {
        // Whoever asks for the bars before 12:34 or before 12:59 wants those that opened until 12:00 when they are hours: one answer for all.
        var grid = await stored.Grid(spec, interval, cancellationToken);
        (from, to) = (grid.Next(from), to == long.MaxValue ? to : grid.Next(to));
        var factors = await Factors(spec, adjustment, cancellationToken);
        if (to < long.MaxValue && await sheets.Before(spec, interval, from, to, limit, factors, cancellationToken) is { } settledLongAgo)
        {
            return settledLongAgo;
        }

        var key = new ChartKey(spec.Id, spec.Replay, interval, from, to, limit, factors);
        var slot = _slots.GetOrAdd(key, _ => new Slot());
        var isLive = spec.Source != PriceSource.Imported && to == long.MaxValue;
        var tape = isLive ? await live.Ready(spec.Symbol) : null;
        if (slot.Settled is { } good && IsCurrent(good, spec, tape))
        {
            return slot.Answer(good, Fresh(tape));
        }

        await slot.Reading.WaitAsync(cancellationToken);
        try
        {
            if (slot.Settled is { } other && IsCurrent(other, spec, tape))
            {
                return slot.Answer(other, Fresh(tape));
            }

            var (settled, _) = await Settle(spec, interval, from, to, limit, tape, factors, cancellationToken);
            Interlocked.Add(ref _held, settled.Size - (slot.Settled?.Size ?? 0));
            slot.Settled = settled;
            Trim(slot);
            return slot.Answer(settled, Fresh(tape));
        }
        catch (Exception e) when (slot.Settled is not null && Core.DatabaseFaults.IsTransient(e))
        {
            // While the database is away the last chart is better than none; the stream tells the rest.
            return slot.Answer(slot.Settled, Fresh(tape));
        }
        finally
        {
            slot.Reading.Release();
        }
    }

    /// <summary>The newest tick, unless the feed has fallen silent: then the stored bars know more.</summary>
    private LiveTick? Fresh(TickTape? tape) => tape is not null && live.Silence(tape) < QuoteBoard.MaximumAge ? tape.Last : null;

    /// <summary>With what prices of a symbol are adjusted now.</summary>
    public ValueTask<PriceFactors> Factors(SymbolSpec spec, PriceAdjustment adjustment, CancellationToken cancellationToken) =>
        adjustments.Of(spec, adjustment, spec.ClockAt(time.GetUtcNow().ToUnixTimeMilliseconds()), cancellationToken);

    private bool IsCurrent(Settled settled, SymbolSpec spec, TickTape? tape)
    {
        if (settled.Generation != stored.Generation(spec))
        {
            return false;
        }

        var age = time.GetElapsedTime(settled.ReadAt);
        if (tape is null)
        {
            return age < SettledFor;
        }

        if (Fresh(tape) is not { } tick)
        {
            return age < SettledWithoutTicksFor;
        }

        return settled.BaseTime == tick.Forming.Time && age < SettledFor;
    }

    /// <summary>The bars of a chart themselves, with the forming one last when there is one. Nothing is kept of them.</summary>
    public async Task<(List<Candle> Bars, bool Forming, bool HasMore)> Bars(
        SymbolSpec spec,
        BarInterval interval,
        long from,
        long to,
        int limit,
        PriceFactors factors,
        CancellationToken cancellationToken
    )
    {
        var isLive = spec.Source != PriceSource.Imported && to == long.MaxValue;
        var tape = isLive ? await live.Ready(spec.Symbol) : null;
        var (settled, part) = await Settle(spec, interval, from, to, limit, tape, factors, cancellationToken);
        var bars = part.Closed.ToList();
        if (settled.Forming(Fresh(tape)) is not { } forming)
        {
            return (bars, false, part.HasMore);
        }

        bars.Add(forming);
        return (bars, true, part.HasMore);
    }

    private async Task<(Settled Settled, ChartPart Part)> Settle(
        SymbolSpec spec,
        BarInterval interval,
        long from,
        long to,
        int limit,
        TickTape? tape,
        PriceFactors factors,
        CancellationToken cancellationToken
    )
    {
        var (readAt, generation, tick) = (time.GetTimestamp(), stored.Generation(spec), Fresh(tape));
        if (tick is not null && tick.Replay != spec.Replay is not null)
        {
            tick = null;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var clock = spec.Replay?.MarketAt(now) ?? Math.Max(now, tick?.MarketTime ?? 0);
        // The forming bar is one of those asked for.
        var closedBars = tape is null ? limit : limit - 1;
        var part = await reader.Read(spec, interval, from, to, closedBars, clock, tick, tape?.Closed ?? [], factors, cancellationToken);
        var settled = new Settled(
            await stored.Grid(spec, interval, cancellationToken),
            part.Closed is [.., var newest] ? newest.Time : long.MinValue,
            part.Partial,
            new ChartBody(spec, part),
            tick?.Forming.Time ?? -1,
            generation,
            readAt,
            factors
        );
        return (settled, part);
    }

    private void Trim(Slot keep)
    {
        if (Interlocked.Read(ref _held) < Budget)
        {
            return;
        }

        foreach (var (key, slot) in _slots.OrderBy(entry => entry.Value.UsedAt).Take(_slots.Count / 2 + 1))
        {
            if (slot != keep && _slots.TryRemove(key, out _))
            {
                Interlocked.Add(ref _held, -(slot.Settled?.Size ?? 0));
            }
        }
    }

    private sealed record Settled(
        BarGrid Grid,
        long NewestClosed,
        Candle? Partial,
        ChartBody Body,
        long BaseTime,
        int Generation,
        long ReadAt,
        PriceFactors Factors
    )
    {
        /// <summary>Bytes held, with those of the answer that was made of it last.</summary>
        public long Size => 2L * Body.Size;

        /// <summary>The bar that is still open, with this tick's base bar on top of what is settled of it.</summary>
        public Candle? Forming(LiveTick? tick)
        {
            if (tick is null || tick.Forming.Time != BaseTime || Grid.Interval.Milliseconds % tick.Forming.Length != 0)
            {
                return Partial;
            }

            var bar = tick.Forming;
            var opens = Grid.Opens(bar.Time);
            if (NewestClosed >= opens)
            {
                return Partial;
            }

            var piece = new Candle(bar.Time, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume).By(Factors) with { Time = opens };
            return Partial is { } partial && partial.Time == opens ? partial.Then(piece) : piece;
        }
    }

    private sealed class Slot
    {
        private volatile Made? _made;

        public SemaphoreSlim Reading { get; } = new(1, 1);

        public Settled? Settled { get; set; }

        public long UsedAt { get; private set; }

        public ChartAnswer Answer(Settled settled, LiveTick? tick)
        {
            if (_made is { } same && ReferenceEquals(same.Settled, settled) && ReferenceEquals(same.Tick, tick))
            {
                return same.Answer;
            }

            UsedAt = settled.ReadAt;
            var answer = new ChartAnswer(
                settled.Body.With(settled.Forming(tick)),
                ChartAnswer.Tag(settled.ReadAt, tick?.Time ?? 0, settled.Factors),
                tick is not null
            );
            _made = new Made(settled, tick, answer);
            return answer;
        }

        private sealed record Made(Settled Settled, LiveTick? Tick, ChartAnswer Answer);
    }
}
