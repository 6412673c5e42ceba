using System.Net;
using System.Text.Json;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.PaperTrading.Grains;
using Ami.Quant.Trading;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.PaperTrading;

[TestClass]
[Needs<PaperTradingModule>]
public sealed class RulesTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext context) => _venue = await PaperVenue.Open(feeBps: 0);

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Order_AgainstARule_IsRefusedWithItsLimitAndFigure_AndKept()
    {
        var trader = await _venue.NewTrader();
        await Set(trader, new { riskPerTradePct = 1 });
        using var refused = await trader.TryPlace(trader.OrderBody(_venue.First, "buy", 460m, stopLoss: 95m));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        problem.GetProperty("code").GetString().ShouldBe("paper.rule_risk_per_trade");
        problem.GetProperty("limit").GetString().ShouldBe("1");
        problem.GetProperty("figure").GetString().ShouldBe("2.3");
        (await trader.Orders()).ShouldBeEmpty();
        (await trader.Place(trader.OrderBody(_venue.First, "buy", 200m, stopLoss: 95m))).Status.ShouldBe(OrderStatus.Working);

        var breach = (await Rules(trader)).Breaches.ShouldHaveSingleItem();
        (breach.Symbol, breach.Rule, breach.Limit, breach.Figure).ShouldBe((_venue.First, RuleKind.RiskPerTrade, 1m, 2.3m));
    }

    [TestMethod]
    public async Task Set_Tighter_HoldsAtOnce_AndLooserFromTheNextDay()
    {
        var trader = await _venue.NewTrader();
        await Set(trader, new { riskPerTradePct = 2, needsStop = true });
        var tightened = await Set(trader, new { riskPerTradePct = 1, needsStop = true });
        (tightened.InForce, tightened.WantedFrom).ShouldBe((new AccountRules(RiskPerTradePct: 1m, NeedsStop: true), null));

        var loosened = await Set(trader, new { mostPositions = 3 });
        loosened.InForce.ShouldBe(new AccountRules(RiskPerTradePct: 1m, MostPositions: 3, NeedsStop: true));
        loosened.Wanted.ShouldBe(new AccountRules(MostPositions: 3));
        var from = loosened.WantedFrom.ShouldNotBeNull();
        from.ShouldBe(AccountDay.After(_venue.Host.Time.GetUtcNow()));
        (await trader.TryPlace(trader.OrderBody(_venue.First, "buy", 1m)).Code()).ShouldBe("paper.rule_stop");

        _venue.Host.Time.Advance(from - _venue.Host.Time.GetUtcNow());
        await _venue.Quote(_venue.First, 100m);
        await trader.Place(trader.OrderBody(_venue.First, "buy", 1m));
        var view = await Rules(trader);
        view.Look.ShouldNotBeNull().InForce.ShouldBe(new AccountRules(MostPositions: 3));
        view.Changes.Select(change => change.Rules.RiskPerTradePct).ShouldBe([null, 1m, 2m]);
        view.Changes[0].LoosenedFrom.ShouldBe(from);
    }

    [TestMethod]
    public async Task Set_SameAgain_ChangesNothing()
    {
        var trader = await _venue.NewTrader();
        await Set(trader, new { mostPositions = 3 });
        await Set(trader, new { mostPositions = 3 });
        (await Rules(trader)).Changes.Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Rules_AfterTheGrainWentElsewhere_AreTheSame()
    {
        var trader = await _venue.NewTrader();
        await Set(trader, new { coolDownLosses = 1, coolDownMinutes = 60 });
        await trader.Place(trader.OrderBody(_venue.First, "buy", 1m));
        await _venue.Tick(_venue.First, 100m);
        await trader.Close(_venue.First);
        await _venue.Tick(_venue.First, 99m);
        await _venue.Host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaperAccount>(trader.AccountId).Forget();

        (await trader.TryPlace(trader.OrderBody(_venue.First, "buy", 1m)).Code()).ShouldBe("paper.rule_cool_down");
        var look = (await Rules(trader)).Look.ShouldNotBeNull();
        look.LossesInARow.ShouldBe(1);
        look.PausedUntil.ShouldNotBeNull();
    }

    [TestMethod]
    public async Task RiskPerDay_ClosedAndOpenLoss_AndThatOfBeforeAReset_EndTheDay()
    {
        var trader = await _venue.NewTrader();
        await Set(trader, new { riskPerDayPct = 2 });
        await trader.Place(trader.OrderBody(_venue.First, "buy", 100m));
        await _venue.Tick(_venue.First, 100m);
        await _venue.Tick(_venue.First, 90m);
        // One percent is open and lost.
        (await Rules(trader))
            .Look.ShouldNotBeNull()
            .DayLossPct.ShouldBe(1m);
        await trader.Close(_venue.First);
        await _venue.Tick(_venue.First, 80m);
        (await Rules(trader)).Look.ShouldNotBeNull().DayLossPct.ShouldBe(2m);
        (await trader.TryPlace(trader.OrderBody(_venue.First, "buy", 1m)).Code()).ShouldBe("paper.rule_risk_per_day");

        (await trader.Reset(new { startingCash = 5_000m })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Rules(trader)).Look.ShouldNotBeNull().DayLossPct.ShouldBe(2m);
        (await trader.TryPlace(trader.OrderBody(_venue.First, "buy", 1m)).Code()).ShouldBe("paper.rule_risk_per_day");
        await _venue.Quote(_venue.First, 100m);
    }

    [TestMethod]
    public async Task Cancel_TheStopThatARuleAsksFor_IsRefused_AndClosingIsNot()
    {
        var trader = await _venue.NewTrader();
        await Set(trader, new { needsStop = true });
        await trader.Place(trader.OrderBody(_venue.First, "buy", 1m, stopLoss: 90m));
        await _venue.Tick(_venue.First, 100m);
        var stop = (await trader.Orders("working")).Single(o => o.Role == OrderRole.StopLoss);
        (await trader.Cancel(stop.Id).Code()).ShouldBe("paper.rule_stop");
        (await trader.Close(_venue.First)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("{\"riskPerTradePct\":0}", "riskPerTradePct")]
    [DataRow("{\"riskPerDayPct\":100.01}", "riskPerDayPct")]
    [DataRow("{\"riskPerDayPct\":1.001}", "riskPerDayPct")]
    [DataRow("{\"coolDownLosses\":3}", "coolDownMinutes")]
    [DataRow("{\"coolDownLosses\":21,\"coolDownMinutes\":1}", "coolDownLosses")]
    [DataRow("{\"mostPositions\":0}", "mostPositions")]
    public async Task Set_ImpossibleRules_AreRefusedByField(string body, string field)
    {
        var trader = await _venue.NewTrader();
        using var refused = await trader.SetRules(JsonDocument.Parse(body).RootElement);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [TestMethod]
    public async Task Set_SomebodyElsesAccount_IsNotFound()
    {
        var (trader, other) = (await _venue.NewTrader(), await _venue.NewTrader(1));
        using var refused = await other.Put($"/api/trading/paper/accounts/{trader.AccountId}/rules", new { needsStop = true });
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Rules(trader)).Changes.ShouldBeEmpty();
    }

    private static async Task<RulesLook> Set(PaperTrader trader, object rules)
    {
        using var set = await trader.SetRules(rules);
        set.StatusCode.ShouldBe(HttpStatusCode.OK, await set.Content.ReadAsStringAsync());
        return await set.Read<RulesLook>();
    }

    private static Task<RulesView> Rules(PaperTrader trader) => trader.Get<RulesView>($"/api/trading/paper/accounts/{trader.AccountId}/rules");
}
