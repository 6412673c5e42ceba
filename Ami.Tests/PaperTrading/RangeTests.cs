using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.PaperTrading;

/// <summary>Trailing distances told in average true ranges.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class RangeTests
{
    [TestMethod]
    public async Task AverageTrueRange_OfASymbol_IsTheIndicatorsOverItsClosedHours()
    {
        await using var venue = await PaperVenue.Open(feeBps: 0m);
        var hour = venue.Host.Time.GetUtcNow();
        hour = hour.AddTicks(-(hour.Ticks % TimeSpan.TicksPerHour));
        // Forty hours of a range of 2, and the one that forms with a range of 60.
        await venue.Execute(
            $"""
            insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
            select s.id, 3600, timestamptz '{hour:u}' - n * interval '1 hour', 100, case n when 0 then 130 else 101 end, case n when 0 then 70 else 99 end, 100, 1
            from market.symbols s, generate_series(0, 40) n where s.symbol = '{venue.Second}'
            """
        );
        var ranges = venue.Host.Services.GetRequiredService<IRanges>();
        (await ranges.AverageTrueRange(Symbol.Of(venue.Second))).ShouldBe(2m);
        (await ranges.AverageTrueRange(Symbol.Of(venue.First))).ShouldBeNull("it has no bars yet");

        var trader = await venue.NewTrader();
        var order = await trader.Place(
            new
            {
                accountId = trader.AccountId,
                symbol = venue.Second,
                side = "sell",
                type = "trailingStop",
                quantity = 1,
                trail = new { unit = "atr", value = 1.5m },
            }
        );
        (order.TrailDistance, order.StopPrice).ShouldBe((3m, 97m));
    }
}
