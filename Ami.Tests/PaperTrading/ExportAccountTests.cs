using Ami.Modules.PaperTrading;
using Ami.TestKit;

namespace Ami.Tests.PaperTrading;

[TestClass]
[Needs<PaperTradingModule>]
public sealed class ExportAccountTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext _) => _venue = await PaperVenue.Open(feeBps: 10m);

    [ClassCleanup]
    public static async Task Close() => await _venue.DisposeAsync();

    [TestMethod]
    public async Task Export_HasALineForEachOrderExecutionAndPoint_OldestFirst_OfTheLifeAndDaysAskedFor()
    {
        var trader = await Traded();
        var orders = await Lines(trader, "orders");
        orders[0]
            .ShouldBe(
                "placedAt,updatedAt,id,parentId,symbol,side,type,role,status,reason,quantity,filledQuantity,limitPrice,stopPrice,takeProfit,stopLoss,averageFillPrice,fees,timeInForce,expiresAt"
            );
        orders.Count.ShouldBe(4);
        orders[1].ShouldContain($",{_venue.First},buy,market,entry,filled,,2,2,,,,90,100,0.2,gtc,");
        orders[^1].ShouldContain($",{_venue.First},sell,market,close,filled,,2,2,");
        (await Lines(trader, "orders", "status=working")).ShouldHaveSingleItem();

        var fills = await Lines(trader, "fills");
        fills.Count.ShouldBe(3);
        fills[0].ShouldBe("at,id,orderId,symbol,side,quantity,price,notional,fee,slippage,realisedPnl");
        fills[1].ShouldContain($",{_venue.First},buy,2,100,200,0.2,0,0");
        fills[2].ShouldContain($",{_venue.First},sell,2,110,220,0.22,0,20");

        var points = await Lines(trader, "equity");
        points[0].ShouldBe("at,equity,cash");
        points[1].ShouldEndWith(",100000,100000");
        points[^1].ShouldEndWith(",100019.58,100019.58");

        var today = DateOnly.FromDateTime(_venue.Host.Time.GetUtcNow().UtcDateTime);
        foreach (var list in (string[])["orders", "fills", "equity"])
        {
            var all = await Lines(trader, list);
            (await Lines(trader, list, $"from={today.AddDays(-2):yyyy-MM-dd}&to={today.AddDays(2):yyyy-MM-dd}")).ShouldBe(all);
            (await Lines(trader, list, $"from={today.AddDays(2):yyyy-MM-dd}")).ShouldHaveSingleItem();
        }

        (await trader.Reset(new { })).Dispose();
        (await Lines(trader, "fills")).ShouldHaveSingleItem();
        (await Lines(trader, "fills", "generation=0")).ShouldBe(fills);
    }

    [TestMethod]
    public async Task Export_OfSomebodyElsesAccountOrAskedWrongly_IsRefused()
    {
        var (trader, other) = (await _venue.NewTrader(), await _venue.NewTrader());
        foreach (var list in (string[])["orders", "fills", "equity"])
        {
            (await other.Client.GetAsync(Path(trader, list)).Code()).ShouldBe("paper.account_not_found");
            (await trader.Client.GetAsync(Path(trader, list, "from=2026-03-02&to=2026-03-01")).Code()).ShouldBe("paper.days_invalid");
        }

        (await trader.Client.GetAsync(Path(trader, "orders", "status=lost")).Code()).ShouldBe("paper.status_unknown");
    }

    private static async Task<PaperTrader> Traded()
    {
        await _venue.Quote(_venue.First, 100m);
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", 2m, stopLoss: 90m));
        await _venue.Tick(_venue.First, 100m);
        (await trader.Close(_venue.First)).Dispose();
        await _venue.Tick(_venue.First, 110m);
        return trader;
    }

    private static async Task<List<string>> Lines(PaperTrader trader, string list, string query = "") =>
        [.. (await trader.Client.GetStringAsync(Path(trader, list, query))).TrimStart('\uFEFF').TrimEnd().Split("\r\n")];

    private static string Path(PaperTrader trader, string list, string query = "") =>
        $"/api/trading/paper/accounts/{trader.AccountId}/{list}/export.csv?{query}";
}
