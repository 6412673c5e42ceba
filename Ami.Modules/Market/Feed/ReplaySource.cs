using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Live;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Feed;

/// <summary>Imported bars played as if they happened now.</summary>
internal sealed class ReplaySource(SymbolSpec spec, ReplayClock clock, CandleStore store) : ITickSource
{
    // Bars read at once: at the highest speed more than half a minute of play, so that a short outage of the database goes unnoticed.
    private const int Window = 1000;

    private readonly BarInterval _interval = new(clock.BarLength);
    private List<Candle> _window = [];
    private long _windowFrom = long.MaxValue,
        _windowTo = long.MinValue;

    public int SymbolId => spec.Id;

    public Symbol Symbol => spec.Symbol;

    public long Begins => clock.StartedAt;

    public async Task<IReadOnlyList<Tick>> Ticks(long after, long upTo, CancellationToken cancellationToken)
    {
        var ticks = new List<Tick>();
        var market = MarketAt(after);
        for (
            var bar = await AtOrAfter((await Before(market + 1, cancellationToken))?.Time ?? market, cancellationToken);
            bar is { } played && clock.WallAt(played.Time) <= upTo;
            bar = await AtOrAfter(played.Time + 1, cancellationToken)
        )
        {
            foreach (var tick in ReplayTicks.Of(spec, clock, played))
            {
                var time = tick.Time.ToUnixTimeMilliseconds();
                if (time > after && time <= upTo)
                {
                    ticks.Add(tick);
                }
            }
        }

        return ticks;
    }

    // A bar is four ticks at high speed and at most 240 at any: there is nothing to leave out.
    public Task<IReadOnlyList<Tick>> CoarseTicks(long after, long upTo, CancellationToken cancellationToken) => Ticks(after, upTo, cancellationToken);

    public async Task<LiveTick?> Newest(long now, long previous, CancellationToken cancellationToken)
    {
        if (await Before(MarketAt(now) + 1, cancellationToken) is not { } bar)
        {
            return null;
        }

        var ticks = ReplayTicks.Of(spec, clock, bar).TakeWhile(tick => tick.Time.ToUnixTimeMilliseconds() <= now).ToArray();
        if (ticks.Length == 0)
        {
            return null;
        }

        var newest = ticks[^1];
        var forming = new LiveBar(
            _interval.Milliseconds,
            bar.Time,
            ticks[0].Last,
            ticks.Max(t => t.Last),
            ticks.Min(t => t.Last),
            newest.Last,
            ticks.Sum(t => t.Size)
        );
        return new LiveTick(
            Symbol: Symbol.Value,
            Time: newest.Time.ToUnixTimeMilliseconds(),
            MarketTime: newest.MarketTime.ToUnixTimeMilliseconds(),
            Bid: newest.Bid,
            Ask: newest.Ask,
            Last: newest.Last,
            Size: newest.Size,
            Replay: true,
            Forming: forming,
            Closed: await ClosedSince(MarketAt(previous) - _interval.Milliseconds + 1, bar.Time, cancellationToken),
            Begun: newest.Begun?.ToUnixTimeMilliseconds()
        );
    }

    private async Task<LiveBar[]> ClosedSince(long from, long before, CancellationToken cancellationToken)
    {
        var closed = new List<LiveBar>();
        while (closed.Count < 30 && await Before(before, cancellationToken) is { } bar && (closed.Count == 0 || bar.Time >= from))
        {
            closed.Add(new LiveBar(_interval.Milliseconds, bar.Time, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume));
            before = bar.Time;
        }

        closed.Reverse();
        return [.. closed];
    }

    // Bars are played when they open, wherever that is on a grid.
    private long MarketAt(long wall) => clock.MarketAt(Math.Max(wall, clock.StartedAt));

    private async Task<Candle?> AtOrAfter(long time, CancellationToken cancellationToken)
    {
        if (time < _windowFrom || time >= _windowTo)
        {
            var bars = await store.Oldest(SymbolId, _interval, time, long.MaxValue >> 16, Window, cancellationToken);
            Keep(bars, time, bars.Count < Window ? long.MaxValue : bars[^1].Time + 1);
        }

        var index = _window.FindIndex(bar => bar.Time >= time);
        return index < 0 ? null : _window[index];
    }

    private async Task<Candle?> Before(long time, CancellationToken cancellationToken)
    {
        if (time <= _windowFrom || time > _windowTo || _window.Count == 0 || _window[0].Time >= time)
        {
            var start = time - Window / 4 * _interval.Milliseconds;
            var bars = await store.Oldest(SymbolId, _interval, start, long.MaxValue >> 16, Window, cancellationToken);
            Keep(bars, start, bars.Count < Window ? long.MaxValue : bars[^1].Time + 1);
        }

        var index = _window.FindLastIndex(bar => bar.Time < time);
        return index < 0 ? null : _window[index];
    }

    private void Keep(List<Candle> bars, long from, long to) => (_window, _windowFrom, _windowTo) = (bars, from, to);
}
