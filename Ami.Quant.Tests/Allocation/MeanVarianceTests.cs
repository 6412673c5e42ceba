using Ami.Quant.Allocation;
using Ami.Quant.Randomness;

namespace Ami.Quant.Tests.Allocation;

[TestClass]
public sealed class MeanVarianceTests
{
    // Karush-Kuhn-Tucker: feasible; gradient equal on free weights, not smaller at lower bounds, not greater at upper ones.
    private static void ShouldBeOptimal(double[] w, double[] mu, double[,] sigma, double t, WeightBounds bounds)
    {
        w.Sum().ShouldBe(1, 1e-9);
        var gradient = new double[w.Length];
        for (var i = 0; i < w.Length; i++)
        {
            w[i].ShouldBeInRange(bounds.Lower[i] - 1e-9, bounds.Upper[i] + 1e-9);
            gradient[i] = -t * mu[i];
            for (var j = 0; j < w.Length; j++)
            {
                gradient[i] += sigma[i, j] * w[j];
            }
        }

        // A multiplier must fit between the gradients of weights that could fall and of those that could rise.
        var mayRise = Enumerable
            .Range(0, w.Length)
            .Where(i => w[i] < bounds.Upper[i] - 1e-9)
            .Select(i => gradient[i])
            .DefaultIfEmpty(double.PositiveInfinity)
            .Min();
        var mayFall = Enumerable
            .Range(0, w.Length)
            .Where(i => w[i] > bounds.Lower[i] + 1e-9)
            .Select(i => gradient[i])
            .DefaultIfEmpty(double.NegativeInfinity)
            .Max();
        (mayFall - mayRise).ShouldBeLessThan(1e-8);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(8)]
    [DataRow(40)]
    public void Optimise_RandomMarketsAndBounds_SatisfiesKarushKuhnTucker(int n)
    {
        for (ulong seed = 0; seed < (n < 20 ? 12u : 2); seed++)
        {
            var (sigma, mu) = (Markets.Covariance(n, seed), Markets.Expected(n, seed));
            var random = new RandomStream(seed, 3);
            var lower = Enumerable.Range(0, n).Select(_ => random.NextBool() ? 0 : -0.1 * random.NextUniform()).ToArray();
            var upper = lower.Select(l => l + 0.05 + 2.5 / n * random.NextUniform() + 1.0 / n).ToArray();
            foreach (var bounds in new[] { WeightBounds.LongOnly(n), WeightBounds.LongOnly(n, Math.Max(0.15, 1.5 / n)), new WeightBounds(lower, upper) })
            {
                foreach (var aversion in new[] { 0.01, 1, 5, 1000.0 })
                {
                    ShouldBeOptimal(MeanVariance.Optimise(mu, sigma, aversion, bounds), mu, sigma, 1 / aversion, bounds);
                }
            }
        }
    }

    [TestMethod]
    public void Optimise_TwoAssets_EqualsTheClosedForm()
    {
        // With w = (x, 1 - x): x = (sigma2² - c + (mu1 - mu2) / lambda) / (sigma1² + sigma2² - 2c).
        double[] mu = [0.08, 0.05];
        var sigma = new[,]
        {
            { 0.04, 0.006 },
            { 0.006, 0.01 },
        };
        var expected = (0.01 - 0.006 + 0.03 / 4) / (0.04 + 0.01 - 0.012);
        MeanVariance.Optimise(mu, sigma, 4).ShouldBe([expected, 1 - expected], 1e-9);
    }

    [TestMethod]
    public void Optimise_ThreeAssets_BeatsEveryPointOfAGrid()
    {
        var (sigma, mu) = (Markets.Covariance(3, 9), Markets.Expected(3, 9));
        double Utility(double[] w) => w.Zip(mu, (a, b) => a * b).Sum() - 0.5 * 3 * PortfolioRisk.Variance(w, sigma);
        double Sharpe(double[] w) => (w.Zip(mu, (a, b) => a * b).Sum() - 0.01) / PortfolioRisk.Volatility(w, sigma);
        var bounds = WeightBounds.LongOnly(3, 0.7);
        var utility = Utility(MeanVariance.Optimise(mu, sigma, 3, bounds));
        var sharpe = Sharpe(MeanVariance.MaximumSharpe(mu, sigma, 0.01, bounds));
        var variance = PortfolioRisk.Variance(MeanVariance.MinimumVariance(sigma, bounds), sigma);
        for (var a = 0; a <= 70; a++)
        {
            for (var b = Math.Max(0, 30 - a); b <= Math.Min(70, 100 - a); b++)
            {
                double[] w = [a / 100.0, b / 100.0, (100 - a - b) / 100.0];
                Utility(w).ShouldBeLessThanOrEqualTo(utility + 1e-12);
                Sharpe(w).ShouldBeLessThanOrEqualTo(sharpe + 1e-12);
                PortfolioRisk.Variance(w, sigma).ShouldBeGreaterThanOrEqualTo(variance - 1e-15);
            }
        }
    }

    [TestMethod]
    public void MinimumVariance_DiagonalCovariance_IsInverseVariance()
    {
        var sigma = new[,]
        {
            { 0.04, 0, 0 },
            { 0, 0.02, 0 },
            { 0, 0, 0.01 },
        };
        MeanVariance.MinimumVariance(sigma).ShouldBe([1.0 / 7, 2.0 / 7, 4.0 / 7], 1e-9);
        MeanVariance.MinimumVariance(sigma, WeightBounds.LongOnly(3, 0.5)).ShouldBe([1.0 / 6, 1.0 / 3, 0.5], 1e-9);
    }

    [TestMethod]
    public void MaximumSharpe_WideBounds_IsTheTangencyPortfolio()
    {
        var sigma = new[,]
        {
            { 0.04, 0.01 },
            { 0.01, 0.09 },
        };
        double[] mu = [0.07, 0.12];
        // Σ⁻¹(μ − r), scaled to sum 1.
        var (a, b) = (0.09 * 0.05 - 0.01 * 0.10, -0.01 * 0.05 + 0.04 * 0.10);
        MeanVariance.MaximumSharpe(mu, sigma, 0.02).ShouldBe([a / (a + b), b / (a + b)], 1e-7);
    }

    [TestMethod]
    [DataRow(5)]
    [DataRow(20)]
    public void MaximumSharpe_RandomMarkets_NoFeasibleNeighbourIsBetter(int n)
    {
        for (ulong seed = 0; seed < 6; seed++)
        {
            var (sigma, mu) = (Markets.Covariance(n, seed), Markets.Expected(n, seed));
            var bounds = WeightBounds.LongOnly(n, 0.4);
            var best = MeanVariance.MaximumSharpe(mu, sigma, 0.01, bounds);
            double Sharpe(double[] w) => (w.Zip(mu, (a, b) => a * b).Sum() - 0.01) / PortfolioRisk.Volatility(w, sigma);
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var moved = (double[])best.Clone();
                    var amount = Math.Min(1e-4, Math.Min(moved[i], 0.4 - moved[j]));
                    if (i == j || amount <= 0)
                    {
                        continue;
                    }

                    moved[i] -= amount;
                    moved[j] += amount;
                    Sharpe(moved).ShouldBeLessThanOrEqualTo(Sharpe(best) + 1e-9);
                }
            }
        }
    }

    [TestMethod]
    public void MaximumSharpe_NothingEarnsMoreThanRiskFree_Throws() =>
        Should.Throw<ArgumentException>(() => MeanVariance.MaximumSharpe([0.01, 0.02], Markets.Covariance(2, 1), 0.03));

    [TestMethod]
    public void EfficientFrontier_Points_RiseInReturnAndRiskAndAreOptimal()
    {
        var (sigma, mu) = (Markets.Covariance(10, 4), Markets.Expected(10, 4));
        var bounds = WeightBounds.LongOnly(10, 0.3);
        var points = MeanVariance.EfficientFrontier(mu, sigma, 15, bounds);
        points.Length.ShouldBe(15);
        points[0].Weights.ShouldBe(MeanVariance.MinimumVariance(sigma, bounds), 1e-8);
        for (var i = 1; i < 15; i++)
        {
            (points[i].Return - points[i - 1].Return).ShouldBe((points[14].Return - points[0].Return) / 14, 1e-8);
            points[i].Volatility.ShouldBeGreaterThan(points[i - 1].Volatility);
            // Convexity: variance is convex in return.
            if (i < 14)
            {
                (points[i].Volatility * points[i].Volatility).ShouldBeLessThanOrEqualTo(
                    0.5 * (points[i - 1].Volatility * points[i - 1].Volatility + points[i + 1].Volatility * points[i + 1].Volatility) + 1e-10
                );
            }
        }

        var middle = MeanVariance.ForReturn(mu, sigma, points[7].Return, bounds);
        middle.Weights.ShouldBe(points[7].Weights, 1e-6);
        MeanVariance.ForReturn(mu, sigma, -1, bounds).Weights.ShouldBe(points[0].Weights, 1e-9);
        Should.Throw<ArgumentOutOfRangeException>(() => MeanVariance.ForReturn(mu, sigma, 9, bounds));
    }

    [TestMethod]
    public void Optimise_SingularCovarianceAndTightBounds_StillSolves()
    {
        var singular = new[,]
        {
            { 0.04, 0.04, 0 },
            { 0.04, 0.04, 0 },
            { 0, 0, 0.04 },
        };
        var w = MeanVariance.MinimumVariance(singular);
        (w[0] + w[1]).ShouldBe(0.5, 1e-6);
        MeanVariance.MinimumVariance(singular, new WeightBounds([0.2, 0.3, 0.5], [0.2, 0.3, 0.5])).ShouldBe([0.2, 0.3, 0.5], 1e-12);
        MeanVariance.Optimise([0.1, 0.2, 0.3], singular, 1e-9, new WeightBounds([0, 0, 0], [0.5, 0.5, 0.5])).ShouldBe([0, 0.5, 0.5], 1e-6);
    }

    [TestMethod]
    public void BadArguments_Throw()
    {
        Should.Throw<ArgumentException>(() => WeightBounds.LongOnly(3, 0.2));
        Should.Throw<ArgumentException>(() => WeightBounds.Uniform(3, 0.5, 0.9));
        Should.Throw<ArgumentException>(() => new WeightBounds([0.5], [0.1]));
        Should.Throw<ArgumentException>(() => new WeightBounds([0.5], [0.1, 1]));
        Should.Throw<ArgumentException>(() => MeanVariance.Optimise([1], Markets.Covariance(2, 1), 1));
        Should.Throw<ArgumentException>(() => MeanVariance.Optimise([1, double.NaN], Markets.Covariance(2, 1), 1));
        Should.Throw<ArgumentException>(() => MeanVariance.Optimise([1, 2], Markets.Covariance(2, 1), 1, WeightBounds.LongOnly(3)));
        Should.Throw<ArgumentException>(() =>
            MeanVariance.MinimumVariance(
                new[,]
                {
                    { 1.0, 3 },
                    { 3, 1 },
                }
            )
        );
        Should.Throw<ArgumentException>(() => MeanVariance.MinimumVariance(new double[2, 3]));
        Should.Throw<ArgumentOutOfRangeException>(() => MeanVariance.Optimise([1, 2], Markets.Covariance(2, 1), 0));
    }
}
