using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

/// <summary>New terms for orders that work.</summary>
[TestClass]
public sealed class AmendmentTests
{
    [TestMethod]
    public void Amend_LimitStopAndQuantity_KeepsTheIdAndCountsTheVersion()
    {
        var day = new Trader(leverage: 5).Jump(100);
        var order = day.Place(Trader.StopLimit(Side.Buy, 1, 105, 106));
        var amended = day.Amend(
                order,
                new Amendment(0)
                {
                    StopPrice = 103,
                    LimitPrice = 104,
                    Quantity = 2,
                }
            )
            .Order.ShouldNotBeNull();
        (amended.Id, amended.Version, amended.PlacedQuantity, amended.PlacedAt).ShouldBe((order.Id, 1, 2, order.PlacedAt));
        day.Go(103);
        (day.Held, day.Prices.Single()).ShouldBe((2, 103));
    }

    [TestMethod]
    public void Quantity_BelowTheLeast_IsTakenOfWhatOnlyReduces()
    {
        var day = new Trader(minQuantity: 1).Jump(100);
        day.Buy(1);
        day.Jump(100);
        day.Try(Trader.Limit(Side.Buy, 0.5m, 90)).Refusal.ShouldBe(Refusal.QuantityStep);
        var target = day.Place(Trader.Limit(Side.Sell, 0.5m, 110));
        day.Amend(target, new Amendment(0) { Quantity = 0.25m }).Refusal.ShouldBe(Refusal.None);
        day.Try(Trader.Stop(Side.Sell, 0.9m, 95)).Refusal.ShouldBe(Refusal.QuantityStep, "with the other one it would be more than is held");
        day.Place(Trader.Stop(Side.Sell, 0.9m, 95) with { ReduceOnly = true });
        day.Try(Trader.Limit(Side.Sell, 0.0001m, 110)).Refusal.ShouldBe(Refusal.QuantityStep, "off the grid");
        var entry = day.Place(Trader.Limit(Side.Buy, 1, 90));
        day.Amend(entry, new Amendment(0) { Quantity = 0.5m }).Refusal.ShouldBe(Refusal.QuantityStep);
    }

    [TestMethod]
    public void Amend_AVersionThatIsNoLonger_IsRefused()
    {
        var day = new Trader().Jump(100);
        var order = day.Place(Trader.Limit(Side.Buy, 1, 90));
        day.Amend(order, new Amendment(0) { LimitPrice = 91 }).Refusal.ShouldBe(Refusal.None);
        day.Amend(order, new Amendment(0) { LimitPrice = 92 }).Refusal.ShouldBe(Refusal.OrderChanged);
        day.Latest(order).LimitPrice.ShouldBe(91);
        day.Amend(order, new Amendment(1) { LimitPrice = 92 }).Refusal.ShouldBe(Refusal.None);
    }

    [TestMethod]
    public void Amend_WhatTheKindOfOrderDoesNotHave_IsRefused()
    {
        var day = new Trader(new VenueRules { TrailsByTick = true }, leverage: 5).Jump(100);
        var market = day.Buy(1, stop: 90);
        day.Amend(market, new Amendment(0) { Quantity = 2 }).Refusal.ShouldBe(Refusal.NotAmendable);
        day.Amend(day.ExitsOf(market)[0], new Amendment(0) { Quantity = 2 }).Refusal.ShouldBe(Refusal.NotAmendable);
        var limit = day.Place(Trader.Limit(Side.Buy, 1, 90));
        day.Amend(limit, new Amendment(0) { StopPrice = 80 }).Refusal.ShouldBe(Refusal.NotAmendable);
        var trailing = day.Place(Trader.Trailing(Side.Sell, 1, 5));
        day.Amend(trailing, new Amendment(0) { StopPrice = 96 }).Refusal.ShouldBe(Refusal.NotAmendable);
        day.Amend(trailing, new Amendment(0) { LimitPrice = 96 }).Refusal.ShouldBe(Refusal.NotAmendable);
        var ladder = day.Place(Trader.Limit(Side.Buy, 2, 90) with { Targets = [new TargetPart(95, 1), new TargetPart(96, 1)] });
        day.Amend(ladder, new Amendment(0) { Quantity = 3 }).Refusal.ShouldBe(Refusal.NotAmendable, "whose the third would be nobody said");
        var reached = day.Place(Trader.StopLimit(Side.Buy, 1, 101, 99));
        day.Go(101);
        day.Amend(reached, new Amendment(1) { StopPrice = 105 }).Refusal.ShouldBe(Refusal.NotAmendable, "it is a limit since");
        day.Amend(reached, new Amendment(1) { LimitPrice = 98 }).Refusal.ShouldBe(Refusal.None);
    }

    [TestMethod]
    public void Amend_OffTheGridOrWorthTooLittle_IsRefused()
    {
        var day = new Trader(leverage: 5).Jump(100);
        var order = day.Place(Trader.Limit(Side.Buy, 1, 90));
        day.Amend(order, new Amendment(0) { LimitPrice = 90.001m }).Refusal.ShouldBe(Refusal.PriceStep);
        day.Amend(order, new Amendment(0) { Quantity = 1.0001m }).Refusal.ShouldBe(Refusal.QuantityStep);
        day.Amend(order, new Amendment(0) { Quantity = 0 }).Refusal.ShouldBe(Refusal.QuantityStep);
        var dear = new SymbolRules(Trader.Symbol, 2, 0.001m, 0, MinNotional: 100);
        var half = new Amendment(0) { Quantity = 0.5m };
        day.Book.Amend(dear, new PriceTick(day.Now, 100, 100, 100), order.Id, half, day.Now).Refusal.ShouldBe(Refusal.MinNotional);
        day.Latest(order).Version.ShouldBe(0);
    }

    [TestMethod]
    public void Amend_ToWhereTheMarketIsAlready_IsRefusedForStops_AndFillsLimitsAsTakers()
    {
        var day = new Trader(new VenueRules { MakerFee = 0.001m, TakerFee = 0.01m }, leverage: 5).Jump(100);
        var stop = day.Place(Trader.Stop(Side.Buy, 1, 110));
        day.Amend(stop, new Amendment(0) { StopPrice = 100 }).Refusal.ShouldBe(Refusal.StopWrongSide);
        var limit = day.Place(Trader.Limit(Side.Buy, 1, 90));
        day.Amend(limit, new Amendment(0) { LimitPrice = 100 }).Refusal.ShouldBe(Refusal.None);
        day.Jump(100);
        day.Fills.ShouldBe([(100, 1)]);
    }

    [TestMethod]
    public void Amend_ExitsOfAPosition_StayOnTheirSides()
    {
        var day = new Trader().Jump(100);
        var entry = day.Buy(1, stop: 90, target: 120);
        day.Jump(100);
        var (stop, target) = (day.ExitsOf(entry)[0], day.ExitsOf(entry)[1]);
        day.Amend(stop, new Amendment(0) { StopPrice = 100 }).Refusal.ShouldBe(Refusal.StopLossWrongSide);
        day.Amend(target, new Amendment(0) { LimitPrice = 100 }).Refusal.ShouldBe(Refusal.TargetWrongSide);
        day.Amend(stop, new Amendment(0) { StopPrice = 95 }).Refusal.ShouldBe(Refusal.None);
        day.Amend(target, new Amendment(0) { LimitPrice = 105 }).Refusal.ShouldBe(Refusal.None);
        day.Go(106);
        (day.Prices.Last(), day.Book.OpenOrders.Count).ShouldBe((105, 0));
    }

    [TestMethod]
    public void Amend_AnEntryWithExits_GivesThemItsQuantityAndKeepsThemOnTheirSides()
    {
        var day = new Trader().Jump(100);
        var entry = day.Place(Trader.Limit(Side.Buy, 1, 90) with { StopLoss = 85, TakeProfit = 95 });
        day.Amend(entry, new Amendment(0) { LimitPrice = 84 }).Refusal.ShouldBe(Refusal.StopLossWrongSide);
        day.Amend(entry, new Amendment(0) { LimitPrice = 96 }).Refusal.ShouldBe(Refusal.TargetWrongSide);
        day.Amend(entry, new Amendment(0) { Quantity = 3 }).Refusal.ShouldBe(Refusal.None);
        day.ExitsOf(entry).Select(o => o.Quantity).ShouldBe([3, 3]);
        var stop = day.ExitsOf(entry)[0];
        day.Amend(stop, new Amendment(1) { StopPrice = 91 }).Refusal.ShouldBe(Refusal.StopLossWrongSide);
        day.Amend(stop, new Amendment(1) { StopPrice = 88 }).Refusal.ShouldBe(Refusal.None);
        day.Latest(entry).StopLoss.ShouldBe(88, "an entry says where its exits will be");
        day.Go(88);
        day.Prices.ShouldBe([90, 88]);
        day.Held.ShouldBe(0, "no quantity is left over");
    }

    [TestMethod]
    public void Amend_BeyondTheBuyingPower_IsRefusedAndTheOrderStays()
    {
        var day = new Trader(cash: 1_000).Jump(100);
        var order = day.Place(Trader.Limit(Side.Buy, 9, 100));
        day.Amend(order, new Amendment(0) { Quantity = 11 }).Refusal.ShouldBe(Refusal.BuyingPower);
        (day.Latest(order).Quantity, day.Latest(order).Version).ShouldBe((9, 0));
        day.Amend(order, new Amendment(0) { Quantity = 10 }).Refusal.ShouldBe(Refusal.None, "it takes the place of what it was");
    }

    [TestMethod]
    public void Amend_TrailingDistance_IsMeasuredFromTheBestPriceSoFar()
    {
        var day = new Trader(new VenueRules { TrailsByTick = true }, leverage: 5).Jump(100);
        var order = day.Place(Trader.Trailing(Side.Sell, 1, 10));
        day.Go(120, 118);
        day.Amend(order, new Amendment(0) { TrailDistance = 2 }).Refusal.ShouldBe(Refusal.StopWrongSide, "it would be met at once");
        day.Amend(order, new Amendment(0) { TrailDistance = 4 }).Order.ShouldNotBeNull().StopPrice.ShouldBe(116);
        day.Go(115);
        day.Prices.ShouldBe([116]);
    }

    [TestMethod]
    public void Amend_WhatOnlyReduces_NeverGoesBeyondThePosition()
    {
        var day = new Trader().Jump(100);
        day.Buy(2);
        day.Jump(100);
        var order = day.Place(Trader.Limit(Side.Sell, 1, 120) with { ReduceOnly = true });
        day.Amend(order, new Amendment(0) { Quantity = 5 }).Order.ShouldNotBeNull().Quantity.ShouldBe(2);
    }

    [TestMethod]
    public void Amend_ATickFromBefore_DoesNotFillIt()
    {
        var day = new Trader().Jump(100);
        var order = day.Place(Trader.Limit(Side.Buy, 1, 90));
        day.Go(95);
        day.Amend(order, new Amendment(0) { LimitPrice = 95 });
        day.Late(from: 100);
        day.Held.ShouldBe(0, "an amended order is met by later ticks only");
    }
}
