using Ami.Quant.Allocation;

namespace Ami.Quant.Tests.Allocation;

[TestClass]
public sealed class RiskParityTests
{
    [TestMethod]
    [DataRow(2)]
    [DataRow(7)]
    [DataRow(40)]
    public void EqualRisk_RandomMarkets_ContributionsAreEqual(int n)
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            var sigma = Markets.Covariance(n, seed);
            var weights = EqualRiskContribution.Optimise(sigma);
            weights.Sum().ShouldBe(1, 1e-12);
            weights.ShouldAllBe(w => w > 0);
            foreach (var share in PortfolioRisk.RiskContributions(weights, sigma))
            {
                share.ShouldBe(1.0 / n, 1e-10);
            }
        }
    }

    [TestMethod]
    public void EqualRisk_Budgets_AreMet()
    {
        var sigma = Markets.Covariance(3, 8);
        var shares = PortfolioRisk.RiskContributions(EqualRiskContribution.Optimise(sigma, [1, 2, 5]), sigma);
        for (var i = 0; i < 3; i++)
        {
            shares[i].ShouldBe(new[] { 0.125, 0.25, 0.625 }[i], 1e-10);
        }
    }

    [TestMethod]
    public void EqualRisk_SameCorrelations_IsInverseVolatility()
    {
        var sigma = new[,]
        {
            { 0.04, 0.3 * 0.2 * 0.1 },
            { 0.3 * 0.2 * 0.1, 0.01 },
        };
        EqualRiskContribution.Optimise(sigma).ShouldBe([1.0 / 3, 2.0 / 3], 1e-12);
    }

    [TestMethod]
    public void HierarchicalRiskParity_TwoAssets_IsInverseVariance()
    {
        HierarchicalRiskParity
            .Optimise(
                new[,]
                {
                    { 0.04, 0.01 },
                    { 0.01, 0.01 },
                }
            )
            .ShouldBe([0.2, 0.8], 1e-12);
        HierarchicalRiskParity
            .Optimise(
                new[,]
                {
                    { 0.04 },
                }
            )
            .ShouldBe([1.0]);
    }

    [TestMethod]
    public void HierarchicalRiskParity_TwoPairs_SplitsBetweenPairsFirst()
    {
        // Assets 0 and 2 move together, 1 and 3 move together, the pairs are independent.
        var sigma = new[,]
        {
            { 0.04, 0, 0.038, 0 },
            { 0, 0.01, 0, 0.0095 },
            { 0.038, 0, 0.04, 0 },
            { 0, 0.0095, 0, 0.01 },
        };
        var order = HierarchicalRiskParity.Order(sigma);
        new[] { order[0] % 2, order[1] % 2 }.Distinct().Count().ShouldBe(1);
        var weights = HierarchicalRiskParity.Optimise(sigma);
        // The pair's variances are 0.039 and 0.00975: weights 1:4 between pairs, equal within.
        weights.ShouldBe([0.1, 0.4, 0.1, 0.4], 1e-12);
    }

    [TestMethod]
    public void HierarchicalRiskParity_RandomMarkets_IsAPositivePartition()
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            var weights = HierarchicalRiskParity.Optimise(Markets.Covariance(13, seed));
            weights.Sum().ShouldBe(1, 1e-12);
            weights.ShouldAllBe(w => w > 0 && w < 1);
        }

        HierarchicalRiskParity.Order(Markets.Covariance(13, 1)).Order().ShouldBe(Enumerable.Range(0, 13));
    }

    [TestMethod]
    public void PortfolioRisk_KnownPortfolio_IsByHand()
    {
        var sigma = new[,]
        {
            { 0.04, 0.01 },
            { 0.01, 0.09 },
        };
        PortfolioRisk.Variance([0.5, 0.5], sigma).ShouldBe(0.0375, 1e-15);
        PortfolioRisk.RiskContributions([0.5, 0.5], sigma).ShouldBe([1.0 / 3, 2.0 / 3], 1e-12);
        PortfolioRisk.DiversificationRatio([0.5, 0.5], sigma).ShouldBe(0.25 / Math.Sqrt(0.0375), 1e-12);
        Should.Throw<ArgumentException>(() => PortfolioRisk.Variance([1], sigma));
    }

    [TestMethod]
    public void BadArguments_Throw()
    {
        Should.Throw<ArgumentException>(() => EqualRiskContribution.Optimise(new double[2, 2]));
        Should.Throw<ArgumentException>(() => EqualRiskContribution.Optimise(Markets.Covariance(2, 1), [1]));
        Should.Throw<ArgumentException>(() => EqualRiskContribution.Optimise(Markets.Covariance(2, 1), [1, 0]));
        Should.Throw<ArgumentException>(() => HierarchicalRiskParity.Optimise(new double[2, 2]));
    }
}
