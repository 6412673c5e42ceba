using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

[TestClass]
public sealed class BarPathTests
{
    [TestMethod]
    [DataRow(100, 108, 97, 104, 97, 108, DisplayName = "low nearer")]
    [DataRow(100, 103, 92, 95, 103, 92, DisplayName = "high nearer")]
    [DataRow(100, 110, 90, 100, 90, 110, DisplayName = "equally far: low first")]
    public void Of_AnyBar_VisitsTheNearerExtremeFirst(int open, int high, int low, int close, int first, int second) =>
        BarPath.Of(open, high, low, close).ShouldBe(new BarPath(open, first, second, close));

    [TestMethod]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(17)]
    [DataRow(240)]
    public void At_AnyNumberOfPoints_VisitsTheCornersInOrderAndNothingBeyond(int count)
    {
        var path = BarPath.Of(100.01m, 110.07m, 95.02m, 99.99m);
        var prices = Enumerable.Range(0, count).Select(i => path.At(i, count, 2)).ToList();
        var (low, high) = (prices.IndexOf(95.02m), prices.IndexOf(110.07m));
        (prices[0], prices[^1]).ShouldBe((100.01m, 99.99m));
        low.ShouldBeInRange(1, high - 1);
        prices.Take(low + 1).ShouldBeInOrder(SortDirection.Descending);
        prices.Skip(low).Take(high - low + 1).ShouldBeInOrder();
        prices.Skip(high).ShouldBeInOrder(SortDirection.Descending);
        prices.ShouldAllBe(p => decimal.Round(p, 2) == p);
    }

    [TestMethod]
    public void At_FewerPointsThanCorners_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => default(BarPath).At(0, 3, 2));
}
