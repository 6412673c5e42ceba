using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

[TestClass]
public sealed class TradingBookTests
{
    private static readonly VenueRules Fees = new() { MakerFee = 0.001m, TakerFee = 0.01m };

    [TestMethod]
    public void Fee_LimitThatRested_PaysTheMakersFee_EverythingElseTheTakers()
    {
        var day = new Trader(Fees, leverage: 5).Jump(100);
        day.Place(Trader.Limit(Side.Buy, 1, 95));
        day.Buy(1, target: 110);
        day.Place(Trader.Stop(Side.Buy, 1, 105));
        day.Go(95, 110);
        day.Fills.ShouldBe([(100, 1), (95, 0.1m), (105, 1.05m), (110, 0.11m)], ignoreOrder: true);
    }

    [TestMethod]
    public void Fee_LimitInsideTheMarketWhenAccepted_PaysTheTakersFeeAndGetsTheBetterPrice()
    {
        var day = new Trader(Fees).Jump(100);
        day.Place(Trader.Limit(Side.Buy, 1, 105));
        day.Jump(100);
        day.Fills.ShouldBe([(100, 1)]);
    }

    [TestMethod]
    public void Limit_Gapped_FillsAtTheTouchedPriceAndStaysAMaker()
    {
        var day = new Trader(Fees).Jump(100);
        day.Place(Trader.Limit(Side.Buy, 1, 95));
        day.Jump(90);
        day.Fills.ShouldBe([(90, 0.09m)]);
    }

    [TestMethod]
    public void Slippage_MarketAndStop_PayIt_LimitsDoNot()
    {
        var day = new Trader(new VenueRules { Slippage = 0.01m }, leverage: 5).Jump(100);
        day.Buy(1);
        day.Place(Trader.Limit(Side.Buy, 1, 95));
        day.Place(Trader.Stop(Side.Buy, 1, 110));
        day.Go(95, 110);
        day.Prices.ShouldBe([101, 95, 111.1m]);
    }

    [TestMethod]
    [DataRow(9, true)]
    [DataRow(10, false)]
    public void Place_BuyingPower_CoversTheFeeToo(int quantity, bool taken)
    {
        var day = new Trader(new VenueRules { TakerFee = 0.01m }, cash: 1_000).Jump(100);
        day.Try(new NewOrder(Side.Buy, OrderType.Market, quantity)).Refusal.ShouldBe(taken ? Refusal.None : Refusal.BuyingPower);
    }

    [TestMethod]
    public void BuyingPower_WithFees_IsWhatAnOrderMayReallyCost()
    {
        var day = new Trader(new VenueRules { TakerFee = 0.01m }, cash: 1_000, quantityStep: 0).Jump(1);
        var most = day.Book.Standing().BuyingPower;
        most.ShouldBe(990.09m);
        day.Try(new NewOrder(Side.Buy, OrderType.Market, most + 0.02m)).Refusal.ShouldBe(Refusal.BuyingPower);
        day.Try(new NewOrder(Side.Buy, OrderType.Market, most)).Refusal.ShouldBe(Refusal.None);
    }

    [TestMethod]
    public void ReducesToFit_OrderTooLarge_IsReducedToWhatEquityAfterTheFeeAllows()
    {
        var day = new Trader(new VenueRules { TakerFee = 0.01m, ReducesToFit = true }, cash: 1_000, quantityStep: 1).Jump(100);
        var order = day.Buy(10);
        day.Jump(100);
        (day.Held, day.Latest(order).Quantity, day.Latest(order).PlacedQuantity, day.Latest(order).Reason).ShouldBe((9, 9, 10, OrderReasons.Margin));
        day.Buy(1);
        day.Jump(100);
        day.Held.ShouldBe(9, "nothing is left for a second one");
    }

    [TestMethod]
    public void Bracket_Distances_AreMeasuredFromTheFill()
    {
        var day = new Trader().Jump(100);
        day.Place(new NewOrder(Side.Buy, OrderType.Market, 1) { StopDistance = 5, TargetDistance = 10 });
        day.Jump(102);
        day.Book.OpenOrders.Values.Select(o => o.StopPrice ?? o.LimitPrice).ShouldBe([97, 112], ignoreOrder: true);
        day.Go(112);
        day.Prices.ShouldBe([102, 112]);
        day.Book.OpenOrders.ShouldBeEmpty("one cancels the other");
    }

    [TestMethod]
    public void ReduceOnly_MoreThanIsHeld_ClosesAndNeverTurnsAround()
    {
        var day = new Trader().Jump(100);
        day.Buy(2);
        day.Jump(100);
        day.Place(new NewOrder(Side.Sell, OrderType.Market, 5) { ReduceOnly = true });
        day.Jump(100);
        day.Held.ShouldBe(0);
        var order = day.Place(new NewOrder(Side.Sell, OrderType.Market, 5) { ReduceOnly = true });
        day.Jump(100);
        (day.Latest(order).Status, day.Latest(order).Reason).ShouldBe((OrderStatus.Cancelled, OrderReasons.PositionReduced));
    }

    [TestMethod]
    public void EndBar_GoodForBars_ExpiresWithItsExits()
    {
        var day = new Trader().Jump(100);
        var order = day.Place(Trader.Limit(Side.Buy, 1, 90) with { GoodForBars = 2, StopLoss = 80 });
        day.Book.EndBar(Trader.Symbol, null, day.Now);
        day.Latest(order).Status.ShouldBe(OrderStatus.Working);
        day.Book.EndBar(Trader.Symbol, null, day.Now);
        (day.Latest(order).Status, day.Latest(order).Reason).ShouldBe((OrderStatus.Cancelled, OrderReasons.Expired));
        day.Book.OpenOrders.ShouldBeEmpty();
    }

    [TestMethod]
    public void EndBar_TrailingStop_FollowsTheBestPriceAndNeverGoesBack()
    {
        var day = new Trader().Jump(100);
        day.Place(new NewOrder(Side.Buy, OrderType.Market, 1) { TrailDistance = 5 });
        day.Jump(100);
        Stop().ShouldBe((95, false));
        day.Book.EndBar(Trader.Symbol, 110, day.Now);
        Stop().ShouldBe((105, true));
        day.Book.EndBar(Trader.Symbol, 107, day.Now);
        Stop().ShouldBe((105, true));

        (decimal?, bool) Stop() => day.Book.OpenOrders.Values.Select(o => (o.StopPrice, o.IsTrailed)).Single();
    }

    [TestMethod]
    public void MoveStopAndTarget_PositionWithout_GetsExitsThatCancelEachOther()
    {
        var day = new Trader().Jump(100);
        day.Buy(2);
        day.Jump(100);
        day.Book.MoveStop(Trader.Symbol, 95, day.Now);
        day.Book.MoveTarget(Trader.Symbol, 110, day.Now);
        day.Book.MoveStop(Trader.Symbol, 96, day.Now);
        day.Book.OpenOrders.Values.Select(o => (o.Quantity, o.StopPrice ?? o.LimitPrice)).ShouldBe([(2, 96), (2, 110)], ignoreOrder: true);
        day.Go(96);
        (day.Held, day.Book.OpenOrders.Count).ShouldBe((0, 0));
        Should.Throw<InvalidOperationException>(() => day.Book.MoveStop(Trader.Symbol, 90, day.Now));
    }

    [TestMethod]
    public void Charge_Funding_LeavesResultsAlone()
    {
        var day = new Trader(cash: 1_000).Jump(100);
        day.Book.Charge(1.5m);
        day.Book.Balance.ShouldBe(new Balance(998.5m, FundingPaid: 1.5m));
    }

    [TestMethod]
    public void Fork_Decided_LeavesTheBookAsItWas()
    {
        var day = new Trader().Jump(100);
        day.Buy(1, stop: 90);
        var (cash, orders) = (day.Book.Balance, day.Book.OpenOrders.Count);
        var fork = day.Book.Fork();
        fork.OnTick(Trader.Symbol, new PriceTick(day.Now.AddSeconds(1), 100, 100, 100), day.Now);
        fork.Positions.Count.ShouldBe(1);
        (day.Book.Balance, day.Book.OpenOrders.Count, day.Book.Positions.Count).ShouldBe((cash, orders, 0));
    }
}
