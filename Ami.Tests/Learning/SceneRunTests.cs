using Ami.Modules.Learning;
using Ami.Quant;
using Ami.Quant.Trading;
using static Ami.Tests.Learning.ExerciseShelf;

namespace Ami.Tests.Learning;

/// <summary>What moves make of a scene. Without costs the spread is a cent to either side, the least there can be.</summary>
[TestClass]
public sealed class SceneRunTests
{
    private static readonly (decimal, decimal, decimal, decimal) Flat = (100, 100.5m, 99.5m, 100);
    private static readonly SceneMove Long = new(SceneMoveKind.Place, Side.Buy, SceneOrderType.Market, Quantity: 10, Stop: 95, Target: 110);
    private static readonly SceneMove Finish = new(SceneMoveKind.Finish);

    [TestMethod]
    public void Market_FillsWithTheNextBar_AndItsTargetInALaterOne()
    {
        var run = Played([(101, 102, 100, 101), (101, 111, 101, 110.5m)], Long);
        (run.Held, run.Fills.Count, run.Book.OpenOrders.Count).ShouldBe((null, 0, 3));
        run.Do(Step(1));
        run.Fills.ShouldBe([new SceneFill(50, Side.Buy, 10, 101.01m, 0, 1)]);
        run.Do(Step(1));
        run.Trades.Closed.ShouldHaveSingleItem()
            .ShouldBe(new SceneTrade(PositionSide.Long, 10, 101.01m, 110, 50, 51, 89.90m, 0, 89.90m / 60.10m, SceneExit.Target));
        (run.IsOver, run.Book.Balance.Cash, run.Book.OpenOrders.Count).ShouldBe((true, 10_089.90m, 0));
    }

    [TestMethod]
    public void R_IsAfterFees_AndGrossBefore()
    {
        var run = SceneRun.After(Terms(1, feeBps: 10), Tape((100, 100, 94, 94)), [Long, Step(1)]);
        var trade = run.Trades.Closed.ShouldHaveSingleItem();
        // Bought at 100.01, stopped at 94.99: a tenth of a percent of each to two digits.
        (trade.Pnl, trade.Fees, trade.ExitBy).ShouldBe((-50.20m, 1.95m, SceneExit.Stop));
        run.Trades.GrossR.ShouldBe(-50.20m / 50.10m);
        run.Trades.R.ShouldBe(-52.15m / 50.10m);
    }

    [TestMethod]
    public void Gap_ThroughTheStop_CostsMoreThanWasRisked()
    {
        var run = Played([Flat, (80, 81, 79, 80), Flat], Long, Step(2));
        var trade = run.Trades.Closed.ShouldHaveSingleItem();
        (trade.Exit, trade.ExitBy, trade.ExitBar).ShouldBe((79.99m, SceneExit.Stop, 51));
        trade.R.ShouldBe(-200.20m / 50.10m);
        (run.IsOver, run.Left).ShouldBe((false, 1));
    }

    [TestMethod]
    public void Entry_NeverReached_IsAPlanWithoutATrade()
    {
        var run = Played([Flat, Flat], new SceneMove(SceneMoveKind.Place, Side.Buy, SceneOrderType.Limit, 10, Price: 90, Stop: 85), Step(50));
        (run.IsOver, run.Fills.Count, run.Trades.R, run.Book.OpenOrders.Count).ShouldBe((true, 0, null, 0));
        run.Plan.ShouldNotBeNull().Entry.ShouldBe(90);
    }

    [TestMethod]
    public void End_OfTheBars_ClosesWhatIsHeldAtTheLastPrice()
    {
        var run = Played([(100, 104, 100, 103)], Long, Step(1));
        run.IsOver.ShouldBeTrue();
        var trade = run.Trades.Closed.ShouldHaveSingleItem();
        (trade.Exit, trade.ExitBy, trade.ExitBar).ShouldBe((103, SceneExit.End, 50));
        run.Book.OpenOrders.ShouldBeEmpty();
        Should.Throw<InvalidOperationException>(() => run.Do(Step(1)));
    }

    [TestMethod]
    public void Last_Bar_StillExecutesWhatWasGivenBeforeIt()
    {
        var run = Played([Flat, (102, 103, 101, 101)], Long, Step(1), new SceneMove(SceneMoveKind.Close));
        run.Left.ShouldBe(1);
        run.Do(Step(50));
        var trade = run.Trades.Closed.ShouldHaveSingleItem();
        (trade.Exit, trade.ExitBy).ShouldBe((101.99m, SceneExit.Hand));
    }

    [TestMethod]
    public void Finish_BeforeAnything_IsNoTrade()
    {
        var run = Played([Flat], Finish);
        (run.IsOver, run.Plan, run.Trades.R, run.Clock, run.Book.Balance.Cash).ShouldBe((true, null, null, Before, 10_000));
    }

    [TestMethod]
    public void Finish_WithAMarketOrderThatNothingMetYet_WithdrawsIt()
    {
        var run = Played([Flat], Long, Finish);
        (run.Fills.Count, run.Held, run.Book.OpenOrders.Count).ShouldBe((0, null, 0));
        run.Plan.ShouldNotBeNull();
    }

    [TestMethod]
    [DataRow(96, false)]
    [DataRow(94, true)]
    [DataRow(null, true)]
    public void Stop_MovedOrWithdrawn_IsWidenedOnlyWhenItProtectsLess(int? to, bool isWider)
    {
        var run = Played([Flat, Flat, Flat], Long, Step(1));
        run.Do(to is { } price ? new SceneMove(SceneMoveKind.Amend, Order: 2, Price: price) : new SceneMove(SceneMoveKind.Cancel, Order: 2))
            .ShouldBe(Refusal.None);
        run.WidenedStop.ShouldBe(isWider);
        run.Do(Step(1));
        run.Trades.OpenRisk.ShouldBe(50.10m, "what was risked stays what it was");
    }

    [TestMethod]
    [DataRow(90, 85, 100, false)]
    [DataRow(99, 96, 120, false)]
    [DataRow(90, 84, 100, true)]
    public void Entry_AmendedWithItsExits_GoesAnyWay(int entry, int stop, int target, bool isWider)
    {
        var limit = new SceneMove(SceneMoveKind.Place, Side.Buy, SceneOrderType.Limit, 10, Price: 95, Stop: 90, Target: 105);
        var run = Played([Flat, Flat], limit, new SceneMove(SceneMoveKind.Amend, Order: 1, Price: entry, Stop: stop, Target: target));
        var orders = run.Book.OpenOrders.Values.OrderBy(order => run.NumberOf(order.Id)).ToList();
        (orders[0].LimitPrice, orders[1].StopPrice, orders[2].LimitPrice, run.WidenedStop).ShouldBe((entry, stop, target, isWider));
    }

    [TestMethod]
    public void Amend_WhatIsExecutedOrWrong_ChangesNothing()
    {
        var run = Played([Flat, Flat], Long, Step(1));
        run.Do(new SceneMove(SceneMoveKind.Amend, Order: 1, Stop: 90)).ShouldBe(Refusal.OrderFinal);
        run.Do(new SceneMove(SceneMoveKind.Amend, Order: 2, Stop: 90)).ShouldBe(Refusal.NotAmendable);
        run.Do(new SceneMove(SceneMoveKind.Amend, Order: 2, Price: 101)).ShouldBe(Refusal.StopLossWrongSide);
        run.Do(new SceneMove(SceneMoveKind.Amend, Order: 3, Price: 110.001m)).ShouldBe(Refusal.PriceStep);
        run.Do(new SceneMove(SceneMoveKind.Cancel, Order: 9)).ShouldBe(Refusal.OrderFinal);
        (run.WidenedStop, run.Book.OpenOrders.Count).ShouldBe((false, 2));
        var limit = new SceneMove(SceneMoveKind.Place, Side.Buy, SceneOrderType.Limit, 10, Price: 95, Stop: 90);
        run.Do(limit).ShouldBe(Refusal.None);
        run.Do(new SceneMove(SceneMoveKind.Amend, Order: 4, Price: 97, Stop: 98)).ShouldBe(Refusal.StopLossWrongSide);
        run.Book.OpenOrders.Values.Single(order => run.NumberOf(order.Id) == 4).LimitPrice.ShouldBe(95, "all of it, or nothing");
    }

    [TestMethod]
    [DataRow(10, 101, 110, Refusal.StopLossWrongSide)]
    [DataRow(10, 95, 99, Refusal.TargetWrongSide)]
    [DataRow(600, 95, 110, Refusal.BuyingPower)]
    public void Place_Refused_IsNoPlan(int quantity, int stop, int target, Refusal why)
    {
        var run = Played([Flat]);
        run.Do(Long with { Quantity = quantity, Stop = stop, Target = target }).ShouldBe(why);
        (run.Plan, run.Book.OpenOrders.Count).ShouldBe((null, 0));
        run.Do(Long).ShouldBe(Refusal.None);
        int[] numbers = [.. run.Book.OpenOrders.Values.Select(order => run.NumberOf(order.Id)).Order()];
        numbers.ShouldBe([1, 2, 3], "what was refused has no number");
    }

    [TestMethod]
    public void Entries_Several_AreOneTradeWithAllThatWasRisked()
    {
        var run = Played(
            [Flat, (100, 103, 100, 103), (103, 103, 103, 103)],
            Long,
            Step(2),
            new SceneMove(SceneMoveKind.Place, Side.Buy, SceneOrderType.Market, 5, Stop: 101)
        );
        run.Do(Step(1));
        var trade = run.Trades.Closed.ShouldHaveSingleItem();
        // 10 at 100.01 against 95, 5 at 103.01 against 101.
        (trade.Quantity, trade.R, run.Trades.HasAdded).ShouldBe((15, (10 * 2.99m - 5 * 0.01m) / (50.10m + 10.05m), true));
    }

    [TestMethod]
    public void Entry_WithoutAStop_HasNoR()
    {
        var run = Played([Flat, Flat], Long with { Stop = null, Target = null }, Step(2));
        (run.Trades.R, run.Trades.Closed.Count, run.Plan.ShouldNotBeNull().RiskPct).ShouldBe((null, 1, null));
    }

    [TestMethod]
    public void Entry_OnTheOtherSideOfWhatIsHeld_TurnsItAround()
    {
        var sell = new SceneMove(SceneMoveKind.Place, Side.Sell, SceneOrderType.Market, 15, Stop: 105);
        var run = Played([Flat, Flat, Flat], Long, Step(1), sell, Step(1));
        run.Trades.Closed.ShouldHaveSingleItem().ExitBy.ShouldBe(SceneExit.Hand);
        (run.Held.ShouldNotBeNull().Quantity, run.Trades.OpenRisk, run.Trades.HasAdded).ShouldBe((-5, 5 * 5.01m, false));
    }

    [TestMethod]
    public void Margin_ThatDoesNotSuffice_EndsTheTrade()
    {
        var run = Played([Flat, (100, 100, 70, 70), Flat], Long with { Quantity = 490, Stop = null, Target = null }, Step(2));
        run.Trades.Closed.ShouldHaveSingleItem().ExitBy.ShouldBe(SceneExit.Margin);
    }

    [TestMethod]
    public void Step_UntilSomethingIsExecuted_EndsWithThatBar()
    {
        var run = Played([Flat, (100, 100, 89, 90), Flat, Flat], new SceneMove(SceneMoveKind.Place, Side.Buy, SceneOrderType.Limit, 1, Price: 90));
        run.Do(new SceneMove(SceneMoveKind.Step, Bars: 50, UntilFill: true));
        (run.Clock, run.Fills.Count).ShouldBe((Before + 2, 1));
    }

    [TestMethod]
    [DataRow(0, 0, 0)]
    [DataRow(10, 0, 0)]
    [DataRow(7, 20, 30)]
    public void Plan_Risk_IsWhatTheStopCosts(int feeBps, int slippageBps, int spreadBps)
    {
        var run = SceneRun.After(Terms(1, feeBps, slippageBps, spreadBps), Tape((100, 100, 94, 100)), [Long, Step(1)]);
        var plan = run.Plan.ShouldNotBeNull();
        (plan.RiskPct * 100).ShouldBe(10_000 - run.Book.Balance.Cash, "as it was expected to be executed, so it was");
        (plan.RewardToRisk, plan.Clock, plan.Side).ShouldBe((2, Before, PositionSide.Long));
    }

    [TestMethod]
    public void Plan_WithdrawnBeforeItWasExecuted_IsNone_AndTheNextEntryIsIt()
    {
        var limit = new SceneMove(SceneMoveKind.Place, Side.Buy, SceneOrderType.Limit, 10, Price: 90, Stop: 85);
        var run = Played([Flat, Flat, Flat], limit, new SceneMove(SceneMoveKind.Cancel, Order: 1));
        run.Plan.ShouldBeNull();
        run.Do(Step(1));
        run.Do(Long);
        var plan = run.Plan.ShouldNotBeNull();
        (plan.Entry, plan.Stop, plan.Clock).ShouldBe((100, 95, Before + 1));
    }

    [TestMethod]
    public void Plan_ChangedBeforeItWasExecuted_IsWhatItBecame()
    {
        var limit = new SceneMove(SceneMoveKind.Place, Side.Buy, SceneOrderType.Limit, 10, Price: 95, Stop: 90, Target: 105);
        var run = Played([Flat, Flat, Flat], limit, Step(1), new SceneMove(SceneMoveKind.Amend, Order: 1, Price: 94, Stop: 92, Target: 100));
        var plan = run.Plan.ShouldNotBeNull();
        (plan.Entry, plan.Stop, plan.Target, plan.RewardToRisk, plan.Clock).ShouldBe((94, 92, 100, 3, Before + 1));
        plan.RiskPct.ShouldNotBeNull().ShouldBe(0.201m, "ten units from 94 to a cent below 92");
        run.Do(new SceneMove(SceneMoveKind.Amend, Order: 2, Price: 93)).ShouldBe(Refusal.None);
        run.Plan.ShouldNotBeNull().Stop.ShouldBe(93, "by the number of its stop, too");
        run.Do(new SceneMove(SceneMoveKind.Cancel, Order: 2)).ShouldBe(Refusal.None);
        (run.Plan.ShouldNotBeNull().Stop, run.Plan.ShouldNotBeNull().RiskPct).ShouldBe((null, null));
    }

    [TestMethod]
    public void Plan_ThatWasExecuted_StaysWhatItWas()
    {
        var run = Played([Flat, Flat], Long, Step(1), new SceneMove(SceneMoveKind.Amend, Order: 2, Price: 96));
        (run.Plan.ShouldNotBeNull().Stop, run.Plan.ShouldNotBeNull().Clock).ShouldBe((95, Before));
    }

    [TestMethod]
    public void Plan_OfSeveralEntries_IsTheOneThatWasExecutedFirst()
    {
        var limit = new SceneMove(SceneMoveKind.Place, Side.Buy, SceneOrderType.Limit, 10, Price: 90, Stop: 85);
        var run = Played([Flat, Flat], limit, Long);
        run.Plan.ShouldNotBeNull().Entry.ShouldBe(90);
        run.Do(Step(1));
        run.Plan.ShouldNotBeNull().Entry.ShouldBe(100, "an order that only waits is no plan of what was traded");
    }

    [TestMethod]
    public void Move_ThatIsRefusedToday_EndsWhatIsKnownOfTheScene()
    {
        var run = Played([Flat, Flat], Long, new SceneMove(SceneMoveKind.Cancel, Order: 9), Step(1));
        (run.Taken, run.Clock, run.IsOver, run.Book.OpenOrders.Count).ShouldBe((1, Before, false, 3));
        Played([Flat, Flat], Finish, Step(1)).Taken.ShouldBe(1);
    }

    [TestMethod]
    public void R_OfAnEntryThatWasExecutedNearItsStop_IsInWhatHadBeenDecided()
    {
        var run = Played([(96, 96.5m, 95.5m, 96), Flat], Long, Step(1));
        run.Fills.ShouldHaveSingleItem().Price.ShouldBe(96.01m);
        run.Trades.OpenRisk.ShouldBe(50, "ten units from 100 to 95");
    }

    [TestMethod]
    public void Finish_BeforeTheLastBar_ClosesByHand()
    {
        var run = Played([Flat, Flat], Long, Step(1), Finish);
        (run.Trades.Closed.ShouldHaveSingleItem().ExitBy, run.HasEnded).ShouldBe((SceneExit.Hand, false));
    }

    private static SceneMove Step(int bars) => new(SceneMoveKind.Step, Bars: bars);

    private static SceneRun Played(IReadOnlyList<(decimal, decimal, decimal, decimal)> after, params SceneMove[] moves) =>
        SceneRun.After(Terms(after.Count), Tape(after), moves);
}
