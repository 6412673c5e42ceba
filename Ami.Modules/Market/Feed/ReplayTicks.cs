using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Quant.Simulation;
using Ami.Quant.Trading;

namespace Ami.Modules.Market.Feed;

/// <summary>
/// The ticks of one imported bar during a replay: points on the bar's path, as many as the speed leaves time for. Whatever the speed, the path is the same
/// and each tick says from where the price came, so orders are executed at the same prices. Real ticks of that time are not known; this path is assumed, the
/// bar is not.
/// </summary>
internal static class ReplayTicks
{
    // About four ticks a second, as a live symbol has.
    private const double MillisecondsPerTick = 250;

    private static readonly VenueRules Venue = new();

    /// <summary>The ticks of a bar, oldest first.</summary>
    public static Tick[] Of(SymbolSpec spec, ReplayClock clock, in Candle bar) => Of(spec, clock, bar, CountOf(clock));

    /// <summary>As the other, with so many ticks.</summary>
    public static Tick[] Of(SymbolSpec spec, ReplayClock clock, in Candle bar, int count)
    {
        var path = BarPath.Of(bar.Open, bar.High, bar.Low, bar.Close);
        var half = VenueOf(spec).HalfSpreadAt(bar.Close, spec.PriceStep);
        var volume = (long)Math.Min(bar.Volume / spec.QuantityStep, long.MaxValue / SimulatedMarket.TicksPerMinute);
        var ticks = new Tick[count];
        for (var i = 0; i < count; i++)
        {
            var (market, price) = (MarketOf(i, count, clock, bar.Time), path.At(i, count, spec.PriceDigits));
            ticks[i] = new Tick(
                DateTimeOffset.FromUnixTimeMilliseconds(clock.WallAt(market)),
                DateTimeOffset.FromUnixTimeMilliseconds(market),
                price > half ? price - half : price,
                price + half,
                price,
                ((volume * (i + 1) / count) - (volume * i / count)) * spec.QuantityStep,
                i == 0 ? null : ticks[i - 1].Last,
                i == 0 ? null : ticks[0].Time
            );
        }

        return ticks;
    }

    /// <summary>The venue's rules with the symbol's spread.</summary>
    public static VenueRules VenueOf(SymbolSpec spec) => spec.HalfSpread is { } half ? new VenueRules { HalfSpread = half } : Venue;

    /// <summary>Wall time of the last tick of a bar: when that bar is the last, no price comes after it.</summary>
    public static long LastOf(ReplayClock clock, long bar)
    {
        var count = CountOf(clock);
        return clock.WallAt(MarketOf(count - 1, count, clock, bar));
    }

    private static int CountOf(ReplayClock clock) =>
        (int)Math.Clamp(clock.BarLength / clock.Speed / MillisecondsPerTick, BarPath.Points, SimulatedMarket.TicksPerMinute);

    private static long MarketOf(int tick, int count, ReplayClock clock, long bar) => bar + (tick * clock.BarLength / count);
}
