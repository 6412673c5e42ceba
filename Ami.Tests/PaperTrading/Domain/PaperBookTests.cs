using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

[TestClass]
public sealed class PaperBookTests
{
    private const string Btc = "BTC-SIM";

    [TestMethod]
    public void Place_MarketBuy_FillsAtAskOfNextTickOnly()
    {
        var day = new BookScenario();
        var seen = day.Quoted(Btc, 100m, 0.5m);
        var order = day.Market(Btc, Side.Buy, 2m);

        day.Book.OnTick(Btc, seen, day.Now);
        day.Latest(order.Id).Status.ShouldBe(OrderStatus.Working);

        day.Tick(Btc, 101m, 0.5m);
        day.Latest(order.Id).Status.ShouldBe(OrderStatus.Filled);
        day.Latest(order.Id).AverageFillPrice.ShouldBe(101.5m);
        day.Account.Cash.ShouldBe(100_000m - 203m);
        day.Held(Btc)!.CostBasis.ShouldBe(203m);
    }

    [TestMethod]
    public void OnTick_FeesAndSlippage_AreAgainstTheTraderAndKeepTheirDigits()
    {
        var day = new BookScenario(feeBps: 5m, slippageBps: 1m);
        day.Quoted(Btc, 100m);
        day.Market(Btc, Side.Buy, 3m);
        day.Tick(Btc, 100m);

        var fill = day.Fills.Single();
        fill.Price.ShouldBe(100.01m);
        fill.Notional.ShouldBe(300.03m);
        fill.Fee.ShouldBe(0.150015m);
        fill.Slippage.ShouldBe(0.03m);
        day.Account.Cash.ShouldBe(100_000m - 300.03m - 0.150015m);
    }

    [TestMethod]
    public void OnTick_LimitBuyReached_FillsAtLimitOrBetterWithoutSlippage()
    {
        var day = new BookScenario(slippageBps: 50m);
        day.Quoted(Btc, 100m);
        var order = day.Limit(Btc, Side.Buy, 1m, 95m);
        day.Tick(Btc, 95.01m);
        day.Latest(order.Id).Status.ShouldBe(OrderStatus.Working);
        day.Tick(Btc, 93m);
        day.Latest(order.Id).AverageFillPrice.ShouldBe(93m);
    }

    [TestMethod]
    public void OnTick_StopGapped_FillsAtTheCrossingTickNotAtTheStop()
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m);
        day.Market(Btc, Side.Buy, 1m, stopLoss: 95m);
        day.Tick(Btc, 100m).Tick(Btc, 95.01m);
        day.Held(Btc).ShouldNotBeNull();
        day.Tick(Btc, 80m);
        day.Held(Btc).ShouldBeNull();
        day.Account.RealisedPnl.ShouldBe(-20m);
    }

    [TestMethod]
    public void OnTick_TakeProfitReached_ClosesAndCancelsStop()
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m);
        var entry = day.Market(Btc, Side.Buy, 2m, takeProfit: 110m, stopLoss: 95m);
        day.Child(entry, OrderRole.StopLoss).Status.ShouldBe(OrderStatus.Pending);
        day.Tick(Btc, 100m);
        day.Child(entry, OrderRole.TakeProfit).Status.ShouldBe(OrderStatus.Working);
        day.Tick(Btc, 111m);

        day.Child(entry, OrderRole.TakeProfit).Status.ShouldBe(OrderStatus.Filled);
        day.Child(entry, OrderRole.StopLoss).Status.ShouldBe(OrderStatus.Cancelled);
        day.Child(entry, OrderRole.StopLoss).Reason.ShouldBe(OrderReasons.OneCancelsOther);
        day.Account.Cash.ShouldBe(100_022m);
        day.Book.OpenOrders.ShouldBeEmpty();
    }

    [TestMethod]
    public void OnTick_StopAndTargetInOneTick_StopWins()
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m);
        var entry = day.Market(Btc, Side.Buy, 1m, takeProfit: 101m, stopLoss: 99m);
        day.Tick(Btc, 100m);
        day.Book.OnTick(Btc, TestSymbols.Tick(102m, 103m, 98m, day.Now.AddSeconds(5)), day.Now);
        day.Child(entry, OrderRole.StopLoss).Status.ShouldBe(OrderStatus.Filled);
        day.Child(entry, OrderRole.TakeProfit).Status.ShouldBe(OrderStatus.Cancelled);
    }

    [TestMethod]
    public void OnTick_SellBeyondPosition_FlipsInTwoFillsAndRealisesOnlyTheClosedPart()
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m);
        day.Market(Btc, Side.Buy, 4m);
        day.Tick(Btc, 100m);
        day.Market(Btc, Side.Sell, 10m);
        day.Tick(Btc, 110m);

        day.Fills.Select(f => (f.Quantity, f.RealisedPnl)).ShouldBe([(4m, 0m), (4m, 40m), (6m, 0m)]);
        day.Held(Btc)!.Quantity.ShouldBe(-6m);
        day.Held(Btc)!.CostBasis.ShouldBe(-660m);
        day.Fills[1].PositionId.ShouldNotBe(day.Fills[2].PositionId);
    }

    [TestMethod]
    public void OnTick_ShortCoveredLower_RealisesProfit()
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m);
        day.Market(Btc, Side.Sell, 5m);
        day.Tick(Btc, 100m);
        day.Account.Cash.ShouldBe(100_500m);
        day.Book.Close(Btc, day.Now).IsOk.ShouldBeTrue();
        day.Tick(Btc, 90m);
        day.Account.RealisedPnl.ShouldBe(50m);
        day.Account.Cash.ShouldBe(100_050m);
    }

    [TestMethod]
    public void OnTick_PartsOfAnUnevenCost_ReleaseExactlyTheWhole()
    {
        var day = new BookScenario();
        day.Quoted(Btc, 3.33m);
        day.Market(Btc, Side.Buy, 3m);
        day.Tick(Btc, 3.34m);
        for (var i = 0; i < 3; i++)
        {
            day.Market(Btc, Side.Sell, 1m);
            day.Tick(Btc, 3.34m);
        }

        day.Held(Btc).ShouldBeNull();
        day.Account.RealisedPnl.ShouldBe(0m);
        day.Account.Cash.ShouldBe(100_000m);
    }

    [TestMethod]
    public void OnTick_PositionReducedByHand_ShrinksOldestBracketFirst()
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m);
        var first = day.Market(Btc, Side.Buy, 10m, takeProfit: 120m, stopLoss: 90m);
        day.Tick(Btc, 100m);
        var second = day.Market(Btc, Side.Buy, 5m, takeProfit: 120m, stopLoss: 90m);
        day.Tick(Btc, 100m);
        day.Market(Btc, Side.Sell, 8m);
        day.Tick(Btc, 100m);

        day.Child(first, OrderRole.StopLoss).Quantity.ShouldBe(2m);
        day.Child(first, OrderRole.TakeProfit).Quantity.ShouldBe(2m);
        day.Child(second, OrderRole.StopLoss).Quantity.ShouldBe(5m);

        day.Market(Btc, Side.Sell, 7m);
        day.Tick(Btc, 100m);
        day.Book.OpenOrders.ShouldBeEmpty();
    }

    [TestMethod]
    public void OnTick_OrderPlacedBeforeEquityWasLost_IsRejectedInsteadOfLiquidatedAtOnce()
    {
        var day = new BookScenario(leverage: 5);
        day.Quoted(Btc, 100m);
        day.Market(Btc, Side.Buy, 2_400m);
        day.Tick(Btc, 100m);
        var late = day.Limit(Btc, Side.Buy, 2_500m, 100m);
        day.Tick(Btc, 73m);
        day.Latest(late.Id).Status.ShouldBe(OrderStatus.Rejected);
        day.Latest(late.Id).Reason.ShouldBe(OrderReasons.Margin);
    }

    [TestMethod]
    public void Cancel_WorkingEntry_CancelsPendingChildren()
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m);
        var entry = day.Limit(Btc, Side.Buy, 1m, 90m, takeProfit: 120m, stopLoss: 80m);
        day.Book.Cancel(entry.Id, day.Now).Value.Status.ShouldBe(OrderStatus.Cancelled);
        day.Book.Changes.Orders.ShouldAllBe(o => o.Status == OrderStatus.Cancelled);
        day.Book.Cancel(entry.Id, day.Now).Error.ShouldBe(PaperErrors.OrderFinal);
    }

    [TestMethod]
    public void Close_Twice_IsRefusedAndNeverFlips()
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m);
        day.Market(Btc, Side.Buy, 1m);
        day.Tick(Btc, 100m);
        var close = day.Book.Close(Btc, day.Now).Value;
        day.Book.Close(Btc, day.Now).Error.ShouldBe(PaperErrors.AlreadyClosing);
        day.Market(Btc, Side.Sell, 0.4m);
        day.Tick(Btc, 100m);
        day.Held(Btc)!.Quantity.ShouldBe(-0.4m);
        day.Latest(close.Id).FilledQuantity.ShouldBe(1m);
    }

    [TestMethod]
    public void Reset_OpenPositionAndOrders_StartsCleanGenerationAndKeepsHistory()
    {
        var day = new BookScenario(feeBps: 10m);
        day.Quoted(Btc, 100m);
        day.Market(Btc, Side.Buy, 5m, takeProfit: 150m);
        day.Tick(Btc, 100m);
        day.Book.Reset(50_000m, 2, day.Now);

        day.Account.Cash.ShouldBe(50_000m);
        day.Account.Generation.ShouldBe(1);
        day.Book.Positions.ShouldBeEmpty();
        day.Book.OpenOrders.ShouldBeEmpty();
        var closed = day.Book.Changes.Positions.Single();
        closed.CloseReason.ShouldBe(Position.ClosedByReset);
        closed.Quantity.ShouldBe(5m);
        LedgerBalances.Of(day.Book.Changes.Entries, 100_000m)[LedgerBook.Cash].ShouldBe(50_000m);
    }
}
