using Ami.Quant.Performance;

namespace Ami.Quant.Tests.Performance;

[TestClass]
public sealed class NormalDistributionTests
{
    [TestMethod]
    [DataRow(0, 0.5)]
    [DataRow(1, 0.8413447460685429)]
    [DataRow(1.96, 0.9750021048517795)]
    [DataRow(-5, 2.866515718791939e-07)]
    [DataRow(-8, 6.220960574271785e-16)]
    [DataRow(-40, 0)]
    public void Cdf_TabulatedValues_Match(double x, double expected) => NormalDistribution.Cdf(x).ShouldBe(expected, Math.Min(1e-15, 1e-9 * expected + 1e-20));

    [TestMethod]
    public void Quantile_AnyProbability_InvertsCdf()
    {
        foreach (var p in new[] { 1e-12, 1e-6, 0.001, 0.0242, 0.0243, 0.2, 0.5, 0.7, 0.975, 0.999999 })
        {
            NormalDistribution.Cdf(NormalDistribution.Quantile(p)).ShouldBe(p, 1e-13 * p + 1e-15);
        }

        NormalDistribution.Quantile(0.975).ShouldBe(1.9599639845400545, 1e-13);
        NormalDistribution.Quantile(0).ShouldBe(double.NegativeInfinity);
        NormalDistribution.Quantile(1).ShouldBe(double.PositiveInfinity);
        NormalDistribution.Density(0).ShouldBe(0.3989422804014327, 1e-15);
        NormalDistribution.Cdf(double.NaN).ShouldBe(double.NaN);
        Should.Throw<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(1.1));
        Should.Throw<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(double.NaN));
    }
}
