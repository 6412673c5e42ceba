using Ami.Quant.Performance;

namespace Ami.Quant.Tests.Performance;

[TestClass]
public sealed class ReturnsTests
{
    private static readonly double[] Four = [0.10, -0.05, 0.02, -0.01];

    [TestMethod]
    public void Simple_AndCompound_AreInverse()
    {
        var values = Returns.Accumulate(Four, 50);
        values[^1].ShouldBe(50 * 1.1 * 0.95 * 1.02 * 0.99, 1e-12);
        var back = Returns.Simple(values);
        for (var i = 0; i < 4; i++)
        {
            back[i].ShouldBe(Four[i], 1e-12);
        }

        Returns.Compound(Four).ShouldBe(values[^1] / 50 - 1, 1e-12);
        Returns.Logarithmic(values).Sum().ShouldBe(Math.Log(values[^1] / 50), 1e-12);
        Returns.Simple([1]).ShouldBeEmpty();
        Returns.Logarithmic([]).ShouldBeEmpty();
    }

    [TestMethod]
    public void AnnualGrowth_Doubling_IsTheRoot()
    {
        Returns.AnnualGrowth(100, 200, 2).ShouldBe(Math.Sqrt(2) - 1, 1e-12);
        Returns.AnnualGrowth(100, 0, 1).ShouldBe(-1);
        Returns.AnnualGrowth(0, 1, 1).ShouldBe(double.NaN);
        Returns.AnnualGrowth(1, 1, 0).ShouldBe(double.NaN);
    }

    [TestMethod]
    public void PeriodsPerYear_HourlyClock_CountsHours()
    {
        var bars = TestCandles.Walk(1000);
        Returns.PeriodsPerYear(bars.Time).ShouldBe(8766, 1e-6);
        Returns.PeriodsPerYear([5]).ShouldBe(double.NaN);
    }

    [TestMethod]
    public void Moments_SmallSample_MatchHandCalculation()
    {
        var moments = SampleMoments.Of([1, 2, 3, 4, 10]);
        moments.Mean.ShouldBe(4);
        moments.Variance.ShouldBe(12.5);
        moments.Skewness.ShouldBe(36 / Math.Pow(10, 1.5), 1e-12);
        moments.Kurtosis.ShouldBe((81 + 16 + 1 + 0 + 1296) / 5.0 / 100, 1e-12);
        SampleMoments.Of([]).Mean.ShouldBe(double.NaN);
        SampleMoments.Of([3]).Variance.ShouldBe(double.NaN);
        SampleMoments.Of([0.1, 0.1, 0.1]).Variance.ShouldBe(0);
        SampleMoments.Of([0.1, 0.1, 0.1]).Skewness.ShouldBe(double.NaN);
    }

    [TestMethod]
    public void Ratios_SmallSample_MatchHandCalculation()
    {
        double[] returns = [0.02, -0.01, 0.03, -0.02];
        RiskAdjusted.Volatility(returns, 4).ShouldBe(2 * Math.Sqrt(0.0017 / 3), 1e-12);
        RiskAdjusted.Sharpe(returns, 4).ShouldBe(0.005 / Math.Sqrt(0.0017 / 3) * 2, 1e-12);
        RiskAdjusted.Sharpe(returns, 4, 0.005).ShouldBe(0, 1e-12);
        RiskAdjusted.DownsideDeviation(returns).ShouldBe(Math.Sqrt(0.0005 / 4), 1e-12);
        RiskAdjusted.Sortino(returns, 1).ShouldBe(0.005 / Math.Sqrt(0.0005 / 4), 1e-12);
        RiskAdjusted.Omega(returns).ShouldBe(0.05 / 0.03, 1e-12);
        RiskAdjusted.Omega(returns, 0.02).ShouldBe(0.01 / 0.07, 1e-12);
        RiskAdjusted.Calmar([100, 120, 90, 121], 2).ShouldBe(0.1 / 0.25, 1e-12);
    }

    [TestMethod]
    public void Ratios_WithoutRisk_AreUndefined()
    {
        double[] steady = [0.01, 0.01, 0.01];
        RiskAdjusted.Sharpe(steady, 252).ShouldBe(double.NaN);
        RiskAdjusted.Sortino(steady, 252).ShouldBe(double.NaN);
        RiskAdjusted.Omega(steady).ShouldBe(double.NaN);
        RiskAdjusted.Calmar([1, 2, 3], 1).ShouldBe(double.NaN);
        RiskAdjusted.Calmar([1], 1).ShouldBe(double.NaN);
        RiskAdjusted.Sharpe([], 1).ShouldBe(double.NaN);
    }
}
