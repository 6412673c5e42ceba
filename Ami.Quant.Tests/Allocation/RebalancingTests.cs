using Ami.Quant.Allocation;
using Ami.Quant.Randomness;

namespace Ami.Quant.Tests.Allocation;

[TestClass]
public sealed class RebalancingTests
{
    [TestMethod]
    public void Plan_WithinBands_TradesNothing()
    {
        var plan = Rebalancing.Plan([52, 48], [0.5, 0.5], 0.03);
        plan.TradeCount.ShouldBe(0);
        plan.Volume.ShouldBe(0);
        Rebalancing.Drift([52, 48], [0.5, 0.5]).ShouldBe(0.02, 1e-12);
    }

    [TestMethod]
    public void Plan_TwoOutside_TradeWithEachOtherAndLeaveTheRest()
    {
        var plan = Rebalancing.Plan([350, 150, 250, 250], [0.25, 0.25, 0.25, 0.25], 0.05);
        plan.Trades.ShouldBe([-100, 100, 0, 0], 1e-9);
        plan.Weights.ShouldBe([0.25, 0.25, 0.25, 0.25], 1e-12);
    }

    [TestMethod]
    public void Plan_OneOutside_AddsTheOneAssetThatCanTakeMost()
    {
        var plan = Rebalancing.Plan([310, 240, 210, 240], [0.25, 0.25, 0.25, 0.25], 0.05);
        plan.TradeCount.ShouldBe(2);
        plan.Trades[2].ShouldBeGreaterThan(0);
        plan.Trades.Sum().ShouldBe(0, 1e-9);
        // Both land at the same distance from their targets: least squares.
        (plan.Weights[0] - 0.25).ShouldBe(plan.Weights[2] - 0.25, 1e-9);
    }

    [TestMethod]
    public void Plan_ZeroBand_ReachesTheTargetsExactly()
    {
        var plan = Rebalancing.Plan([500, 300, 200], [0.2, 0.3, 0.5], 0);
        plan.Trades.ShouldBe([-300, 0, 300], 1e-9);
        plan.TradeCount.ShouldBe(2);
    }

    [TestMethod]
    public void Plan_CashFlow_IsInvestedWhereItIsMissing()
    {
        var plan = Rebalancing.Plan([600, 300], [0.6, 0.4], 0.05, cashFlow: 100);
        plan.Trades.ShouldBe([0, 100], 1e-9);
        var withdrawal = Rebalancing.Plan([600, 400], [0.5, 0.5], 0.02, cashFlow: -200);
        withdrawal.Trades.ShouldBe([-200, 0], 1e-9);
        Rebalancing.Plan([0, 0], [0.5, 0.5], 0, cashFlow: 100).Trades.ShouldBe([50, 50], 1e-9);
    }

    [TestMethod]
    public void Plan_MinimumTrade_WidensTheBand() => Rebalancing.Plan([520, 480], [0.5, 0.5], 0.01, minimumTrade: 25).TradeCount.ShouldBe(0);

    // Against brute force over all subsets of assets: no smaller set can be traded into the bands.
    [TestMethod]
    public void Plan_RandomHoldings_UsesTheFewestTrades()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            var random = new RandomStream(seed, 7);
            var n = 2 + random.NextBounded(5);
            var values = Enumerable.Range(0, n).Select(_ => random.NextUniform(10, 200)).ToArray();
            var raw = Enumerable.Range(0, n).Select(_ => random.NextUniform(0.1, 1)).ToArray();
            var targets = raw.Select(r => r / raw.Sum()).ToArray();
            var band = random.NextUniform(0.001, 0.2);
            var cash = random.NextUniform(-50, 100) * random.NextBounded(2);
            if (values.Sum() + cash < 10)
            {
                continue;
            }

            var plan = Rebalancing.Plan(values, targets, band, cash);

            plan.Trades.Sum().ShouldBe(cash, 1e-7);
            for (var i = 0; i < n; i++)
            {
                Math.Abs(plan.Weights[i] - targets[i]).ShouldBeLessThanOrEqualTo(band + 1e-9);
                plan.Weights[i].ShouldBeGreaterThanOrEqualTo(-1e-12);
            }

            var total = values.Sum() + cash;
            var fewest = Enumerable.Range(0, 1 << n).Where(set => Possible(set)).Min(set => System.Numerics.BitOperations.PopCount((uint)set));
            plan.TradeCount.ShouldBe(fewest);

            bool Possible(int set)
            {
                double low = 0,
                    high = 0;
                for (var i = 0; i < n; i++)
                {
                    var (least, most) = (Math.Max(0, targets[i] - band) * total - values[i], (targets[i] + band) * total - values[i]);
                    if ((set >> i & 1) == 0)
                    {
                        if (least > 1e-9 || most < -1e-9)
                        {
                            return false;
                        }

                        continue;
                    }

                    low += least;
                    high += most;
                }

                return cash >= low - 1e-9 && cash <= high + 1e-9;
            }
        }
    }

    [TestMethod]
    public void BadArguments_Throw()
    {
        Should.Throw<ArgumentException>(() => Rebalancing.Plan([1, 2], [1], 0));
        Should.Throw<ArgumentException>(() => Rebalancing.Plan([1, 2], [0.5, 0.6], 0));
        Should.Throw<ArgumentException>(() => Rebalancing.Plan([-1, 2], [0.5, 0.5], 0));
        Should.Throw<ArgumentException>(() => Rebalancing.Plan([1, 2], [0.5, 0.5], 0, -3));
        Should.Throw<ArgumentException>(() => Rebalancing.Drift([0, 0], [0.5, 0.5]));
        Should.Throw<ArgumentOutOfRangeException>(() => Rebalancing.Plan([1, 2], [0.5, 0.5], -0.1));
    }
}
