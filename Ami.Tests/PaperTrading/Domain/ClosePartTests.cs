using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>A part of what is held is closed, and the rest stays.</summary>
[TestClass]
public sealed class ClosePartTests
{
    private const string Btc = "BTC-SIM";

    [TestMethod]
    [DataRow(Side.Buy)]
    [DataRow(Side.Sell)]
    public void ClosePart_OfAPosition_LeavesTheRestWithItsExits(Side side)
    {
        var day = Holding(side, 4m, stopLoss: 100m - (side.Sign() * 10m));
        var part = Close(day, 1m).Value;
        (part.Role, part.Quantity, part.Side).ShouldBe((OrderRole.Close, 1m, side == Side.Buy ? Side.Sell : Side.Buy));
        day.Tick(Btc, 100m + (side.Sign() * 5m));
        day.Held(Btc)?.Quantity.ShouldBe(side.Sign() * 3m);
        day.Account.RealisedPnl.ShouldBe(5m);
        day.Book.OpenOrders.ShouldHaveSingleItem().Quantity.ShouldBe(3m);
    }

    [TestMethod]
    public void ClosePart_OfAsMuchAsIsHeldOrMore_ClosesAllOfIt()
    {
        var day = Holding(Side.Buy, 4m);
        Close(day, 5m).Value.Quantity.ShouldBe(4m);
        Close(day, 1m).Error.Code.ShouldBe("paper.already_closing");
        day.Tick(Btc, 100m);
        day.Held(Btc).ShouldBeNull();
        Close(day, 1m).Error.Code.ShouldBe("paper.no_position");
    }

    [TestMethod]
    public void ClosePart_SeveralAtOnce_NeverTurnThePositionAround()
    {
        var day = Holding(Side.Buy, 4m);
        Close(day, 3m).IsOk.ShouldBeTrue();
        Close(day, 3m).IsOk.ShouldBeTrue();
        day.Tick(Btc, 100m);
        day.Held(Btc).ShouldBeNull();
        day.Fills.Sum(fill => fill.Side.Sign() * fill.Quantity).ShouldBe(0m);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(0.00001)]
    public void ClosePart_OffTheGrid_IsRefused(double part)
    {
        var day = Holding(Side.Buy, 4m);
        Close(day, (decimal)part).Error.Code.ShouldBe("paper.quantity_step");
        day.Book.OpenOrders.ShouldBeEmpty();
    }

    [TestMethod]
    public void ClosePart_WhereNoMorePricesCome_FillsAtOnceAndLeavesTheRest()
    {
        var day = Holding(Side.Buy, 4m);
        var part = day.Book.ClosePart(BookScenario.Spec(Btc), 1m, hasEnded: true, day.Now).Value;
        (part.Status, day.Held(Btc)?.Quantity).ShouldBe((OrderStatus.Filled, 3m));
    }

    private static Result<Order> Close(BookScenario day, decimal part) => day.Book.ClosePart(BookScenario.Spec(Btc), part, hasEnded: false, day.Now);

    private static BookScenario Holding(Side side, decimal quantity, decimal? stopLoss = null)
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m);
        day.Market(Btc, side, quantity, stopLoss: stopLoss);
        return day.Tick(Btc, 100m);
    }
}
