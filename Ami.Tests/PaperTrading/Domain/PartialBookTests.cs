using Ami.Modules.PaperTrading.Contracts;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

[TestClass]
public sealed class PartialBookTests
{
    private const string Symbol = "A";

    private static BookScenario Day() => new(cash: 1_000_000m, feeBps: 10m, depth: new MarketDepth(10, 0.1m));

    [TestMethod]
    public void Events_OfAnOrderOverSeveralLevels_AreOne()
    {
        var day = Day().Tick(Symbol, 100m);
        var order = day.Market(Symbol, Side.Buy, 30);
        day.Tick(Symbol, 100m);
        day.Fills.Count.ShouldBe(3);
        var told = day.Book.Changes.Events.OfType<OrderFilled>().Single();
        (told.OrderId, told.Quantity, told.Price, told.Fees).ShouldBe((order.Id, 30m, 100.1m, 3.003m));
    }

    [TestMethod]
    public void Events_OfAnOrderInParts_AreOneForEachPart()
    {
        var day = Day().Tick(Symbol, 101m);
        day.Limit(Symbol, Side.Buy, 25, 100m);
        day.Tick(Symbol, 100m).Tick(Symbol, 100m).Tick(Symbol, 100m);
        var parts = day.Book.Changes.Events.OfType<OrderPartlyFilled>().ToList();
        parts.Select(told => (told.Quantity, told.FilledQuantity)).ShouldBe([(25m, 10m), (25m, 20m)]);
        day.Book.Changes.Events.OfType<OrderFilled>().Single().Quantity.ShouldBe(25m);
    }
}
