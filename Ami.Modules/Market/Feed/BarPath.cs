using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Quant.Simulation;

namespace Ami.Modules.Market.Feed;

/// <summary>
/// The ticks of one imported bar during a replay: the same bar and speed always give the same ticks, inside [low, high], touching all four prices.
/// Real ticks of that time are not known; this path is invented, the bar is not.
/// </summary>
internal static class BarPath
{
    // About four ticks a second, as a live symbol has.
    private const double MillisecondsPerTick = 250;

    // Half a basis point on either side when the true spread is not known.
    private const decimal SpreadShare = 0.0001m;

    /// <summary>The ticks of a bar, oldest first.</summary>
    public static Tick[] Ticks(SymbolSpec spec, ReplayClock clock, in Candle bar)
    {
        var duration = clock.BarLength / clock.Speed;
        var count = (int)Math.Clamp(duration / MillisecondsPerTick, TickBridge.MinimumCount, SimulatedMarket.TicksPerMinute);
        var (priceScale, quantityScale) = (1 / spec.PriceStep, 1 / spec.QuantityStep);
        var units = new UnitBar(
            bar.Time,
            (long)(bar.Open * priceScale),
            (long)(bar.High * priceScale),
            (long)(bar.Low * priceScale),
            (long)(bar.Close * priceScale),
            (long)Math.Min(bar.Volume * quantityScale, long.MaxValue / 2));
        Span<long> prices = stackalloc long[count], sizes = stackalloc long[count];
        TickBridge.Expand(units, (ulong)spec.Id, prices, sizes);

        var ticks = new Tick[count];
        var spread = Math.Max(1, (long)decimal.Round(bar.Close * SpreadShare * priceScale));
        for (var i = 0; i < count; i++)
        {
            var market = bar.Time + i * clock.BarLength / count;
            var bought = i == 0 ? bar.Close >= bar.Open : prices[i] >= prices[i - 1];
            var bid = bought ? Math.Max(1, prices[i] - spread) : prices[i];
            var ask = bought && prices[i] > bid ? prices[i] : bid + spread;
            ticks[i] = new Tick(
                DateTimeOffset.FromUnixTimeMilliseconds(clock.WallAt(market)),
                DateTimeOffset.FromUnixTimeMilliseconds(market),
                bid * spec.PriceStep,
                ask * spec.PriceStep,
                prices[i] * spec.PriceStep,
                sizes[i] * spec.QuantityStep);
        }

        return ticks;
    }
}
