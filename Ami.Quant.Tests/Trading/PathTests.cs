using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

[TestClass]
public sealed class PathTests
{
    // Flat at 100, then a bar that opens at 100, falls to 90, rises to 110 and closes at 100, told by any number of ticks.
    private static void Bar(Trader day, int count)
    {
        var path = BarPath.Of(100, 110, 90, 100);
        day.Jump(path.At(0, count, 2));
        for (var i = 1; i < count; i++)
        {
            day.Go(path.At(i, count, 2));
        }
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(7)]
    [DataRow(240)]
    public void OnTick_StopInsideABar_LeavesAtItsPriceAtAnySpeed(int count)
    {
        var day = new Trader().Jump(100);
        day.Buy(10, stop: 95);
        Bar(day, count);
        day.Prices.ShouldBe([100, 95]);
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(7)]
    [DataRow(240)]
    public void OnTick_TargetInsideABar_LeavesAtItsPriceAtAnySpeed(int count)
    {
        var day = new Trader().Jump(100);
        day.Buy(10, target: 105);
        Bar(day, count);
        day.Prices.ShouldBe([100, 105]);
    }

    [TestMethod]
    public void OnTick_SeveralLevelsOnTheWay_AreMetInOrder()
    {
        var day = new Trader(leverage: 5).Jump(100);
        foreach (var level in new[] { 97m, 92, 95 })
        {
            day.Place(Trader.Limit(Side.Buy, 1, level));
        }

        day.Place(Trader.Stop(Side.Sell, 1, 94));
        day.Go(90);
        day.Prices.ShouldBe([97, 95, 94, 92]);
    }

    [TestMethod]
    public void OnTick_EntryOnTheWay_ItsExitsAreMetByTheRestOfTheWay()
    {
        var day = new Trader().Jump(100);
        day.Place(Trader.Limit(Side.Buy, 1, 97) with { StopLoss = 94, TakeProfit = 99 });
        day.Go(90);
        day.Prices.ShouldBe([97, 94]);
    }

    [TestMethod]
    public void OnTick_SameWayToldTwice_FillsOnce()
    {
        var day = new Trader().Jump(100);
        day.Place(Trader.Limit(Side.Buy, 1, 95) with { TakeProfit = 98 });
        day.Go(90).Again(from: 100);
        day.Prices.ShouldBe([95]);
        day.Go(98);
        day.Prices.ShouldBe([95, 98]);
    }

    [TestMethod]
    public void OnTick_Jump_SkipsWhatLiesBetween()
    {
        var day = new Trader().Jump(100);
        day.Buy(1, stop: 95, target: 110);
        day.Go(101).Jump(90);
        day.Prices.ShouldBe([100, 90]);
        var other = new Trader().Jump(100);
        other.Buy(1, stop: 95, target: 110);
        other.Go(101).Jump(115);
        other.Prices.ShouldBe([100, 115]);
    }

    [TestMethod]
    public void OnTick_JumpThatFillsAnEntry_ItsExitsWaitForTheNextTick()
    {
        var day = new Trader().Jump(100);
        day.Buy(1, stop: 98);
        day.Jump(95);
        day.Prices.ShouldBe([95]);
        day.Go(96);
        day.Prices.ShouldBe([95, 95]);
    }

    [TestMethod]
    public void OnTick_MarketOrderBeforeAWay_FillsWhereItBegins()
    {
        var day = new Trader().Jump(100);
        day.Buy(1);
        day.Go(110);
        day.Prices.ShouldBe([100]);
    }

    [TestMethod]
    public void OnTick_SpreadOnTheWay_LimitsAreMetByTheOtherSideAndStopsByTheLastPrice()
    {
        var day = new Trader(leverage: 5).Spread(0.5m).Jump(100);
        var far = day.Place(Trader.Limit(Side.Buy, 1, 95));
        var stop = day.Place(Trader.Stop(Side.Sell, 1, 95));
        day.Go(94.51m);
        day.Latest(far).Status.ShouldBe(OrderStatus.Working);
        day.Latest(stop).AverageFillPrice.ShouldBe(94.5m);
        day.Go(94);
        day.Latest(far).AverageFillPrice.ShouldBe(95);
    }
}
