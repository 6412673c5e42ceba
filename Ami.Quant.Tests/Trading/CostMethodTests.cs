using Ami.Quant.Trading;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Quant.Tests.Trading;

[TestClass]
public sealed class CostMethodTests
{
    [TestMethod]
    [DataRow(CostMethod.Average, 225)]
    [DataRow(CostMethod.Fifo, 250)]
    public void ReducedPosition_RealisesByItsMethod_AndAllOfItTheSame(CostMethod costs, int realised)
    {
        var day = new Trader(costs: costs);
        Trade(day, 10, 100);
        Trade(day, 10, 110);
        Trade(day, -15, 120);
        day.Book.Balance.RealisedPnl.ShouldBe(realised);
        day.Book.Positions.Values.Single().AveragePrice.ShouldBe(costs == CostMethod.Fifo ? 110 : 105);
        Trade(day, -5, 120);
        day.Book.Balance.RealisedPnl.ShouldBe(300);
    }

    [TestMethod]
    public void ShortPosition_BuysBackWhatWasSoldFirst()
    {
        var day = new Trader(costs: CostMethod.Fifo);
        Trade(day, -10, 110);
        Trade(day, -10, 100);
        Trade(day, 12, 90);
        day.Book.Balance.RealisedPnl.ShouldBe(220);
        day.Book.Positions.Values.Single().Lots.ShouldBe([new CostLot(-8, -800)]);
    }

    [TestMethod]
    public void TurnedAround_BeginsWithOneLotOnTheOtherSide()
    {
        var day = new Trader(costs: CostMethod.Fifo);
        Trade(day, 10, 100);
        Trade(day, 5, 110);
        Trade(day, -20, 120);
        day.Book.Positions.Values.Single().Lots.ShouldBe([new CostLot(-5, -600)]);
    }

    [TestMethod]
    public void Fork_GoesOnByTheSameMethod()
    {
        var day = new Trader(costs: CostMethod.Fifo);
        Trade(day, 10, 100);
        var fork = day.Book.Fork();
        (fork.Costs, fork.Positions.Values.Single().Lots).ShouldBe((CostMethod.Fifo, day.Book.Positions.Values.Single().Lots));
    }

    /// <summary>Whatever the ratio, lots stay what is held, none is lost, and their order stays.</summary>
    [TestMethod]
    public void Split_OfAnyRatio_LotsAreWhatIsHeld() =>
        Prop.ForAll(
                (
                    from lots in Gen.NonEmptyListOf(from units in Gen.Choose(1, 40) from price in Gen.Choose(1, 500) select (units, price))
                    from side in Gen.Elements(1, -1)
                    from ratio in Gen.Elements((2, 1), (3, 2), (1, 10), (1, 3), (7, 3), (1, 40))
                    select (lots, side, ratio)
                ).ToArbitrary(),
                c =>
                {
                    var at = new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);
                    var action = new CorporateAction(at, c.ratio.Item1, c.ratio.Item2, 0);
                    var venue = new VenueRules { MoneyDigits = 8, Actions = new CorporateActions(1, [action]) };
                    var day = new Trader(venue, cash: 100_000_000, quantityStep: 1, costs: CostMethod.Fifo);
                    foreach (var (units, price) in c.lots)
                    {
                        Trade(day, c.side * units, price);
                    }

                    var before = day.Book.Positions.Values.Single();
                    var effect = day.Book.Act(Trader.Symbol, action, 100, at).ShouldNotBeNull();
                    if (day.Book.Positions.Values.SingleOrDefault() is not { } after)
                    {
                        effect.QuantityAfter.ShouldBe(0);
                        return;
                    }

                    var split = after.Lots.ShouldNotBeNull();
                    (split.Sum(lot => lot.Quantity), split.Sum(lot => lot.Cost)).ShouldBe((after.Quantity, after.CostBasis));
                    split.ShouldAllBe(lot => lot.Quantity != 0 && lot.Quantity % 1 == 0 && Math.Sign(lot.Quantity) == c.side);
                    after.CostBasis.ShouldBe(before.CostBasis - effect.Released);
                    split.Count.ShouldBeLessThanOrEqualTo(c.lots.Count);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static void Trade(Trader day, decimal units, decimal price)
    {
        day.Jump(price);
        day.Place(new NewOrder(units > 0 ? Side.Buy : Side.Sell, OrderType.Market, Math.Abs(units)));
        day.Jump(price);
    }
}
