using Ami.Quant.Performance;

namespace Ami.Quant.Tests.Performance;

[TestClass]
public sealed class PerformanceReportTests
{
    [TestMethod]
    public void Of_DailyCurve_GathersTheFigures()
    {
        long[] time = [.. Enumerable.Range(0, 400).Select(i => TestCandles.Start + i * 86_400_000L)];
        var random = new Random(1);
        var returns = Enumerable.Range(0, 399).Select(_ => 0.001 + 0.01 * TestCandles.Gaussian(random)).ToArray();
        var equity = Returns.Accumulate(returns, 1000);
        var report = PerformanceReport.Of(time, equity, annualRiskFree: 0.02);
        report.Periods.ShouldBe(399);
        report.Years.ShouldBe(399 / 365.25, 1e-9);
        report.TotalReturn.ShouldBe(Returns.Compound(returns), 1e-9);
        report.Volatility.ShouldBe(0.01 * Math.Sqrt(365.25), 0.02);
        report.Sharpe.ShouldBe(RiskAdjusted.Sharpe(returns, 365.25, Math.Pow(1.02, 1 / 365.25) - 1), 1e-6);
        report.Calmar.ShouldBe(report.AnnualGrowth / report.MaximumDrawdown.ShouldNotBeNull().Depth, 1e-9);
        report.ConditionalValueAtRisk95.ShouldBeGreaterThan(report.ValueAtRisk95);
        report.ProbabilisticSharpe.ShouldBeInRange(0.5, 1);
        report.Sortino.ShouldBeGreaterThan(report.Sharpe);
        report.Omega.ShouldBeGreaterThan(1);
        report.Kurtosis.ShouldBe(3, 1);
        report.Skewness.ShouldBe(0, 0.5);
    }

    [TestMethod]
    public void Of_TooLittle_Throws()
    {
        Should.Throw<ArgumentException>(() => PerformanceReport.Of([1], [1]));
        Should.Throw<ArgumentException>(() => PerformanceReport.Of([1, 2], [1]));
    }
}
