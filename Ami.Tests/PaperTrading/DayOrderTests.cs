using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Quant.Trading;
using Ami.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.PaperTrading;

/// <summary>What is good for the day ends with the trading day of its symbol, by the clock that the account goes by.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class DayOrderTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext _)
    {
        _venue = await PaperVenue.Open(feeBps: 0m);
        // Its days end at ten in the morning of UTC, on every day of the year.
        await _venue.Execute(
            """
            insert into market.calendars (code, name, zone, hours, exceptions, version)
            select 'kiritimati', 'Line Islands', 'Pacific/Kiritimati', jsonb_agg(jsonb_build_object('day', day, 'opens', '00:00', 'closes', '24:00')), '[]', 1
            from generate_series(1, 7) day
            """
        );
    }

    [ClassCleanup]
    public static async Task Close() => await _venue.DisposeAsync();

    [TestMethod]
    public async Task Day_OfASymbolWithACalendar_EndsWithItsTradingDay_AndWhatWasToldStays()
    {
        var trader = await _venue.NewTrader();
        var before = await trader.Place(Day(trader, _venue.Second));
        before.ExpiresAt.ShouldBe(new DateTimeOffset(before.PlacedAt.UtcDateTime.Date.AddDays(1), TimeSpan.Zero));
        await _venue.TradeBy(_venue.Second, "kiritimati");
        await _venue.Quote(_venue.Second, 100m);
        var order = await trader.Place(Day(trader, _venue.Second));
        var ten = new DateTimeOffset(order.PlacedAt.UtcDateTime.Date, TimeSpan.Zero).AddHours(10);
        order.ExpiresAt.ShouldBe(order.PlacedAt < ten ? ten : ten.AddDays(1));
        (await trader.Orders()).Single(each => each.Id == before.Id).ExpiresAt.ShouldBe(before.ExpiresAt);

        _venue.Host.Time.Advance(order.ExpiresAt!.Value - _venue.Host.Time.GetUtcNow() - TimeSpan.FromSeconds(1));
        await Expire();
        (await Status(trader, order)).ShouldBe((OrderStatus.Working, null));
        _venue.Host.Time.Advance(TimeSpan.FromSeconds(2));
        await Expire();
        (await Status(trader, order)).ShouldBe((OrderStatus.Cancelled, OrderReasons.Expired));
    }

    [TestMethod]
    public async Task Day_InAReplay_GoesByItsClock_AndWhileTheMarketIsClosedIsForTheNextDay()
    {
        var past = await StoredPast.List(_venue, "RPL-DAY", days: 2, seed: 1);
        await _venue.TradeBy(past.Symbol, "us-equities");
        var trader = await _venue.NewTrader();
        // Half past two in New York, on a Monday before clocks are put forward.
        var replay = await trader.Replay(past.Symbol, StoredPast.Begins.AddHours(19.5));
        var today = await trader.Place(Day(trader, past.Symbol));
        (today.PlacedAt, today.ExpiresAt).ShouldBe((replay.Clock, StoredPast.Begins.AddHours(21)));
        var step = await trader.Advance(replay.Clock, StoredPast.Begins.AddHours(22));
        (await Status(trader, today)).ShouldBe((OrderStatus.Cancelled, OrderReasons.Expired));

        var next = await trader.Place(Day(trader, past.Symbol));
        next.ExpiresAt.ShouldBe(StoredPast.Begins.AddDays(1).AddHours(21), "it is evening there");
        var sent = await trader.Place(trader.OrderBody(past.Symbol, "buy", 1m));
        (await Status(trader, sent)).ShouldBe((OrderStatus.Working, null), "it waits for the next price");
        step = await trader.Advance(step.Clock, StoredPast.Begins.AddHours(40));
        (await Status(trader, sent)).ShouldBe((OrderStatus.Filled, null));
        (await Status(trader, next)).ShouldBe((OrderStatus.Working, null), "the day of UTC is over, and that of the market is not");
        await trader.Advance(step.Clock, StoredPast.Begins.AddHours(45.5));
        (await Status(trader, next)).ShouldBe((OrderStatus.Cancelled, OrderReasons.Expired));
    }

    private static Task Expire() => _venue.NewExpiredOrders().Cancel(new JobRun("test", NullLogger.Instance), CancellationToken.None);

    private static async Task<(OrderStatus, string?)> Status(PaperTrader trader, OrderView order)
    {
        var now = (await trader.Orders()).Single(each => each.Id == order.Id);
        return (now.Status, now.Reason);
    }

    private static object Day(PaperTrader trader, string symbol) =>
        new
        {
            accountId = trader.AccountId,
            symbol,
            side = "buy",
            type = "limit",
            quantity = 1,
            limitPrice = 1m,
            timeInForce = "day",
        };
}
