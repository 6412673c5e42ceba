using Ami.Quant.Backtesting;
using static Ami.Quant.Tests.Backtesting.Script;
using OrderType = Ami.Quant.Trading.OrderType;

namespace Ami.Quant.Tests.Backtesting;

[TestClass]
public sealed class OrderFillTests
{
    private static BacktestResult Run((double, double, double, double)[] bars, params (int, Action<BarContext>)[] steps) =>
        Backtest.Run(Bars(bars), new Script(steps), Recorded);

    private static Trade OnlyTrade(BacktestResult result) => result.Trades.ShouldHaveSingleItem();

    [TestMethod]
    public void Market_DecidedAtAClose_IsFilledAtTheNextOpenOnly()
    {
        var result = Run([(100, 120, 80, 90), (101, 105, 99, 104), Flat(110)], (0, c => c.Submit(Buy(2))), (1, c => c.Close()));
        var trade = OnlyTrade(result);
        (trade.EntryBar, trade.EntryPrice, trade.ExitBar, trade.ExitPrice).ShouldBe((1, 101, 2, 110));
        trade.NetProfit.ShouldBe(18);
        trade.Exit.ShouldBe(ExitReason.Signal);
        result.Equity.ShouldBe([10_000, 10_006, 10_018]);
    }

    [TestMethod]
    public void AnyOrder_GivenAtTheLastBar_IsNeverFilled() => Run([Flat(100), Flat(100)], (1, c => c.Submit(Buy(1)))).Fills.ShouldBeEmpty();

    [TestMethod]
    public void Short_PriceFalls_Gains()
    {
        var trade = OnlyTrade(Run([Flat(100), (100, 103, 88, 90), Flat(90)], (0, c => c.Submit(Sell(3))), (1, c => c.Close())));
        trade.NetProfit.ShouldBe(30);
        trade.Side.ShouldBe(PositionSide.Short);
        trade.AdverseExcursion.ShouldBe(-0.03, 1e-12);
        trade.FavourableExcursion.ShouldBe(0.12, 1e-12);
    }

    [TestMethod]
    [DataRow(95.0, 95.0, DisplayName = "traded through: at the limit")]
    [DataRow(101.0, 100.0, DisplayName = "better at the open: at the open")]
    public void Limit_BuyReached_FillsAtLimitOrBetter(double limit, double expected)
    {
        var order = Buy(1) with { Type = OrderType.Limit, Price = limit };
        Run([Flat(100), (100, 102, 94, 101), Flat(101)], (0, c => c.Submit(order))).Fills[0].Price.ShouldBe(expected);
    }

    [TestMethod]
    public void Limit_NotReached_WaitsUntilItExpires()
    {
        var order = Buy(1) with { Type = OrderType.Limit, Price = 90, GoodForBars = 2 };
        Run([Flat(100), Flat(100), Flat(100), Flat(80)], (0, c => c.Submit(order))).Fills.ShouldBeEmpty();
        Run([Flat(100), Flat(100), Flat(90), Flat(80)], (0, c => c.Submit(order))).Fills[0].Bar.ShouldBe(2);
        Run([Flat(100), Flat(100), Flat(100), Flat(80)], (0, c => c.Submit(order with { GoodForBars = 0 }))).Fills[0].Price.ShouldBe(80);
    }

    [TestMethod]
    [DataRow(103.0, 103.0, DisplayName = "reached within the bar: at the stop")]
    [DataRow(98.0, 100.0, DisplayName = "gapped over: at the open")]
    public void Stop_BuyReached_FillsAtStopOrWorse(double stop, double expected)
    {
        var order = Buy(1) with { Type = OrderType.Stop, Price = stop };
        Run([Flat(97), (100, 104, 99, 101), Flat(101)], (0, c => c.Submit(order))).Fills[0].Price.ShouldBe(expected);
    }

    [TestMethod]
    public void Stop_SellBelowTheMarket_OpensAShort()
    {
        var order = Sell(1) with { Type = OrderType.Stop, Price = 95 };
        var fill = Run([Flat(100), (100, 101, 94, 96), Flat(96)], (0, c => c.Submit(order))).Fills[0];
        (fill.Side, fill.Price).ShouldBe((PositionSide.Short, 95));
    }

    [TestMethod]
    public void Reversal_OneOrder_ClosesOneTradeAndOpensAnother()
    {
        var result = Run([Flat(100), Flat(100), Flat(110), Flat(105)], (0, c => c.Submit(Buy(1))), (1, c => c.Submit(Sell(3))));
        result.Trades.Count.ShouldBe(2);
        result.Trades[0].NetProfit.ShouldBe(10);
        (result.Trades[1].Side, result.Trades[1].Quantity, result.Trades[1].NetProfit).ShouldBe((PositionSide.Short, 2, 10));
        result.FinalEquity.ShouldBe(10_020);
    }

    [TestMethod]
    public void ScalingInAndOut_SeveralFills_AreOneTradeAtAveragePrices()
    {
        var trade = OnlyTrade(
            Run(
                [Flat(100), Flat(100), Flat(110), Flat(120), Flat(130), Flat(1)],
                (0, c => c.Submit(Buy(1))),
                (1, c => c.Submit(Buy(3))),
                (2, c => c.Submit(Sell(2))),
                (3, c => c.Close())
            )
        );
        trade.EntryPrice.ShouldBe(107.5);
        trade.ExitPrice.ShouldBe(125);
        trade.Quantity.ShouldBe(4);
        trade.NetProfit.ShouldBe(70);
    }

    [TestMethod]
    public void ReduceOnly_Flat_DoesNothing_AndNeverReverses()
    {
        Run([Flat(100), Flat(100)], (0, c => c.Submit(Sell(1) with { ReduceOnly = true }))).Fills.ShouldBeEmpty();
        var result = Run([Flat(100), Flat(100), Flat(100), Flat(100)], (0, c => c.Submit(Buy(1))), (1, c => c.Submit(Sell(5) with { ReduceOnly = true })));
        result.Fills.Sum(f => (int)f.Side * f.Quantity).ShouldBe(0);
    }

    [TestMethod]
    public void TargetQuantity_AnyPosition_TradesTheDifference()
    {
        var result = Run(
            [Flat(100), Flat(100), Flat(100), Flat(100), Flat(100)],
            (0, c => c.TargetQuantity(2)),
            (1, c => c.TargetQuantity(-1)),
            (2, c => c.TargetQuantity(-1))
        );
        result.Fills.Take(3).Select(f => (int)f.Side * f.Quantity).ShouldBe([2, -2, -1]);
    }

    [TestMethod]
    public void CancelAll_WorkingOrders_AreGone()
    {
        var order = Buy(1) with { Type = OrderType.Limit, Price = 95 };
        var result = Run([Flat(100), Flat(100), Flat(90)], (0, c => c.Submit(order)), (1, CancelAll));
        result.Fills.ShouldBeEmpty();

        static void CancelAll(BarContext c)
        {
            c.WorkingOrders.ShouldBe(1);
            c.CancelAll();
            c.WorkingOrders.ShouldBe(0);
        }
    }

    [TestMethod]
    public void Submit_ImpossibleOrder_Throws()
    {
        Should.Throw<ArgumentException>(() => Run([Flat(1)], (0, c => c.Submit(Buy(0)))));
        Should.Throw<ArgumentException>(() => Run([Flat(1)], (0, c => c.Submit(Buy(double.PositiveInfinity)))));
        Should.Throw<ArgumentException>(() => Run([Flat(1)], (0, c => c.Submit(Buy(1) with { Type = OrderType.Stop }))));
        Should.Throw<ArgumentException>(() => Run([Flat(1)], (0, c => c.TargetQuantity(double.NaN))));
        Should.Throw<ArgumentException>(() => Backtest.Run([], new Script()));
        Should.Throw<ArgumentException>(() => Backtest.Run(Bars(Flat(1)), new Script(), new BacktestSettings { InitialCash = 0 }));
    }
}
