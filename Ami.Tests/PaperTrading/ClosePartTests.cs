using System.Net;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.TestKit;

namespace Ami.Tests.PaperTrading;

[TestClass]
[Needs<PaperTradingModule>]
public sealed class ClosePartTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext _) => _venue = await PaperVenue.Open(feeBps: 0m);

    [ClassCleanup]
    public static async Task Close() => await _venue.DisposeAsync();

    [TestMethod]
    public async Task ClosePart_RepeatedWithItsKey_ClosesOnce_AndTheRestStays()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", 10m, stopLoss: 90m));
        await _venue.Tick(_venue.First, 100m);
        for (var i = 0; i < 2; i++)
        {
            using var closing = await trader.ClosePart(_venue.First, 2.5m, "part");
            closing.StatusCode.ShouldBe(HttpStatusCode.Created, await closing.Content.ReadAsStringAsync());
            (await closing.Read<OrderView>()).Quantity.ShouldBe(2.5m);
        }

        (await trader.ClosePart(_venue.First, 5m, "part").Code()).ShouldBe("idempotency.key_reused");
        await _venue.Tick(_venue.First, 104m);
        (await trader.Positions()).ShouldHaveSingleItem().Quantity.ShouldBe(7.5m);
        (await trader.Orders("working")).ShouldHaveSingleItem().Quantity.ShouldBe(7.5m);
        (await trader.Account()).RealisedPnl.ShouldBe(10m);
        (await trader.ClosePart(_venue.First, 0.0000000001m).Code()).ShouldBe("paper.quantity_step");
    }
}
