using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Live;
using Ami.Quant.Series;
using Ami.Quant.Simulation;
using Ami.Quant.Trading;

namespace Ami.Modules.Market.Feed;

/// <summary>Ticks of the simulated exchange. Wall time and market time are the same.</summary>
internal sealed class SimulatedSource(SymbolSpec spec, SimulatedMarket market) : ITickSource
{
    private static readonly BarInterval Minute = BarInterval.OneMinute;
    private long _cachedMinute = -1;
    private SimulatedTick[] _cachedTicks = [];

    public int SymbolId => spec.Id;

    public Symbol Symbol => spec.Symbol;

    public long Begins => SimulatedMarket.FirstDay;

    public Task<IReadOnlyList<Tick>> Ticks(long after, long upTo, CancellationToken cancellationToken)
    {
        var ticks = new List<Tick>();
        for (var minute = Minute.Floor(after + 1); minute <= upTo; minute += Minute.Milliseconds)
        {
            AddTicks(ticks, minute, after, upTo);
        }

        return Task.FromResult<IReadOnlyList<Tick>>(ticks);
    }

    public Task<IReadOnlyList<Tick>> CoarseTicks(long after, long upTo, CancellationToken cancellationToken)
    {
        var ticks = new List<Tick>();
        for (var minute = Minute.Floor(after + 1); minute <= upTo; minute += Minute.Milliseconds)
        {
            // A minute that was begun or is not over is told in full: its extremes may lie in the part that matters.
            if (minute <= after || minute + Minute.Milliseconds > upTo)
            {
                AddTicks(ticks, minute, after, upTo);
            }
            else
            {
                AddCorners(ticks, minute);
            }
        }

        return Task.FromResult<IReadOnlyList<Tick>>(ticks);
    }

    public Task<LiveTick?> Newest(long now, long previous, CancellationToken cancellationToken)
    {
        var minute = Minute.Floor(now);
        var ticks = OfMinute(minute).AsSpan(0, (int)((now - minute) / SimulatedMarket.TickMilliseconds) + 1);
        ref readonly var newest = ref ticks[^1];
        var (high, low, volume) = (newest.Last, newest.Last, 0L);
        foreach (ref readonly var tick in ticks)
        {
            high = Math.Max(high, tick.Last);
            low = Math.Min(low, tick.Last);
            volume += tick.Size;
        }

        var forming = new UnitBar(minute, ticks[0].Last, high, low, newest.Last, volume);
        var firstClosed = Math.Clamp(Minute.Floor(previous), minute - 30 * Minute.Milliseconds, minute - Minute.Milliseconds);
        var told = ToTick(newest.Time, newest.Bid, newest.Ask, newest.Last, newest.Size);
        LiveTick live = new(
            Symbol: Symbol.Value,
            Time: newest.Time,
            MarketTime: newest.Time,
            Bid: told.Bid,
            Ask: told.Ask,
            Last: told.Last,
            Size: told.Size,
            Replay: false,
            Forming: ToLive(forming),
            Closed: [.. market.Bars(Minute, firstClosed, minute).Select(bar => ToLive(bar))]
        );
        return Task.FromResult<LiveTick?>(live);
    }

    private void AddTicks(List<Tick> ticks, long minute, long after, long upTo)
    {
        foreach (ref readonly var tick in OfMinute(minute).AsSpan())
        {
            if (tick.Time <= after)
            {
                continue;
            }

            if (tick.Time > upTo)
            {
                return;
            }

            ticks.Add(ToTick(tick.Time, tick.Bid, tick.Ask, tick.Last, tick.Size));
        }
    }

    private void AddCorners(List<Tick> ticks, long minute)
    {
        var bar = market.Bar(Minute, minute);
        var path = BarPath.Of(bar.Open, bar.High, bar.Low, bar.Close);
        for (var i = 0; i < BarPath.Points; i++)
        {
            var time = minute + i * Minute.Milliseconds / BarPath.Points;
            var price = (long)path[i];
            var bid = Math.Max(1, price - market.Symbol.SpreadSteps);
            var tick = ToTick(time, bid, Math.Max(bid + 1, price), price, (bar.Volume * (i + 1) / BarPath.Points) - (bar.Volume * i / BarPath.Points));
            ticks.Add(i == 0 ? tick : tick with { From = market.Symbol.Price((long)path[i - 1]), Begun = DateTimeOffset.FromUnixTimeMilliseconds(minute) });
        }
    }

    private SimulatedTick[] OfMinute(long minute)
    {
        if (minute != _cachedMinute)
        {
            (_cachedMinute, _cachedTicks) = (minute, market.Ticks(minute));
        }

        return _cachedTicks;
    }

    private Tick ToTick(long time, long bid, long ask, long last, long size)
    {
        var (instant, price) = (DateTimeOffset.FromUnixTimeMilliseconds(time), market.Symbol.Price(last));
        var tick = new Tick(instant, instant, market.Symbol.Price(bid), market.Symbol.Price(ask), price, market.Symbol.Quantity(size));
        if (spec.HalfSpread is null)
        {
            return tick;
        }

        // A spread of its own goes before the one that the simulation draws.
        var half = ReplayTicks.VenueOf(spec).HalfSpreadAt(price, spec.PriceStep);
        return tick with { Bid = price > half ? price - half : price, Ask = price + half };
    }

    private LiveBar ToLive(in UnitBar bar) =>
        new(
            Minute.Milliseconds,
            bar.Time,
            market.Symbol.Price(bar.Open),
            market.Symbol.Price(bar.High),
            market.Symbol.Price(bar.Low),
            market.Symbol.Price(bar.Close),
            market.Symbol.Quantity(bar.Volume)
        );
}
