using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

/// <summary>Ten units at each price, and a tenth from one to the next.</summary>
[TestClass]
public sealed partial class DepthTests
{
    private static readonly VenueRules Venue = new() { Depth = new MarketDepth(10, 0.1m), TakerFee = 0.001m };

    private static Trader Day(decimal quantityStep = 0.001m) => new Trader(Venue, cash: 1_000_000, leverage: 5, quantityStep: quantityStep).Jump(100);

    [TestMethod]
    [DataRow(Side.Buy, 1)]
    [DataRow(Side.Sell, -1)]
    public void Market_ThreeTimesTheDepth_HasThreeFillsEachWorse(Side side, int sign)
    {
        var day = Day();
        var order = day.Place(new NewOrder(side, OrderType.Market, 30));
        day.Jump(100);
        day.Lots.ShouldBe([(10, 100), (10, 100 + (sign * 0.1m)), (10, 100 + (sign * 0.2m))]);
        day.Latest(order)
            .ShouldSatisfyAllConditions(
                o => o.Status.ShouldBe(OrderStatus.Filled),
                o => o.AverageFillPrice.ShouldBe(100 + (sign * 0.1m)),
                o => o.Fees.ShouldBe(day.Fills.Sum(fill => fill.Fee))
            );
        day.Book.Changes.Executed.Sum(e => e.Fill.Slippage).ShouldBe(3);
        day.Held.ShouldBe(sign * 30);
    }

    [TestMethod]
    public void Market_UpToTheDepth_HasOneFillAtTheTouchedPrice()
    {
        var day = Day();
        day.Buy(10);
        day.Jump(100).Lots.ShouldBe([(10, 100)]);
    }

    [TestMethod]
    public void Market_FarBeyondTheDepth_HasSoManyFillsAndTheLastAtTheAverageOfTheRest()
    {
        var venue = Venue with { Depth = new MarketDepth(1, 0.1m) };
        var day = new Trader(venue, cash: 1_000_000).Jump(100);
        day.Buy(100);
        day.Jump(100);
        day.Lots.Count().ShouldBe(MarketDepth.MostLots);
        day.Lots.Last().ShouldBe((81, 105.9m));
        day.Held.ShouldBe(100);
    }

    [TestMethod]
    [DataRow(Side.Buy, 200)]
    [DataRow(Side.Sell, 0.01)]
    public void Market_OfMoreLevelsThanNumbersCanTell_GoesToTheLastPrice(Side side, double last)
    {
        var lots = new List<Lot>();
        new MarketDepth(0.000_000_01m, 1_000_000_000_000m).Take(lots, side, 100, 0, 1_000_000_000, null, 2);
        (lots.Sum(lot => lot.Quantity), lots[^1].Price).ShouldBe((1_000_000_000m, (decimal)last));
    }

    [TestMethod]
    public void Market_DeeperThanAPriceCanFall_SellsNoLowerThanOneStep()
    {
        var venue = Venue with { Depth = new MarketDepth(1, 30) };
        var day = new Trader(venue, cash: 1_000_000).Jump(100);
        day.Place(new NewOrder(Side.Sell, OrderType.Market, 6));
        day.Jump(100).Prices.ShouldBe([100, 70, 40, 10, 0.01m, 0.01m]);
    }

    [TestMethod]
    public void Market_LargerThanTheDepth_CountsAtItsExpectedPriceAgainstTheBuyingPower()
    {
        var venue = Venue with { TakerFee = 0 };
        new Trader(venue, cash: 3_000).Jump(100).Try(new NewOrder(Side.Buy, OrderType.Market, 30)).Refusal.ShouldBe(Refusal.BuyingPower);
        new Trader(venue, cash: 3_003).Jump(100).Try(new NewOrder(Side.Buy, OrderType.Market, 30)).Refusal.ShouldBe(Refusal.None);
    }

    [TestMethod]
    public void Limit_TakesTheLevelsWithinItsPrice_AndTheRestWaits()
    {
        var day = Day();
        var order = day.Place(Trader.Limit(Side.Buy, 35, 100.1m));
        day.Jump(100);
        day.Lots.ShouldBe([(10, 100), (10, 100.1m)]);
        var rest = day.Latest(order);
        (rest.Status, rest.FilledQuantity, rest.Remaining, rest.AverageFillPrice).ShouldBe((OrderStatus.Working, 20, 15, 100.05m));
        // What rests pays as a maker, and there is a depth again with the next price.
        rest.IsMaker.ShouldBeTrue();
        day.Jump(100.1m);
        day.Latest(order).FilledQuantity.ShouldBe(30);
        day.Fills.Last().Fee.ShouldBe(0);
        day.Jump(99);
        day.Latest(order).Status.ShouldBe(OrderStatus.Filled);
        day.Lots.Last().ShouldBe((5, 99));
    }

    [TestMethod]
    public void Limit_FilledInPart_ByTheSameTickTwice_FillsNoMore()
    {
        var day = Day();
        var order = day.Place(Trader.Limit(Side.Buy, 35, 100));
        day.Jump(100);
        day.Book.OnTick(Trader.Symbol, new PriceTick(day.Now, 100, 100, 100), day.Now);
        day.Latest(order).FilledQuantity.ShouldBe(10);
    }

    [TestMethod]
    public void Limit_OnAWay_TakesTheDepthOfItsBarOnce_HoweverManyTicksTellOfIt()
    {
        foreach (var corners in new decimal[][] { [100, 90, 100], [100, 98, 95.5m, 95, 94, 90, 95, 100] })
        {
            var day = Day();
            var order = day.Place(Trader.Limit(Side.Buy, 25, 95));
            day.Bar(corners);
            day.Latest(order).FilledQuantity.ShouldBe(10);
            day.Bar(corners).Bar(corners);
            day.Lots.ShouldBe([(10, 95), (10, 95), (5, 95)]);
        }
    }

    [TestMethod]
    public void TwoOrders_AtOnePrice_ShareItsDepth()
    {
        var day = Day();
        var (first, second) = (day.Place(Trader.Limit(Side.Buy, 8, 95)), day.Place(Trader.Limit(Side.Buy, 8, 95)));
        day.Bar(100, 94, 96, 94);
        (day.Latest(first).FilledQuantity, day.Latest(second).FilledQuantity).ShouldBe((8, 2));
        day.Buy(15);
        day.Buy(10);
        day.Jump(100);
        day.Lots.TakeLast(4).ShouldBe([(10, 100), (5, 100.1m), (5, 100.1m), (5, 100.2m)]);
    }

    [TestMethod]
    public void Limit_WhoseDepthOthersTook_WaitsForTheNext()
    {
        var day = Day();
        day.Place(Trader.Limit(Side.Buy, 10, 95));
        var late = day.Place(Trader.Limit(Side.Buy, 3, 95));
        day.Bar(100, 95, 94, 93);
        (day.Latest(late).FilledQuantity, day.Latest(late).Status).ShouldBe((0, OrderStatus.Working));
        day.Bar(94, 93);
        day.Latest(late).Status.ShouldBe(OrderStatus.Filled);
    }

    [TestMethod]
    public void ImmediateOrCancel_FillsWhatItCan_AndTheRestIsCancelled()
    {
        var day = Day();
        var order = day.Place(Trader.Limit(Side.Buy, 25, 100.1m) with { TimeInForce = TimeInForce.Ioc, StopLoss = 90 });
        day.Jump(100);
        var done = day.Latest(order);
        (done.Status, done.Reason, done.FilledQuantity, day.Held).ShouldBe((OrderStatus.Cancelled, OrderReasons.NotAtOnce, 20, 20));
        // What it bought keeps its stop.
        day.ExitsOf(order).Select(exit => (exit.Status, exit.Quantity)).ShouldBe([(OrderStatus.Working, 20)]);
    }

    [TestMethod]
    public void FillOrKill_MoreThanTheDepthWithinItsPrice_FillsNothing()
    {
        var day = Day();
        var (large, small) = (
            day.Place(Trader.Limit(Side.Buy, 25, 100.1m) with { TimeInForce = TimeInForce.Fok }),
            day.Place(Trader.Limit(Side.Buy, 20, 100.1m) with { TimeInForce = TimeInForce.Fok })
        );
        day.Jump(100);
        (day.Latest(large).Status, day.Latest(large).Reason).ShouldBe((OrderStatus.Cancelled, OrderReasons.NotAtOnce));
        day.Latest(small).Status.ShouldBe(OrderStatus.Filled);
        day.Held.ShouldBe(20);
    }

    [TestMethod]
    public void Stop_Triggered_WalksTheDepthAsAMarketOrder()
    {
        var day = Day();
        day.Place(Trader.Stop(Side.Buy, 25, 101));
        day.Go(102).Lots.ShouldBe([(10, 101), (10, 101.1m), (5, 101.2m)]);
    }

    [TestMethod]
    public void TurningAround_OverSeveralLevels_ClosesFirst()
    {
        var day = Day();
        day.Buy(15);
        day.Jump(100);
        day.Place(new NewOrder(Side.Sell, OrderType.Market, 30));
        day.Jump(100);
        day.Lots.Skip(2).ShouldBe([(10, 100), (5, 99.9m), (5, 99.9m), (10, 99.8m)]);
        day.Held.ShouldBe(-15);
    }

    [TestMethod]
    public void Liquidation_WalksTheDepth()
    {
        var day = new Trader(new VenueRules { Depth = new MarketDepth(10, 0.1m) }, cash: 1_000, leverage: 5).Jump(100);
        day.Buy(25);
        day.Jump(100).Go(50);
        day.Held.ShouldBe(0);
        day.Lots.Skip(3).Select(lot => lot.Quantity).ShouldBe([10, 10, 5]);
        day.Prices.Skip(3).Zip(day.Prices.Skip(4)).ShouldAllBe(pair => pair.Second == pair.First - 0.1m);
    }

    [TestMethod]
    public void Cancel_OfAnOrderFilledInPart_KeepsThatPartAndItsExits()
    {
        var day = Day();
        var entry = day.Place(Trader.Limit(Side.Buy, 25, 100) with { StopLoss = 90 });
        day.Jump(100);
        day.Book.Cancel(entry.Id, day.Now);
        var ended = day.Latest(entry);
        (ended.Status, ended.FilledQuantity, ended.AverageFillPrice, day.Held).ShouldBe((OrderStatus.Cancelled, 10, 100, 10));
        day.ExitsOf(entry).Select(exit => (exit.Status, exit.Quantity)).ShouldBe([(OrderStatus.Working, 10)]);
    }

    [TestMethod]
    public void Expiry_OfAnOrderFilledInPart_KeepsThatPart()
    {
        var day = Day();
        var entry = day.Place(Trader.Limit(Side.Buy, 25, 100) with { TimeInForce = TimeInForce.Gtd, ExpiresAt = day.Now.AddSeconds(3) });
        day.Jump(100).Jump(100);
        (day.Latest(entry).Reason, day.Latest(entry).FilledQuantity, day.Held).ShouldBe((OrderReasons.Expired, 10, 10));
    }

    [TestMethod]
    public void Amend_OfAnOrderFilledInPart_IsForItsNewRest()
    {
        var day = Day();
        var entry = day.Place(Trader.Limit(Side.Buy, 25, 100));
        day.Jump(100);
        day.Amend(entry, new Amendment(entry.Version) { Quantity = 30 }).Refusal.ShouldBe(Refusal.OrderChanged);
        var part = day.Latest(entry);
        day.Amend(part, new Amendment(part.Version) { Quantity = 10 }).Refusal.ShouldBe(Refusal.AlreadyFilled);
        day.Amend(part, new Amendment(part.Version) { Quantity = 18 }).Order.ShouldNotBeNull().Remaining.ShouldBe(8);
        day.Jump(100);
        (day.Latest(entry).Status, day.Held).ShouldBe((OrderStatus.Filled, 18));
    }

    [TestMethod]
    public void BuyingPower_CountsOnlyTheRestOfAnOrderFilledInPart()
    {
        var day = new Trader(new VenueRules { Depth = new MarketDepth(10, 0.1m) }, cash: 2_500).Jump(100);
        day.Place(Trader.Limit(Side.Buy, 25, 100));
        day.Jump(100);
        day.Book.Standing().BuyingPower.ShouldBe(0);
        day.Book.Standing().Symbols.Single().BuyQuantity.ShouldBe(15);
    }
}
