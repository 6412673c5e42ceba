using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

/// <content>Exits of what is filled in parts.</content>
public sealed partial class DepthTests
{
    [TestMethod]
    public void Exits_OfAnEntryInParts_ProtectWhatIsFilledAndGrowWithIt()
    {
        var day = Day();
        var entry = day.Place(Trader.Limit(Side.Buy, 25, 100) with { StopLoss = 90, TakeProfit = 110 });
        day.Jump(100);
        day.ExitsOf(entry).Select(exit => (exit.Status, exit.Quantity)).ShouldBe([(OrderStatus.Working, 10), (OrderStatus.Working, 10)]);
        day.Jump(100);
        day.ExitsOf(entry).Select(exit => exit.Quantity).ShouldBe([20, 20]);
        day.Jump(100);
        day.ExitsOf(entry).Select(exit => exit.Quantity).ShouldBe([25, 25]);
        day.Latest(entry).Status.ShouldBe(OrderStatus.Filled);
        day.Go(89);
        day.Held.ShouldBe(0);
        day.ExitsOf(entry).Select(exit => exit.Status).ShouldBe([OrderStatus.Filled, OrderStatus.Cancelled], ignoreOrder: true);
    }

    [TestMethod]
    public void Targets_OfAnEntryInParts_BeginWithTheNearest()
    {
        var day = Day();
        var entry = day.Place(Trader.Limit(Side.Buy, 25, 100) with { StopLoss = 90, Targets = [new(105, 8), new(110, 8), new(115, 9)] });
        day.Jump(100);
        day.ExitsOf(entry).Select(exit => exit.Status == OrderStatus.Working ? exit.Quantity : 0).ShouldBe([10, 8, 2, 0]);
        day.Jump(100).Jump(100);
        day.ExitsOf(entry).Select(exit => exit.Status == OrderStatus.Working ? exit.Quantity : 0).ShouldBe([25, 8, 8, 9]);
    }

    [TestMethod]
    public void Exit_Reached_WithdrawsTheRestOfItsEntry()
    {
        var day = Day();
        var entry = day.Place(Trader.Limit(Side.Buy, 25, 100) with { StopLoss = 90 });
        day.Jump(100);
        day.Jump(89);
        var ended = day.Latest(entry);
        (ended.Status, ended.Reason, ended.FilledQuantity, day.Held).ShouldBe((OrderStatus.Cancelled, OrderReasons.ExitFilled, 10, 0));
    }

    [TestMethod]
    public void Position_ClosedByHand_WithdrawsTheRestOfItsEntry()
    {
        var day = Day();
        var entry = day.Place(Trader.Limit(Side.Buy, 25, 100) with { StopLoss = 90 });
        day.Jump(100);
        day.Book.Close(Trader.Symbol, day.Now);
        day.Jump(101);
        (day.Latest(entry).Status, day.Latest(entry).Reason, day.Held).ShouldBe((OrderStatus.Cancelled, OrderReasons.PositionReduced, 0));
    }

    [TestMethod]
    public void Target_ReachedInPart_LeavesTheStopForTheRest()
    {
        var day = Day();
        var entry = day.Buy(25, stop: 90, target: 110);
        day.Jump(100).Go(110);
        day.ExitsOf(entry).Select(exit => (exit.Status, exit.Remaining)).ShouldBe([(OrderStatus.Working, 15), (OrderStatus.Working, 15)]);
        day.Jump(89);
        day.Held.ShouldBe(0);
        day.ExitsOf(entry).Select(exit => (exit.Status, exit.FilledQuantity)).ShouldBe([(OrderStatus.Filled, 15), (OrderStatus.Cancelled, 10)]);
    }
}
