using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>When an account no longer covers what it holds. With five times its equity and no fees, that is at 1/10 of the exposure.</summary>
[TestClass]
public sealed class MarginTests
{
    private const string Btc = "BTC-SIM";
    private const string Eth = "ETH-SIM";

    [TestMethod]
    [DataRow(Side.Buy, 88.43, 1)]
    [DataRow(Side.Buy, 88.43, 7)]
    [DataRow(Side.Buy, 88.43, 400)]
    [DataRow(Side.Sell, 109.47, 1)]
    [DataRow(Side.Sell, 109.47, 7)]
    [DataRow(Side.Sell, 109.47, 400)]
    public void OnTick_MarginEndsOnTheWay_ClosesAtThatPriceHoweverManyTicksTellOfIt(Side side, double price, int ticks)
    {
        var day = Holding(side, 4_900m);
        var (from, extreme) = (100m, 100m - (side.Sign() * 30m));
        for (var i = 1; i <= ticks; i++)
        {
            from = Way(day, from, decimal.Round(100m + ((extreme - 100m) * i / ticks), 2));
        }

        Way(day, from, 100m);
        var closed = day.Book.Changes.Orders.Single(o => o.Role == OrderRole.Liquidation);
        (closed.Status, closed.AverageFillPrice, closed.Reason).ShouldBe((OrderStatus.Filled, (decimal)price, OrderReasons.Margin));
        day.Book.Positions.ShouldBeEmpty();
        day.Book.Changes.Events.OfType<AccountLiquidated>().Count().ShouldBe(1);
    }

    [TestMethod]
    public void OnTick_StopBeforeTheMarginEnds_IsWhatCloses()
    {
        var day = Holding(Side.Buy, 4_900m, stopLoss: 88.44m);
        Way(day, 100m, 70m);
        day.Fills[^1].Price.ShouldBe(88.44m);
        day.Book.Changes.Events.OfType<AccountLiquidated>().ShouldBeEmpty();
    }

    [TestMethod]
    public void OnTick_JumpBeyondTheMargin_ClosesWhereItLands()
    {
        var day = Holding(Side.Buy, 4_900m, stopLoss: 1m);
        day.Tick(Btc, 88m);
        day.Book.Positions.ShouldBeEmpty();
        day.Book.OpenOrders.ShouldBeEmpty();
        day.Account.Cash.ShouldBe(100_000m - (4_900m * 12m));
    }

    [TestMethod]
    public void OnTick_TickFromBeforeTheLastTrade_LiquidatesNobody()
    {
        var day = Holding(Side.Buy, 1_000m);
        var low = day.Quoted(Btc, 78m);
        day.Book.OnTick(Btc, low, day.Now);
        day.Quoted(Btc, 100m);
        day.Market(Btc, Side.Buy, 3_900m);
        day.Tick(Btc, 100m);
        day.Book.OnTick(Btc, low, day.Now);
        day.Held(Btc)?.Quantity.ShouldBe(4_900m);
    }

    [TestMethod]
    public void Liquidate_SeveralSymbols_CancelsEverythingAndClosesEachOnItsNextTick()
    {
        var day = Holding(Side.Buy, 4_800m, stopLoss: 1m);
        day.Quoted(Eth, 100m);
        day.Market(Eth, Side.Buy, 100m);
        day.Tick(Eth, 100m);
        day.Book.Liquidate(day.Now, day.Now).ShouldBeFalse();
        day.Tick(Btc, 88m);
        day.Book.Positions.Count.ShouldBe(2, "the other price may not have been told yet");
        day.Book.Liquidate(day.Now, day.Now).ShouldBeTrue();
        day.Book.Liquidate(day.Now, day.Now).ShouldBeFalse();

        day.Book.OpenOrders.Select(o => o.Role).ShouldBe([OrderRole.Liquidation, OrderRole.Liquidation]);
        day.Book.Cancel(day.Book.OpenOrders.First().Id, day.Now).Error.Code.ShouldBe("paper.liquidation_order");
        day.Tick(Btc, 87m).Tick(Eth, 100m);
        day.Book.Positions.ShouldBeEmpty();
        day.Account.Cash.ShouldBe(100_000m - (4_800m * 13m));
    }

    private static BookScenario Holding(Side side, decimal quantity, decimal? stopLoss = null)
    {
        var day = new BookScenario(leverage: 5);
        day.Quoted(Btc, 100m);
        day.Market(Btc, side, quantity, stopLoss: stopLoss);
        return day.Tick(Btc, 100m);
    }

    /// <returns>Where it ends.</returns>
    private static decimal Way(BookScenario day, decimal from, decimal to)
    {
        Tick tick = day.Quoted(Btc, to) with { From = from };
        day.Book.OnTick(Btc, tick, day.Now);
        return to;
    }
}
