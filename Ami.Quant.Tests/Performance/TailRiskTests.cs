using Ami.Quant.Performance;

namespace Ami.Quant.Tests.Performance;

[TestClass]
public sealed class TailRiskTests
{
    private static readonly double[] Hundred = [.. Enumerable.Range(1, 100).Select(i => (i - 50.5) / 1000)];

    [TestMethod]
    public void Quantile_BetweenOrderStatistics_Interpolates()
    {
        TailRisk.Quantile([4, 1, 3, 2], 0.5).ShouldBe(2.5);
        TailRisk.Quantile([4, 1, 3, 2], 0.9).ShouldBe(3.7, 1e-12);
        TailRisk.Quantile([4, 1, 3, 2], 1).ShouldBe(4);
        TailRisk.Quantile([], 0.5).ShouldBe(double.NaN);
        Should.Throw<ArgumentOutOfRangeException>(() => TailRisk.Quantile([1], 2));
    }

    [TestMethod]
    public void ValueAtRisk_Ladder_IsTheFifthPercentile()
    {
        TailRisk.ValueAtRisk(Hundred).ShouldBe(0.04455, 1e-12);
        TailRisk.ConditionalValueAtRisk(Hundred).ShouldBe((49.5 + 48.5 + 47.5 + 46.5 + 45.5) / 5000, 1e-12);
    }

    [TestMethod]
    public void ConditionalValueAtRisk_PartOfAPeriod_CountsInPart() =>
        TailRisk.ConditionalValueAtRisk([-0.10, -0.04, 0.01], 0.5).ShouldBe((0.10 + 0.5 * 0.04) / 1.5, 1e-12);

    [TestMethod]
    public void ConditionalValueAtRisk_FewReturns_IsTheWorst()
    {
        TailRisk.ConditionalValueAtRisk([-0.10, 0.2]).ShouldBe(0.10, 1e-12);
        TailRisk.ConditionalValueAtRisk([]).ShouldBe(double.NaN);
        Should.Throw<ArgumentOutOfRangeException>(() => TailRisk.ValueAtRisk(Hundred, 1));
    }

    [TestMethod]
    public void GaussianValueAtRisk_NormalSample_IsCloseToHistoricalAndModified()
    {
        var random = new Random(3);
        var returns = Enumerable.Range(0, 20_000).Select(_ => 0.001 + 0.02 * TestCandles.Gaussian(random)).ToArray();
        var expected = 0.02 * 1.6448536269514722 - 0.001;
        TailRisk.GaussianValueAtRisk(returns).ShouldBe(expected, 0.0006);
        TailRisk.ModifiedValueAtRisk(returns).ShouldBe(expected, 0.001);
        TailRisk.ValueAtRisk(returns).ShouldBe(expected, 0.001);
    }

    [TestMethod]
    public void ModifiedValueAtRisk_LeftTail_IsAboveTheGaussian()
    {
        double[] returns = [.. Enumerable.Repeat(0.01, 90), .. Enumerable.Repeat(-0.05, 10)];
        TailRisk.ModifiedValueAtRisk(returns).ShouldBeGreaterThan(TailRisk.GaussianValueAtRisk(returns));
    }
}
