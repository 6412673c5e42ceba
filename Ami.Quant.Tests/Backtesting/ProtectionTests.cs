using Ami.Quant.Backtesting;
using static Ami.Quant.Tests.Backtesting.Script;
using OrderType = Ami.Quant.Trading.OrderType;

namespace Ami.Quant.Tests.Backtesting;

[TestClass]
public sealed class ProtectionTests
{
    private static readonly Protection Bracket = new() { StopDistance = 5, TargetDistance = 10 };

    private static Trade Run(Order order, params (double, double, double, double)[] later) =>
        Backtest.Run(Bars([Flat(100), .. later]), new Script((0, c => c.Submit(order))), Recorded).Trades[0];

    private static void ShouldBe(Trade trade, ExitReason reason, int bar, double price)
    {
        trade.Exit.ShouldBe(reason);
        trade.ExitBar.ShouldBe(bar);
        trade.ExitPrice.ShouldBe(price, 1e-9);
    }

    [TestMethod]
    public void Bracket_StopAndTargetInOneBar_CountsAsStop()
    {
        ShouldBe(Run(Buy(1) with { Protection = Bracket }, Flat(100), (100, 111, 94, 108)), ExitReason.StopLoss, 2, 95);
        ShouldBe(Run(Sell(1) with { Protection = Bracket }, Flat(100), (100, 106, 89, 92)), ExitReason.StopLoss, 2, 105);
    }

    [TestMethod]
    public void Bracket_TargetAlone_IsTakenAtItsPrice()
    {
        ShouldBe(Run(Buy(1) with { Protection = Bracket }, Flat(100), (100, 112, 96, 108)), ExitReason.TakeProfit, 2, 110);
        ShouldBe(Run(Sell(1) with { Protection = Bracket }, Flat(100), (100, 104, 89, 92)), ExitReason.TakeProfit, 2, 90);
    }

    [TestMethod]
    public void Bracket_MarketGaps_FillsAtTheOpen()
    {
        ShouldBe(Run(Buy(1) with { Protection = Bracket }, Flat(100), (90, 130, 85, 120)), ExitReason.StopLoss, 2, 90);
        ShouldBe(Run(Buy(1) with { Protection = Bracket }, Flat(100), (115, 116, 80, 90)), ExitReason.TakeProfit, 2, 115);
    }

    [TestMethod]
    public void Bracket_EntryBar_IsWatchedFromTheOpen()
    {
        ShouldBe(Run(Buy(1) with { Protection = Bracket }, (100, 101, 94, 99)), ExitReason.StopLoss, 1, 95);
        ShouldBe(Run(Buy(1) with { Protection = Bracket }, (100, 111, 99, 109)), ExitReason.TakeProfit, 1, 110);
    }

    [TestMethod]
    public void StopPrice_EntryGapsBeyondIt_LeavesAtTheEntryPriceNotAtTheStop() =>
        ShouldBe(Run(Buy(1) with { Protection = new Protection { StopPrice = 98 } }, (95, 99, 94, 97)), ExitReason.StopLoss, 1, 95);

    [TestMethod]
    public void LimitEntry_HighComesBeforeTheFill_TargetIsNotTaken()
    {
        var order = Buy(1) with
        {
            Type = OrderType.Limit,
            Price = 97,
            Protection = new Protection { StopPrice = 90, TargetPrice = 103 },
        };
        // The high is nearer to the open: it comes before the low of 96 that fills the order.
        ShouldBe(Run(order, (100, 103.5, 96, 99), Flat(99)), ExitReason.EndOfData, 2, 99);
        ShouldBe(Run(order, (100, 103.5, 96, 103.2), Flat(99)), ExitReason.TakeProfit, 1, 103);
        // Equally far: the low comes first, and the high of 104 afterwards.
        ShouldBe(Run(order, (100, 104, 96, 99), Flat(99)), ExitReason.TakeProfit, 1, 103);
        ShouldBe(Run(order, (100, 104, 89, 103.5), Flat(99)), ExitReason.StopLoss, 1, 90);
    }

    [TestMethod]
    public void StopEntry_LowComesAfterTheFill_StopIsTaken()
    {
        var order = Buy(1) with
        {
            Type = OrderType.Stop,
            Price = 102,
            Protection = new Protection { StopPrice = 98, TargetPrice = 106 },
        };
        ShouldBe(Run(order, (100, 103, 96, 101), Flat(99)), ExitReason.StopLoss, 1, 98);
        // The low is nearer to the open: it comes before the order is filled.
        ShouldBe(Run(order, (100, 107, 97, 105), Flat(99)), ExitReason.TakeProfit, 1, 106);
        ShouldBe(Run(order, (100, 107, 99, 105), Flat(99)), ExitReason.TakeProfit, 1, 106);
    }

    [TestMethod]
    public void TrailingStop_MovesAtTheCloseOnly_AndNeverBack()
    {
        var order = Buy(1) with { Protection = new Protection { TrailDistance = 5 } };
        // Within bar 2 the old stop of 95 counts although the high would have moved it to 105.
        ShouldBe(Run(order, Flat(100), (100, 110, 96, 108), (108, 109, 104, 104)), ExitReason.TrailingStop, 3, 105);
        ShouldBe(Run(order, Flat(100), (100, 110, 94, 108)), ExitReason.StopLoss, 2, 95);
        ShouldBe(Run(Sell(1) with { Protection = order.Protection }, Flat(100), (100, 104, 90, 92), (92, 96, 91, 91)), ExitReason.TrailingStop, 3, 95);
    }

    [TestMethod]
    public void TrailingStop_WithAnOwnFirstStop_StartsThere() =>
        ShouldBe(
            Run(
                Buy(1) with
                {
                    Protection = new Protection { StopDistance = 2, TrailDistance = 5 },
                },
                (100, 101, 97.5, 100)
            ),
            ExitReason.StopLoss,
            1,
            98
        );

    [TestMethod]
    public void MoveStopAndTarget_FromTheNextBar_AreUsed()
    {
        BacktestResult Run(Action<BarContext> move, params (double, double, double, double)[] later) =>
            Backtest.Run(Bars([Flat(100), Flat(100), .. later]), new Script((0, c => c.Submit(Buy(1) with { Protection = Bracket })), (1, move)), Recorded);

        ShouldBe(Run(c => c.MoveStop(99), (100, 100, 98, 100)).Trades[0], ExitReason.StopLoss, 2, 99);
        ShouldBe(Run(c => c.MoveTarget(101), (100, 102, 100, 100)).Trades[0], ExitReason.TakeProfit, 2, 101);
        ShouldBe(Run(c => c.MoveTrail(1), (100, 104, 100, 104), (103.5, 103.5, 102, 102)).Trades[0], ExitReason.TrailingStop, 3, 103);
        ShouldBe(Run(c => c.MoveStop(double.NaN), (100, 100, 50, 60)).Trades[0], ExitReason.EndOfData, 2, 60);
    }

    [TestMethod]
    public void Context_OpenPosition_ShowsItsLevels()
    {
        var seen = 0;
        Backtest.Run(Bars(Flat(100), (100, 104, 99, 103), Flat(103)), new Script((0, Enter), (1, Look), (2, LookAgain)));
        seen.ShouldBe(3);

        void Enter(BarContext c)
        {
            c.EntryPrice.ShouldBe(double.NaN);
            c.StopPrice.ShouldBe(double.NaN);
            c.TargetPrice.ShouldBe(double.NaN);
            c.UnrealisedProfit.ShouldBe(0);
            c.BarsHeld.ShouldBe(0);
            c.Submit(Buy(2) with { Protection = Bracket });
            seen++;
        }

        void Look(BarContext c)
        {
            (c.EntryPrice, c.StopPrice, c.TargetPrice, c.UnrealisedProfit, c.Quantity).ShouldBe((100, 95, 110, 6, 2));
            (c.Equity, c.Cash, c.Symbol, c.Name, c.IsFlat).ShouldBe((10_006, 9_800, 0, "", false));
            c.History.Count.ShouldBe(2);
            c.Bar.Close.ShouldBe(103);
            seen++;
        }

        void LookAgain(BarContext c)
        {
            c.BarsHeld.ShouldBe(1);
            seen++;
        }
    }

    [TestMethod]
    public void Trade_WithStop_IsMeasuredInRAndExcursions()
    {
        var trade = Run(Buy(4) with { Protection = Bracket }, (100, 106, 97, 104), (104, 112, 103, 111));
        trade.InitialRisk.ShouldBe(20);
        trade.R.ShouldBe(2);
        trade.AdverseExcursion.ShouldBe(-0.03, 1e-12);
        trade.FavourableExcursion.ShouldBe(0.10, 1e-12);
        trade.AdverseR.ShouldBe(-0.6, 1e-12);
        trade.FavourableR.ShouldBe(2, 1e-12);
        trade.Return.ShouldBe(0.10, 1e-12);
        trade.BarsHeld.ShouldBe(1);
        Run(Buy(4), Flat(100), Flat(101)).R.ShouldBe(double.NaN);
    }

    [TestMethod]
    public void StoppedTrade_Excursions_LeaveOutPricesAfterTheExit()
    {
        var trade = Run(Buy(1) with { Protection = Bracket }, (100, 103, 99, 102), (102, 109, 94, 95));
        // In the last bar the high is the nearer extreme and comes before the stop; in the next line the low does.
        trade.FavourableExcursion.ShouldBe(0.09, 1e-12);
        Run(Buy(1) with { Protection = Bracket }, (100, 103, 99, 102), (101, 109, 94, 95)).FavourableExcursion.ShouldBe(0.03, 1e-12);
        trade.AdverseExcursion.ShouldBe(-0.05, 1e-12);
    }
}
