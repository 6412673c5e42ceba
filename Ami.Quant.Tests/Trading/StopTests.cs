using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

/// <summary>Stop-limits and trailing stops.</summary>
[TestClass]
public sealed class StopTests
{
    private static readonly VenueRules Fees = new()
    {
        MakerFee = 0.001m,
        TakerFee = 0.01m,
        MoneyDigits = 3,
        TrailsByTick = true,
    };
    private static readonly VenueRules ByTick = new() { TrailsByTick = true };

    [TestMethod]
    public void StopLimit_Reached_IsALimitThatPaysAsATakerOnlyWhenItFillsAtOnce()
    {
        var day = new Trader(Fees, leverage: 5).Jump(100);
        var atOnce = day.Place(Trader.StopLimit(Side.Buy, 1, 105, 106));
        var later = day.Place(Trader.StopLimit(Side.Buy, 1, 105, 104));
        day.Go(105);
        day.Fills.ShouldBe([(105, 1.05m)]);
        day.Latest(atOnce).Status.ShouldBe(OrderStatus.Filled);
        (day.Latest(later).IsTriggered, day.Latest(later).Status, day.Latest(later).Version).ShouldBe((true, OrderStatus.Working, 1));
        day.Go(110, 104);
        day.Fills.ShouldBe([(105, 1.05m), (104, 0.104m)]);
    }

    [TestMethod]
    public void StopLimit_GappedBeyondItsLimit_WaitsForThePriceToComeBack()
    {
        var day = new Trader(leverage: 5).Jump(100);
        var order = day.Place(Trader.StopLimit(Side.Sell, 1, 95, 94));
        day.Jump(90);
        (day.Latest(order).IsTriggered, day.Held).ShouldBe((true, 0));
        day.Go(93);
        day.Held.ShouldBe(0);
        day.Go(97);
        day.Prices.ShouldBe([94]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(9)]
    public void StopLimit_OnTheWay_IsMetByTheRestOfItAtAnySpeed(int steps)
    {
        var day = new Trader(leverage: 5).Jump(100);
        day.Place(Trader.StopLimit(Side.Buy, 1, 105, 103));
        for (var step = 1; step <= steps; step++)
        {
            day.Go(100 + (9m * step / steps));
        }

        day.Held.ShouldBe(0);
        for (var step = 1; step <= steps; step++)
        {
            day.Go(109 - (9m * step / steps));
        }

        day.Prices.ShouldBe([103]);
    }

    [TestMethod]
    public void StopLimit_SameWayToldTwice_DoesNotFillWhereTheWayBegan()
    {
        var day = new Trader(leverage: 5).Jump(100);
        day.Place(Trader.StopLimit(Side.Buy, 1, 105, 104));
        day.Go(110).Again(from: 100);
        day.Held.ShouldBe(0, "the limit began at the stop, when the price had left 100");
        day.Go(104);
        day.Prices.ShouldBe([104]);
    }

    [TestMethod]
    public void TrailingStop_FollowsEachTickAndNeverGoesBack()
    {
        var day = new Trader(ByTick, leverage: 5).Jump(100);
        var order = day.Place(Trader.Trailing(Side.Sell, 1, 5));
        order.StopPrice.ShouldBe(95);
        day.Go(108, 104).Jump(106);
        (day.Latest(order).StopPrice, day.Latest(order).IsTrailed, day.Latest(order).Version).ShouldBe((103, true, 0));
        day.Go(102);
        day.Prices.ShouldBe([103]);

        var buy = new Trader(ByTick, leverage: 5).Jump(100);
        buy.Place(Trader.Trailing(Side.Buy, 1, 5));
        buy.Go(90, 94).Jump(97);
        buy.Prices.ShouldBe([97], "a gap fills at the gap");
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(60)]
    public void TrailingStop_OnTheWay_IsMetAtTheSamePriceAtAnySpeed(int steps)
    {
        var day = new Trader(ByTick, leverage: 5).Jump(100);
        day.Place(Trader.Trailing(Side.Sell, 1, 5));
        var at = 100m;
        foreach (var corner in new[] { 98m, 112, 90 })
        {
            var from = at;
            for (var step = 1; step <= steps; step++)
            {
                at = decimal.Round(from + ((corner - from) * step / steps), 2);
                day.Go(at);
            }
        }

        day.Prices.ShouldBe([107]);
    }

    [TestMethod]
    public void TrailingExit_OnPaper_FollowsFromTheFillAndClosesThePosition()
    {
        var day = new Trader(ByTick).Jump(100);
        day.Place(new NewOrder(Side.Buy, OrderType.Market, 2) { TrailDistance = 5, TakeProfit = 130 });
        day.Go(101, 120, 114);
        day.Prices.ShouldBe([100, 115]);
        day.Book.OpenOrders.ShouldBeEmpty("one cancels the other");
    }

    [TestMethod]
    public void TrailingStop_InABacktest_FollowsTheExtremeOfEachBar()
    {
        var day = new Trader(leverage: 5).Jump(100);
        var order = day.Place(Trader.Trailing(Side.Sell, 1, 5));
        day.Go(110);
        day.Latest(order).StopPrice.ShouldBe(95, "not before the bar is over");
        day.Book.EndBar(Trader.Symbol, null, day.Now, (99, 110));
        day.Latest(order).StopPrice.ShouldBe(105);
        day.Book.EndBar(Trader.Symbol, null, day.Now, (99, 108));
        day.Latest(order).StopPrice.ShouldBe(105);
    }

    [TestMethod]
    public void TrailingStop_ThatOpensAPosition_CountsAgainstTheBuyingPowerWhereItIs()
    {
        var day = new Trader(ByTick, cash: 1_000).Jump(100);
        day.Place(Trader.Trailing(Side.Sell, 5, 5));
        day.Book.Standing().BuyingPower.ShouldBe(525);
        day.Go(150);
        day.Book.Standing().BuyingPower.ShouldBe(275, "it would sell five at 145");
        day.Try(Trader.Limit(Side.Sell, 2, 200)).Refusal.ShouldBe(Refusal.BuyingPower);
    }

    [TestMethod]
    public void TrailingStop_FartherThanThePrice_IsRefused()
    {
        var day = new Trader(ByTick).Jump(100);
        day.Try(Trader.Trailing(Side.Sell, 1, 100)).Refusal.ShouldBe(Refusal.StopWrongSide);
        day.Try(Trader.Trailing(Side.Sell, 1, 0)).Refusal.ShouldNotBe(Refusal.None);
        day.Try(Trader.Trailing(Side.Sell, 1, 0.001m)).Refusal.ShouldBe(Refusal.PriceStep);
    }
}
