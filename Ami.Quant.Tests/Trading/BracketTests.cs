using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

/// <summary>Brackets with several targets, and what closes or turns around all of a position.</summary>
[TestClass]
public sealed class BracketTests
{
    private static readonly VenueRules ByTick = new() { TrailsByTick = true };

    private static NewOrder Ladder(decimal quantity, bool breakEven = false, params (decimal Price, decimal Quantity)[] targets) =>
        new(Side.Buy, OrderType.Market, quantity)
        {
            StopLoss = 90,
            Targets = [.. targets.Select(target => new TargetPart(target.Price, target.Quantity))],
            BreakEven = breakEven,
        };

    [TestMethod]
    public void SeveralTargets_EachClosesItsPart_AndTheStopProtectsTheRest()
    {
        var day = new Trader().Jump(100);
        var entry = day.Place(Ladder(10, false, (120, 3), (110, 5), (130, 2)));
        entry.TakeProfit.ShouldBe(110, "the nearest");
        day.Go(111);
        day.Held.ShouldBe(5);
        day.ExitsOf(entry)
            .Select(o => (o.Rung, o.Quantity, o.Status))
            .ShouldBe([(0, 5, OrderStatus.Working), (1, 5, OrderStatus.Filled), (2, 3, OrderStatus.Working), (3, 2, OrderStatus.Working)]);
        day.Go(121, 90);
        day.Prices.ShouldBe([100, 110, 120, 90]);
        (day.Held, day.Book.OpenOrders.Count).ShouldBe((0, 0));
    }

    [TestMethod]
    public void SeveralTargets_AllReached_EndTheStop()
    {
        var day = new Trader().Jump(100);
        var entry = day.Place(Ladder(10, false, (110, 5), (120, 5)));
        day.Go(125);
        day.Prices.ShouldBe([100, 110, 120]);
        (day.ExitsOf(entry)[0].Status, day.ExitsOf(entry)[0].Reason).ShouldBe((OrderStatus.Cancelled, OrderReasons.OneCancelsOther));
    }

    [TestMethod]
    public void SeveralTargets_StopFirst_CancelsThemAll()
    {
        var day = new Trader().Jump(100);
        day.Place(Ladder(10, false, (110, 5), (120, 5)));
        day.Go(80);
        (day.Held, day.Book.OpenOrders.Count).ShouldBe((0, 0));
        day.Prices.ShouldBe([100, 90]);
    }

    [TestMethod]
    public void SeveralTargets_PositionReducedByHand_TheFarthestGivesWayFirst()
    {
        var day = new Trader().Jump(100);
        var entry = day.Place(Ladder(10, false, (110, 5), (120, 5)));
        day.Jump(100);
        day.Place(new NewOrder(Side.Sell, OrderType.Market, 4));
        day.Jump(100);
        day.ExitsOf(entry).Select(o => o.Quantity).ShouldBe([6, 5, 1]);
        day.Go(130);
        (day.Held, day.Book.OpenOrders.Count).ShouldBe((0, 0));
    }

    [TestMethod]
    public void SeveralTargets_AmendedPastOneAnother_TheFarthestGivesWayFirst()
    {
        var day = new Trader().Jump(100);
        var entry = day.Place(Ladder(10, false, (110, 5), (120, 5)));
        day.Amend(day.ExitsOf(entry)[1], new Amendment(0) { LimitPrice = 130 }).Refusal.ShouldBe(Refusal.None);
        day.Latest(entry).TakeProfit.ShouldBe(120, "the nearest");
        day.Jump(100);
        day.Place(new NewOrder(Side.Sell, OrderType.Market, 4));
        day.Jump(100);
        day.ExitsOf(entry).Select(o => (o.LimitPrice, o.Quantity)).ShouldBe([(null, 6), (130, 1), (120, 5)]);
    }

    [TestMethod]
    public void SeveralTargets_ThatGetAStopLater_AreAllProtected()
    {
        var day = new Trader().Jump(100);
        day.Place(Ladder(10, false, (110, 5), (120, 5)) with { StopLoss = null });
        day.Jump(100);
        day.Book.MoveStop(Trader.Symbol, 95, day.Now);
        day.Go(94);
        (day.Held, day.Book.OpenOrders.Count).ShouldBe((0, 0));
    }

    [TestMethod]
    public void SeveralTargets_BesideAnotherPosition_TheStopShrinksByWhatItsTargetClosed()
    {
        var day = new Trader(leverage: 5).Jump(100);
        day.Buy(7);
        var entry = day.Place(Ladder(10, false, (110, 5), (120, 5)));
        day.Go(112);
        (day.Held, day.ExitsOf(entry)[0].Quantity).ShouldBe((12, 5));
    }

    [TestMethod]
    public void SeveralTargets_NotTogetherTheOrder_AreRefused()
    {
        var day = new Trader().Jump(100);
        day.Try(Ladder(10, false, (110, 5), (120, 4))).Refusal.ShouldBe(Refusal.TargetQuantities);
        day.Try(Ladder(10, false, (110, 5), (99, 5))).Refusal.ShouldBe(Refusal.TargetWrongSide);
        day.Try(Ladder(10, false, (110, 5), (120.001m, 5))).Refusal.ShouldBe(Refusal.PriceStep);
        day.Try(Ladder(10, false, (110, 4.9999m), (120, 5.0001m))).Refusal.ShouldBe(Refusal.QuantityStep);
        day.Try(Ladder(10, false, (110, 11), (120, -1))).Refusal.ShouldBe(Refusal.QuantityStep);
    }

    [TestMethod]
    public void BreakEven_FirstTargetReached_MovesTheStopToTheEntrysFill()
    {
        var day = new Trader().Jump(100);
        var entry = day.Place(Ladder(10, true, (110, 5), (120, 5)));
        day.Jump(101).Go(110);
        day.ExitsOf(entry)[0].StopPrice.ShouldBe(101, "where it was filled, not where it was ordered");
        day.Go(100);
        day.Prices.ShouldBe([101, 110, 101]);
    }

    [TestMethod]
    public void BreakEven_StopThatIsBetterAlready_Stays()
    {
        var day = new Trader(ByTick).Jump(100);
        var entry = day.Place(Ladder(10, true, (110, 5), (120, 5)));
        day.Jump(100).Go(105);
        var stop = day.ExitsOf(entry)[0];
        day.Amend(stop, new Amendment(stop.Version) { StopPrice = 102 }).Refusal.ShouldBe(Refusal.None);
        day.Go(110);
        (day.Held, day.ExitsOf(entry)[0].StopPrice).ShouldBe((5, 102));
    }

    [TestMethod]
    public void BreakEven_PriceBeyondIt_Stays()
    {
        var day = new Trader().Jump(100);
        var entry = day.Place(Ladder(10, true, (110, 5), (120, 5)));
        day.Jump(100).Go(95);
        day.Amend(day.ExitsOf(entry)[1], new Amendment(0) { LimitPrice = 97 }).Refusal.ShouldBe(Refusal.None);
        day.Go(97);
        (day.Held, day.ExitsOf(entry)[0].StopPrice).ShouldBe((5, 90), "at the entry's price it would be met at once");
    }

    [TestMethod]
    public void Amend_TheTrailingDistanceOfAStopAtBreakEven_LeadsItOnFromThere()
    {
        var day = new Trader(ByTick).Jump(100);
        var entry = day.Place(Ladder(10, true, (110, 5), (120, 5)) with { TrailDistance = 20 });
        var waiting = day.Amend(day.ExitsOf(entry)[0], new Amendment(0) { TrailDistance = 25 });
        waiting.Order.ShouldNotBeNull().StopPrice.ShouldBe(90, "where it was to begin, however far it follows");
        day.Jump(100).Go(110);
        var stop = day.ExitsOf(entry)[0];
        stop.StopPrice.ShouldBe(100);
        day.Amend(stop, new Amendment(stop.Version) { TrailDistance = 5 }).Order.ShouldNotBeNull().StopPrice.ShouldBe(100);
        day.Go(111);
        day.ExitsOf(entry)[0].StopPrice.ShouldBe(106);
    }

    [TestMethod]
    public void CloseAll_ClosesWhatIsHeldAndWithdrawsWhatCouldOpen()
    {
        var day = new Trader(leverage: 5).Jump(100);
        day.Buy(3, stop: 90, target: 120);
        day.Jump(100);
        day.Place(Trader.Limit(Side.Buy, 1, 95) with { StopLoss = 90 });
        var closing = day.Book.CloseAll(new HashSet<string>(), day.Now);
        closing.Select(o => (o.Type, o.Side, o.Quantity)).ShouldBe([(OrderType.Market, Side.Sell, 3)]);
        day.Book.OpenOrders.Values.Count(o => o.IsProtective).ShouldBe(2, "what protects works until it is closed");
        day.Book.CloseAll(new HashSet<string>(), day.Now).ShouldBeEmpty("that is under way");
        day.Jump(101).Go(100);
        (day.Held, day.Book.OpenOrders.Count).ShouldBe((0, 0));
    }

    [TestMethod]
    public void CloseAll_WhereNoPricesCome_ClosesAtTheLastOne()
    {
        var day = new Trader().Jump(100);
        day.Buy(3);
        day.Go(100, 104);
        day.Book.CloseAll(new HashSet<string> { Trader.Symbol }, day.Now).Single().Status.ShouldBe(OrderStatus.Filled);
        (day.Held, day.Prices.Last()).ShouldBe((0, 104));
    }

    [TestMethod]
    public void Reverse_TurnsThePositionAroundAndWithdrawsItsExits()
    {
        var day = new Trader(leverage: 1).Jump(100);
        day.Reverse().Refusal.ShouldBe(Refusal.NoPosition);
        day.Buy(1_000, stop: 99);
        day.Jump(100);
        day.Reverse().Refusal.ShouldBe(Refusal.None, "the account holds all that it may, and still will");
        day.Jump(98);
        (day.Held, day.Book.OpenOrders.Count).ShouldBe((-1_000, 0));
        day.Book.Close(Trader.Symbol, day.Now);
        day.Reverse().Refusal.ShouldBe(Refusal.AlreadyClosing);
    }

    [TestMethod]
    public void Reverse_BeyondTheBuyingPower_IsRefusedAndTheExitsStay()
    {
        var day = new Trader(new VenueRules { TakerFee = 0.01m }, cash: 1_000).Jump(100);
        day.Buy(9.8m, stop: 90);
        day.Jump(100);
        day.Reverse().Refusal.ShouldBe(Refusal.BuyingPower, "its fee is that of twice the position");
        day.Book.OpenOrders.Values.Single().Role.ShouldBe(OrderRole.StopLoss);
    }

    [TestMethod]
    public void Reverse_Twice_TurnsThePositionAroundOnce()
    {
        var day = new Trader(leverage: 10).Jump(100);
        day.Buy(1);
        day.Jump(100);
        day.Reverse().Refusal.ShouldBe(Refusal.None);
        day.Reverse().Refusal.ShouldBe(Refusal.AlreadyClosing, "the second click of a double one");
        day.Book.Close(Trader.Symbol, day.Now).Refusal.ShouldBe(Refusal.AlreadyClosing, "the reversal would then open all of its size");
        day.Jump(100);
        (day.Held, day.Book.OpenOrders.Count).ShouldBe((-1, 0));
    }

    [TestMethod]
    public void Reverse_BesideAnOrderThatLeavesNothing_IsRefused()
    {
        var day = new Trader(leverage: 10).Jump(100);
        day.Buy(2);
        day.Jump(100);
        var part = day.Place(new NewOrder(Side.Sell, OrderType.Market, 1));
        var all = day.Place(new NewOrder(Side.Sell, OrderType.Market, 2));
        day.Reverse().Refusal.ShouldBe(Refusal.AlreadyClosing);
        day.Book.Cancel(all.Id, day.Now);
        day.Reverse().Refusal.ShouldBe(Refusal.None, "a part of it may be sold beside");
        day.Latest(part).Status.ShouldBe(OrderStatus.Working);
    }

    [TestMethod]
    public void CloseAll_WhileAReversalWorks_LeavesNothing()
    {
        var day = new Trader(leverage: 10).Jump(100);
        day.Buy(1);
        day.Jump(100);
        day.Reverse();
        day.Book.CloseAll(new HashSet<string>(), day.Now).Single().Quantity.ShouldBe(1);
        day.Jump(100).Jump(100);
        (day.Held, day.Book.OpenOrders.Count).ShouldBe((0, 0));
    }
}
