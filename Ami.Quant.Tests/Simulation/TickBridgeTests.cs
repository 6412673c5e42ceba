using Ami.Quant.Simulation;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Quant.Tests.Simulation;

[TestClass]
public sealed class TickBridgeTests
{
    [TestMethod]
    public void Expand_AnyPossibleBarAndCount_AggregatesToTheBar() =>
        Prop.ForAll(
                Bars().ToArbitrary(),
                Gen.Choose(TickBridge.MinimumCount, 400).ToArbitrary(),
                (bar, count) =>
                {
                    var prices = new long[count];
                    var sizes = new long[count];
                    TickBridge.Expand(bar, 42, prices, sizes);
                    new UnitBar(bar.Time, prices[0], prices.Max(), prices.Min(), prices[^1], sizes.Sum()).ShouldBe(bar);
                    sizes.Min().ShouldBeGreaterThanOrEqualTo(0);
                }
            )
            .QuickCheckThrowOnFailure();

    [TestMethod]
    public void Expand_SameBarAndKey_GivesTheSamePath()
    {
        var bar = new UnitBar(60_000, 100, 140, 80, 120, 5_000);
        Path(bar, 1).ShouldBe(Path(bar, 1));
        Path(bar, 1).ShouldNotBe(Path(bar, 2));
    }

    [TestMethod]
    public void Expand_ImpossibleBarOrTooFewTicks_Throws()
    {
        Should.Throw<ArgumentException>(() => Path(new UnitBar(0, 100, 90, 80, 95, 1), 1));
        Should.Throw<ArgumentException>(() => TickBridge.Expand(new UnitBar(0, 1, 1, 1, 1, 0), 1, new long[3], new long[3]));
    }

    private static long[] Path(UnitBar bar, ulong key)
    {
        var prices = new long[64];
        TickBridge.Expand(bar, key, prices, new long[64]);
        return prices;
    }

    private static Gen<UnitBar> Bars() =>
        from low in Gen.Choose(1, 1_000_000)
        from range in Gen.Frequency((3, Gen.Choose(0, 5)), (3, Gen.Choose(0, 5_000)))
        from open in Gen.Choose(0, range)
        from close in Gen.Choose(0, range)
        from volume in Gen.Choose(0, 1_000_000)
        from time in Gen.Choose(0, 1_000_000)
        select new UnitBar(time * 60_000L, low + open, low + range, low, low + close, volume);
}
