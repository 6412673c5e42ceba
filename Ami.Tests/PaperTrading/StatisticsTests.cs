using System.Net;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Domain.Graduation;
using Ami.Modules.PaperTrading.Features;
using Ami.TestKit;

namespace Ami.Tests.PaperTrading;

[TestClass]
[Needs<PaperTradingModule>]
public sealed class StatisticsTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext context) => _venue = await PaperVenue.Open(feeBps: 10m, slippageBps: 5m);

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Statistics_OfTrades_KnowTheirRiskAndWhatFillsCost_AndAResetKeepsThem()
    {
        var trader = await _venue.NewTrader();
        await Trade(trader, stopLoss: 90m, exit: 110m);
        await Trade(trader, stopLoss: null, exit: 95m);
        await trader.Reset(new { startingCash = 5_000m });
        await Trade(trader, stopLoss: 95m, exit: 100m);

        var now = await Of(trader);
        (now.Life.Number, now.Life.StartingCash, now.Statistics.Trades, now.Lives.Count).ShouldBe((1, 5_000m, 1, 2));
        var before = await Of(trader, 0);
        (before.Life.Number, before.Statistics.Trades, before.Statistics.TradesWithR).ShouldBe((0, 2, 1));
        before.Life.EndedAt.ShouldBe(now.Life.StartedAt);
        // Bought at 100.05 and sold at 109.94, twice at 10 basis points; ten and five hundredths were at risk.
        var won = before.Statistics.BySymbol.ShouldHaveSingleItem();
        won.TotalR.ShouldNotBeNull().ShouldBe(decimal.Round((9.89m - 0.20999m) / 10.05m, 4), 0.001m);
        (won.Wins, won.Slippage).ShouldBe((1, 0.05m + 0.06m + 0.05m + 0.05m));
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Statistics_OfALifeThatWasNot_AreNotFound()
    {
        var trader = await _venue.NewTrader();
        (await trader.Client.GetAsync($"/api/trading/paper/accounts/{trader.AccountId}/statistics?generation=7").Code()).ShouldBe("paper.life_not_found");
    }

    [TestMethod]
    public async Task Export_HasALineForEachTrade()
    {
        var trader = await _venue.NewTrader();
        await Trade(trader, stopLoss: 90m, exit: 110m);
        var lines = (await trader.Client.GetStringAsync($"/api/trading/paper/accounts/{trader.AccountId}/trades/export.csv")).Trim().Split("\r\n");
        lines.Length.ShouldBe(2);
        lines[0].TrimStart('\uFEFF').ShouldBe("openedAt,closedAt,symbol,side,quantity,result,fees,carry,slippage,risk,r");
        lines[1].ShouldContain($"{_venue.First},long,1,");
        lines[1].ShouldContain(",10.05,");
    }

    [TestMethod]
    public async Task Gate_OfAnAccountThatHasShownLittle_SaysWhatIsMissing_AndStaysClosed()
    {
        var trader = await _venue.NewTrader();
        await Trade(trader, stopLoss: 90m, exit: 110m);
        var view = await trader.Get<GateView>($"/api/trading/paper/accounts/{trader.AccountId}/gate");
        (view.Gate.IsOpen, view.Gate.NextCash, view.GrantedAccountId).ShouldBe((false, 250_000m, null));
        var trades = view.Gate.Steps.Single(step => step.Requirement == Requirement.Trades);
        (trades.IsMet, trades.Have, trades.Needed).ShouldBe((false, 0m, 30m), "no rules were in force");
        view.Gate.Steps.Single(step => step.Requirement == Requirement.Rules).IsMet.ShouldBeFalse();
        view.Means.ShouldBe(new MeansView(9_900_000m, 100_000m, 9));
        (await trader.Post($"/api/trading/paper/accounts/{trader.AccountId}/graduate", new { name = "Larger" }).Code()).ShouldBe("paper.gate_closed");
    }

    [TestMethod]
    public async Task Gate_AfterEnoughTradesWithinTheRules_GrantsOneLargerAccount()
    {
        var trader = await _venue.NewTrader();
        (await trader.SetRules(new { riskPerTradePct = 1m })).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < Gate.TradesNeeded; i++)
        {
            await Trade(trader, stopLoss: 90m, exit: 110m);
        }

        var path = $"/api/trading/paper/accounts/{trader.AccountId}/graduate";
        using var granted = await trader.Post(path, new { name = "Larger" }, "grant");
        granted.StatusCode.ShouldBe(HttpStatusCode.Created, await granted.Content.ReadAsStringAsync());
        var larger = await granted.Read<AccountSummary>();
        (larger.StartingCash, larger.Name).ShouldBe((250_000m, "Larger"));
        using var again = await trader.Post(path, new { name = "Larger" }, "grant");
        (await again.Read<AccountSummary>()).Id.ShouldBe(larger.Id);
        (await trader.Post(path, new { name = "Larger" }).Code()).ShouldBe("paper.gate_taken");
        (await trader.Accounts()).Length.ShouldBe(2);
        (await trader.Get<GateView>($"/api/trading/paper/accounts/{trader.AccountId}/gate")).GrantedAccountId.ShouldBe(larger.Id);

        // What was earned may be begun with again, and no more than that.
        (await trader.Reset(new { startingCash = 250_000m })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await trader.Reset(new { startingCash = 250_000.01m }).Code()).ShouldBe("paper.cash_not_earned");
        (await trader.Get<MeansView>("/api/trading/paper/means")).ShouldBe(new MeansView(9_500_000m, 250_000m, 8));

        await _venue.Host.DispatchEvents();
        (
            await _venue.Scalar<long>(
                $"select count(*) from core.audit_chain where action = 'paper-trading.account-graduated' and subject_id = '{trader.AccountId}'"
            )
        ).ShouldBe(1);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    private static Task<StatisticsView> Of(PaperTrader trader, int? generation = null) =>
        trader.Get<StatisticsView>($"/api/trading/paper/accounts/{trader.AccountId}/statistics{(generation is { } number ? $"?generation={number}" : "")}");

    /// <summary>Buys one at a hundred, and sells it.</summary>
    private static async Task Trade(PaperTrader trader, decimal? stopLoss, decimal exit)
    {
        await _venue.Quote(_venue.First, 100m);
        await trader.Place(trader.OrderBody(_venue.First, "buy", 1m, stopLoss: stopLoss));
        await _venue.Tick(_venue.First, 100m);
        (await trader.Close(_venue.First)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await _venue.Tick(_venue.First, exit);
        (await trader.Positions()).ShouldBeEmpty();
    }
}
