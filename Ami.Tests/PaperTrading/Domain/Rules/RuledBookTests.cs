using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Quant.Trading;
using static Ami.Tests.PaperTrading.Domain.Rules.RuledBook;

namespace Ami.Tests.PaperTrading.Domain.Rules;

[TestClass]
public sealed class RuledBookTests
{
    [TestMethod]
    [DataRow(200, true)]
    [DataRow(201, false)]
    public void RiskPerTrade_AtTheLimit_IsTheLastAllowed(int quantity, bool allowed)
    {
        // 200 × 5 are one percent of 100,000.
        var day = new RuledBook(new AccountRules(RiskPerTradePct: 1m)).Move(Btc, 100m);
        var placed = day.Market(Btc, Side.Buy, quantity, stopLoss: 95m);
        placed.IsOk.ShouldBe(allowed);
        if (!allowed)
        {
            placed.Error.Code.ShouldBe("paper.rule_risk_per_trade");
            placed.Error.Facts["limit"].ShouldBe("1");
            placed.Error.Facts["figure"].ShouldBe("1.005");
        }
    }

    [TestMethod]
    public void RiskPerTrade_WithoutStop_IsAllThatTheOrderIsWorth()
    {
        var day = new RuledBook(new AccountRules(RiskPerTradePct: 1m)).Move(Btc, 100m);
        day.Market(Btc, Side.Buy, 10m).IsOk.ShouldBeTrue();
        day.Market(Btc, Side.Sell, 11m).Error.Facts["figure"].ShouldBe("1.1");
    }

    [TestMethod]
    public void RiskPerTrade_TrailingStopOfTheBracket_CountsAtItsDistance()
    {
        var day = new RuledBook(new AccountRules(RiskPerTradePct: 1m, NeedsStop: true)).Move(Btc, 100m);
        var ticket = new OrderTicket(Side.Buy, OrderType.Limit, 100m, 90m, null, null, null, TrailDistance: 10m);
        day.Place(Btc, ticket).IsOk.ShouldBeTrue();
        day.Place(Btc, ticket with { TrailDistance = 10.01m }).Error.Code.ShouldBe("paper.rule_risk_per_trade");
    }

    [TestMethod]
    public void RiskPerTrade_InParts_IsThatOfTheWhole_HeldOrWaiting()
    {
        var day = new RuledBook(new AccountRules(RiskPerTradePct: 1m)).Move(Btc, 100m).Move(Eth, 10m);
        day.Market(Btc, Side.Buy, 120m, stopLoss: 95m).IsOk.ShouldBeTrue();
        day.Market(Btc, Side.Buy, 81m, stopLoss: 95m).Error.Facts["figure"].ShouldBe("1.005");
        day.Move(Btc, 100m).Held(Btc).ShouldBe(120m);
        day.Market(Btc, Side.Buy, 81m, stopLoss: 95m).Error.Code.ShouldBe("paper.rule_risk_per_trade");
        day.Limit(Btc, Side.Buy, 40m, 98m, stopLoss: 93m).IsOk.ShouldBeTrue();
        day.Limit(Btc, Side.Buy, 41m, 98m, stopLoss: 93m).Error.Code.ShouldBe("paper.rule_risk_per_trade");
        day.Limit(Btc, Side.Buy, 40m, 98m, stopLoss: 93m).IsOk.ShouldBeTrue();
        day.Book.RiskOn(Btc, Side.Buy).ShouldBe(1_000m);
        day.Book.RiskOn(Btc, Side.Sell).ShouldBe(0m);
        day.Market(Eth, Side.Buy, 1m, stopLoss: 9m).IsOk.ShouldBeTrue("each symbol counts on its own");
    }

    [TestMethod]
    public void RiskPerTrade_StopThatWasMovedUp_MakesRoom_AndTheNearestStopCounts()
    {
        var day = new RuledBook(new AccountRules(RiskPerTradePct: 1m)).Move(Btc, 100m);
        day.Market(Btc, Side.Buy, 200m, stopLoss: 95m).IsOk.ShouldBeTrue();
        day.Move(Btc, 100m).Move(Btc, 110m);
        day.Market(Btc, Side.Buy, 5m, stopLoss: 105m).Error.Code.ShouldBe("paper.rule_risk_per_trade");
        day.Place(Btc, new OrderTicket(Side.Sell, OrderType.Stop, 100m, null, 102m, null, null, ReduceOnly: true)).IsOk.ShouldBeTrue();
        day.Book.RiskOn(Btc, Side.Buy).ShouldBe(500m);
        day.Market(Btc, Side.Buy, 100m, stopLoss: 105m).IsOk.ShouldBeTrue();
    }

    [TestMethod]
    public void RiskPerTrade_StopThatHoldsItDown_IsNotCancelled_AndThatOfLittleIs()
    {
        var day = new RuledBook(new AccountRules(RiskPerTradePct: 1m)).Move(Btc, 100m);
        day.Market(Btc, Side.Buy, 200m, stopLoss: 95m).IsOk.ShouldBeTrue();
        day.Cancel(day.Open(o => o.Role == OrderRole.StopLoss)).Error.Code.ShouldBe("paper.rule_risk_per_trade");
        day.Move(Btc, 100m);
        day.Cancel(day.Open(o => o.Role == OrderRole.StopLoss)).Error.Facts["figure"].ShouldBe("20");
        day.Market(Btc, Side.Sell, 190m).IsOk.ShouldBeTrue();
        day.Move(Btc, 100m);
        day.Cancel(day.Open(o => o.Role == OrderRole.StopLoss)).IsOk.ShouldBeTrue();
    }

    [TestMethod]
    public void Stop_Missing_IsRefused_AndReversingIsToo()
    {
        var day = new RuledBook(new AccountRules(NeedsStop: true)).Move(Btc, 100m);
        day.Market(Btc, Side.Buy, 1m).Error.Code.ShouldBe("paper.rule_stop");
        day.Market(Btc, Side.Buy, 1m, stopLoss: 90m).IsOk.ShouldBeTrue();
        day.Move(Btc, 100m).Held(Btc).ShouldBe(1m);
        day.Reverse(Btc).Error.Code.ShouldBe("paper.rule_stop");
    }

    [TestMethod]
    public void Stop_OfAPositionOrOfAnEntry_IsNotCancelled_UnlessAnotherIsThere()
    {
        var day = new RuledBook(new AccountRules(NeedsStop: true)).Move(Btc, 100m);
        day.Limit(Btc, Side.Buy, 2m, 90m, stopLoss: 80m).IsOk.ShouldBeTrue();
        day.Cancel(day.Open(o => o.Role == OrderRole.StopLoss)).Error.Code.ShouldBe("paper.rule_stop");
        day.Move(Btc, 90m).Held(Btc).ShouldBe(2m);
        day.Cancel(day.Open(o => o.Role == OrderRole.StopLoss)).Error.Code.ShouldBe("paper.rule_stop");

        var another = day.Place(Btc, new OrderTicket(Side.Sell, OrderType.Stop, 2m, null, 85m, null, null, ReduceOnly: true)).Value;
        day.Cancel(day.Open(o => o.Role == OrderRole.StopLoss)).IsOk.ShouldBeTrue();
        day.Amend(another, quantity: 1m).Error.Code.ShouldBe("paper.rule_stop");
        day.Cancel(another).Error.Code.ShouldBe("paper.rule_stop");
    }

    [TestMethod]
    public void Stop_OfAnEntryThatIsCancelledWhole_GoesWithIt()
    {
        var day = new RuledBook(new AccountRules(NeedsStop: true)).Move(Btc, 100m);
        var entry = day.Limit(Btc, Side.Buy, 2m, 90m, stopLoss: 80m).Value;
        day.Cancel(entry).IsOk.ShouldBeTrue();
        day.Book.OpenOrders.ShouldBeEmpty();
    }

    [TestMethod]
    public void Amend_StopAwayFromThePrice_IsRefusedBeyondTheRisk_AndTowardsItNever()
    {
        var day = new RuledBook(new AccountRules(RiskPerTradePct: 1m)).Move(Btc, 100m);
        day.Market(Btc, Side.Buy, 100m, stopLoss: 95m).IsOk.ShouldBeTrue();
        day.Move(Btc, 100m);
        day.Amend(day.Open(o => o.Role == OrderRole.StopLoss), stop: 90m).IsOk.ShouldBeTrue();
        day.Amend(day.Open(o => o.Role == OrderRole.StopLoss), stop: 89.99m).Error.Code.ShouldBe("paper.rule_risk_per_trade");
        day.Move(Btc, 92m);
        day.Set(new AccountRules(RiskPerTradePct: 0.01m));
        day.Amend(day.Open(o => o.Role == OrderRole.StopLoss), stop: 90.5m).IsOk.ShouldBeTrue();
        day.Amend(day.Open(o => o.Role == OrderRole.StopLoss), stop: 90.4m).Error.Code.ShouldBe("paper.rule_risk_per_trade");
    }

    [TestMethod]
    public void Amend_EntryToMoreOrElsewhere_IsJudgedAgain_AndToLessIsNot()
    {
        var day = new RuledBook(new AccountRules(RiskPerTradePct: 1m)).Move(Btc, 100m);
        var entry = day.Limit(Btc, Side.Buy, 100m, 90m, stopLoss: 80m).Value;
        day.Amend(entry, quantity: 101m).Error.Code.ShouldBe("paper.rule_risk_per_trade");
        day.Amend(entry, limit: 91m).Error.Code.ShouldBe("paper.rule_risk_per_trade");
        day.Set(new AccountRules(RiskPerTradePct: 0.5m));
        var smaller = day.Amend(entry, quantity: 99m).Value;
        day.Amend(smaller, limit: 89m).Error.Code.ShouldBe("paper.rule_risk_per_trade");
        day.Amend(day.Open(o => o.Role == OrderRole.StopLoss), stop: 79m).Error.Code.ShouldBe("paper.rule_risk_per_trade");
        day.Amend(day.Open(o => o.Role == OrderRole.StopLoss), stop: 81m).IsOk.ShouldBeTrue();
    }

    [TestMethod]
    public void RiskPerDay_OpenLossCounts_AndTheNextDayBeginsAnew()
    {
        var day = new RuledBook(new AccountRules(RiskPerDayPct: 2m)).Move(Btc, 100m);
        day.Market(Btc, Side.Buy, 200m).IsOk.ShouldBeTrue();
        day.Move(Btc, 100m).Move(Btc, 90.01m);
        day.Market(Btc, Side.Buy, 1m).IsOk.ShouldBeTrue();
        day.Move(Btc, 90m);
        var refused = day.Market(Btc, Side.Buy, 1m);
        refused.Error.Code.ShouldBe("paper.rule_risk_per_day");
        refused.Error.Facts["limit"].ShouldBe("2");
        day.Market(Btc, Side.Sell, 201m).IsOk.ShouldBeTrue();

        day.Now = AccountDay.After(day.Now);
        day.Day = new DayOpening(AccountDay.Of(day.Now), 0, day.Equity, 0);
        day.Market(Btc, Side.Buy, 1m).IsOk.ShouldBeTrue();
    }

    [TestMethod]
    public void RiskPerDay_WhatAnEndedLifeLost_IsCarried()
    {
        var day = new RuledBook(new AccountRules(RiskPerDayPct: 2m)).Move(Btc, 100m);
        day.Day = day.Day with { CarriedPct = 2m };
        day.Market(Btc, Side.Buy, 1m).Error.Code.ShouldBe("paper.rule_risk_per_day");
    }

    [TestMethod]
    public void CoolDown_AfterLossesInARow_LastsItsMinutes_AndAWinEndsTheRow()
    {
        var day = new RuledBook(new AccountRules(CoolDownLosses: 2, CoolDownMinutes: 30)).Move(Btc, 100m);
        Trade(day, 100m, 99m);
        Trade(day, 100m, 101m);
        Trade(day, 100m, 99m);
        Trade(day, 100m, 99m);
        var refused = day.Market(Btc, Side.Buy, 1m);
        refused.Error.Code.ShouldBe("paper.rule_cool_down");
        (refused.Error.Facts["figure"], refused.Error.Facts["limit"]).ShouldBe(("2", "2"));
        DateTimeOffset.Parse(refused.Error.Facts["until"], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(day.Closed[^1].At.AddMinutes(30));

        day.Now = day.Closed[^1].At.AddMinutes(30);
        day.Market(Btc, Side.Buy, 1m).IsOk.ShouldBeTrue();
    }

    [TestMethod]
    public void CoolDown_SurvivesAReset()
    {
        var day = new RuledBook(new AccountRules(CoolDownLosses: 1, CoolDownMinutes: 30)).Move(Btc, 100m);
        Trade(day, 100m, 99m);
        day.Decide(book => book.Reset(1_000m, 1, day.Now));
        day.Market(Btc, Side.Buy, 1m).Error.Code.ShouldBe("paper.rule_cool_down");
    }

    [TestMethod]
    public void MostPositions_OrdersThatMayOpenCount_AndAddingToWhatIsHeldDoesNot()
    {
        var day = new RuledBook(new AccountRules(MostPositions: 1)).Move(Btc, 100m).Move(Eth, 10m);
        day.Limit(Btc, Side.Buy, 1m, 90m).IsOk.ShouldBeTrue();
        day.Market(Eth, Side.Buy, 1m).Error.Code.ShouldBe("paper.rule_most_positions");
        day.Move(Btc, 90m);
        day.Market(Btc, Side.Buy, 1m).IsOk.ShouldBeTrue();
        day.Market(Eth, Side.Buy, 1m).Error.Facts["figure"].ShouldBe("2");
    }

    [TestMethod]
    public void Reducing_UnderEveryRuleBroken_IsTaken_AndNeverOpensAnything()
    {
        var day = new RuledBook(AccountRules.None).Move(Btc, 100m);
        day.Market(Btc, Side.Buy, 5m).IsOk.ShouldBeTrue();
        day.Move(Btc, 100m);
        day.Day = day.Day with { CarriedPct = 50m };
        day.Set(new AccountRules(0.01m, 0.01m, 1, 60, 1, true));
        var placed = day.Limit(Btc, Side.Sell, 5m, 110m, stopLoss: 120m).Value;
        (placed.OnlyReduces, placed.StopLoss).ShouldBe((true, null));
        day.Market(Btc, Side.Sell, 5m).IsOk.ShouldBeTrue();
        day.Move(Btc, 100m).Move(Btc, 120m).Held(Btc).ShouldBe(0m);
        day.Market(Btc, Side.Sell, 1m, stopLoss: 121m).IsOk.ShouldBeFalse();
    }

    private static void Trade(RuledBook day, decimal entry, decimal exit)
    {
        day.Market(Btc, Side.Buy, 1m).IsOk.ShouldBeTrue();
        day.Move(Btc, entry);
        day.Market(Btc, Side.Sell, 1m).IsOk.ShouldBeTrue();
        day.Move(Btc, exit).Held(Btc).ShouldBe(0m);
        day.Move(Btc, entry);
    }
}
