using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

/// <summary>How long orders work, and what they promise about the book.</summary>
[TestClass]
public sealed class TimeInForceTests
{
    [TestMethod]
    [DataRow(TimeInForce.Ioc)]
    [DataRow(TimeInForce.Fok)]
    public void Immediate_NotMetByTheFirstTick_IsCancelledWithItsExits(TimeInForce force)
    {
        var day = new Trader().Jump(100);
        var missed = day.Place(Trader.Limit(Side.Buy, 1, 99) with { TimeInForce = force, StopLoss = 90 });
        day.Go(99);
        // The way begins where the price was: there it is not met.
        (day.Latest(missed).Status, day.Latest(missed).Reason).ShouldBe((OrderStatus.Cancelled, OrderReasons.NotAtOnce));
        day.Book.OpenOrders.ShouldBeEmpty();
        var filled = day.Place(Trader.Limit(Side.Buy, 1, 99) with { TimeInForce = force });
        day.Jump(98);
        (day.Latest(filled).Status, day.Latest(filled).AverageFillPrice).ShouldBe((OrderStatus.Filled, 98));
    }

    [TestMethod]
    public void Immediate_ATickFromBeforeItWasAccepted_DoesNotEndIt()
    {
        var day = new Trader().Jump(100);
        var order = day.Place(Trader.Limit(Side.Buy, 1, 99) with { TimeInForce = TimeInForce.Ioc });
        day.Late(from: 100);
        day.Latest(order).Status.ShouldBe(OrderStatus.Working);
    }

    [TestMethod]
    [DataRow(TimeInForce.Ioc, 0)]
    [DataRow(TimeInForce.Fok, 1)]
    public void FillOrKill_ThatAPositionHasBecomeTooSmallFor_IsCancelled(TimeInForce force, int left)
    {
        var day = new Trader().Jump(100);
        day.Buy(2);
        day.Jump(100);
        day.Place(new NewOrder(Side.Sell, OrderType.Market, 1) { ReduceOnly = true });
        var order = day.Place(Trader.Limit(Side.Sell, 2, 90) with { ReduceOnly = true, TimeInForce = force });
        day.Jump(100);
        day.Held.ShouldBe(left);
        (day.Latest(order).FilledQuantity, day.Latest(order).Reason).ShouldBe((1 - left, OrderReasons.PositionReduced));
        var more = day.Place(Trader.Limit(Side.Sell, 2, 90) with { ReduceOnly = true, TimeInForce = force });
        day.Jump(100);
        day.Latest(more).FilledQuantity.ShouldBe(0, "it was for more than was held from the beginning, or nothing was");
    }

    [TestMethod]
    public void FillOrKill_ThatTheMarginWouldReduce_IsRejectedWhole()
    {
        var day = new Trader(new VenueRules { ReducesToFit = true }, cash: 1_000, quantityStep: 1).Jump(100);
        var killed = day.Place(Trader.Limit(Side.Buy, 11, 100) with { TimeInForce = TimeInForce.Fok });
        day.Jump(100);
        (day.Held, day.Latest(killed).Status, day.Latest(killed).Reason).ShouldBe((0, OrderStatus.Rejected, OrderReasons.Margin));
        day.Place(Trader.Limit(Side.Buy, 10, 100) with { TimeInForce = TimeInForce.Fok });
        day.Jump(100);
        day.Held.ShouldBe(10);
        day.Place(Trader.Limit(Side.Sell, 21, 100) with { TimeInForce = TimeInForce.Fok });
        day.Jump(100);
        day.Held.ShouldBe(10, "one that turns around is whole too");
        day.Place(Trader.Limit(Side.Sell, 20, 100) with { TimeInForce = TimeInForce.Fok });
        day.Jump(100);
        day.Held.ShouldBe(-10);
    }

    [TestMethod]
    public void Expiry_TheFirstTickAtItsMoment_ComesTooLate()
    {
        var day = new Trader().Jump(100);
        var order = day.Place(Trader.Limit(Side.Buy, 1, 95) with { TimeInForce = TimeInForce.Gtd, ExpiresAt = day.Now.AddSeconds(3), StopLoss = 90 });
        day.Jump(95.01m);
        day.Latest(order).Status.ShouldBe(OrderStatus.Working);
        day.Jump(94);
        (day.Latest(order).Status, day.Latest(order).Reason, day.Held).ShouldBe((OrderStatus.Cancelled, OrderReasons.Expired, 0));
        day.Book.OpenOrders.ShouldBeEmpty("its exits go with it");
    }

    [TestMethod]
    public void Expiry_WithoutATick_IsFoundByTheClock()
    {
        var day = new Trader().Jump(100);
        var order = day.Place(Trader.Limit(Side.Buy, 1, 95) with { TimeInForce = TimeInForce.Day, ExpiresAt = day.Now.AddSeconds(60) });
        day.Book.Expire(day.Now.AddSeconds(58)).ShouldBe(0);
        day.Book.Expire(day.Now.AddSeconds(59)).ShouldBe(1);
        day.Latest(order).Reason.ShouldBe(OrderReasons.Expired);
    }

    [TestMethod]
    public void Expiry_InThePast_IsRefused()
    {
        var day = new Trader().Jump(100);
        day.Try(Trader.Limit(Side.Buy, 1, 95) with { TimeInForce = TimeInForce.Gtd, ExpiresAt = day.Now }).Refusal.ShouldBe(Refusal.Expiry);
    }

    [TestMethod]
    public void PostOnly_ThatWouldBeExecutedAtOnce_IsRefused_OtherwiseItRests()
    {
        var day = new Trader(new VenueRules { MakerFee = 0.001m, TakerFee = 0.01m }).Spread(1).Jump(100);
        day.Try(Trader.Limit(Side.Buy, 1, 101) with { PostOnly = true }).Refusal.ShouldBe(Refusal.PostOnly);
        day.Try(Trader.Limit(Side.Sell, 1, 99) with { PostOnly = true }).Refusal.ShouldBe(Refusal.PostOnly);
        var order = day.Place(Trader.Limit(Side.Buy, 1, 100) with { PostOnly = true });
        day.Amend(order, new Amendment(0) { LimitPrice = 101 }).Refusal.ShouldBe(Refusal.PostOnly);
        day.Jump(99);
        day.Fills.ShouldBe([(100, 0.1m)]);
    }

    [TestMethod]
    public void PostOnly_AmendedWhereThePriceHasCome_IsRefusedWhateverChanges()
    {
        var day = new Trader(leverage: 5).Spread(1).Jump(100);
        var order = day.Place(Trader.Limit(Side.Buy, 1, 100) with { PostOnly = true });
        day.Spread(0);
        day.Amend(order, new Amendment(0) { Quantity = 2 }).Refusal.ShouldBe(Refusal.PostOnly);
        (day.Latest(order).Quantity, day.Latest(order).IsMaker).ShouldBe((1, true));
    }
}
