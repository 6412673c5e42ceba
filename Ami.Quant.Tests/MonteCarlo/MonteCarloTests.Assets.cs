using Ami.Quant.MonteCarlo;

namespace Ami.Quant.Tests.MonteCarlo;

public sealed partial class MonteCarloTests
{
    [TestMethod]
    public void CorrelatedAssets_NeverRebalanced_MeanIsTheSumOfTheAssets()
    {
        var covariance = new[,]
        {
            { 0.04, 0.018 },
            { 0.018, 0.09 },
        };
        var plan = Base with { Returns = new CorrelatedAssets([0.05, 0.10], covariance, [0.6, 0.4], 0) };
        var result = MonteCarloSimulation.Run(plan);
        double expected = 1000 * (0.6 * Math.Exp(0.25) + 0.4 * Math.Exp(0.5));
        result.Mean(4).ShouldBe(expected, 0.02 * expected);
        // The second moment shows the correlation: E[w_i w_j exp((mu_i + mu_j + c_ij) T)].
        double second = 0;
        foreach (var w in result.Final.ToArray())
        {
            second += w * w / result.Paths;
        }

        var exact = 1e6 * (0.36 * Math.Exp(0.5 + 0.2) + 0.16 * Math.Exp(1 + 0.45) + 2 * 0.24 * Math.Exp(0.75 + 0.09));
        second.ShouldBe(exact, 0.05 * exact);
    }

    [TestMethod]
    public void CorrelatedAssets_Rebalanced_MeanCompoundsTheMixedGrowth()
    {
        var covariance = new[,]
        {
            { 0.04, -0.01 },
            { -0.01, 0.02 },
        };
        var plan = Base with { Returns = new CorrelatedAssets([0.05, 0.10], covariance, [0.6, 0.4]) };
        var exact = 1000 * Math.Pow(0.6 * Math.Exp(0.05 / 12) + 0.4 * Math.Exp(0.10 / 12), 60);
        MonteCarloSimulation.Run(plan).Mean(4).ShouldBe(exact, 0.01 * exact);
    }

    [TestMethod]
    public void CorrelatedAssets_PerfectCorrelation_IsOneAsset()
    {
        var twice = new CorrelatedAssets(
            [0.06, 0.06],
            new[,]
            {
                { 0.04, 0.04 },
                { 0.04, 0.04 },
            },
            [0.3, 0.7]
        );
        var once = new CorrelatedAssets(
            [0.06],
            new[,]
            {
                { 0.04 },
            },
            [1]
        );
        var a = MonteCarloSimulation.Run(Base with { Returns = twice, Paths = 100 });
        var b = MonteCarloSimulation.Run(Base with { Returns = once, Paths = 100 });
        a.Final.ToArray().ShouldBe(b.Final.ToArray(), 1e-6);
    }

    [TestMethod]
    public void HistoricalBootstrap_SinglePeriods_KeepMeanAndVariance()
    {
        double[] history = [0.02, -0.01, 0.03, -0.04, 0.01];
        var logs = history.Select(r => Math.Log(1 + r)).ToArray();
        var mean = logs.Average();
        var variance = logs.Sum(l => (l - mean) * (l - mean)) / 5;
        var result = MonteCarloSimulation.Run(Base with { Returns = new HistoricalBootstrap(history, 1) });
        var final = result.Final.ToArray().Select(w => Math.Log(w / 1000)).ToArray();
        var average = final.Average();
        average.ShouldBe(60 * mean, 4 * Math.Sqrt(60 * variance / Base.Paths));
        var spread = final.Sum(f => (f - average) * (f - average)) / Base.Paths;
        spread.ShouldBe(60 * variance, 0.04 * 60 * variance);
    }

    [TestMethod]
    public void HistoricalBootstrap_LongBlocks_KeepDependence()
    {
        // Ten good periods, ten bad ones: long blocks swing much more than single periods.
        var history = Enumerable.Range(0, 20).Select(i => i < 10 ? 0.02 : -0.02).ToArray();
        double Spread(double block)
        {
            var result = MonteCarloSimulation.Run(Base with { Returns = new HistoricalBootstrap(history, block), Steps = 10, Paths = 5000 });
            return result.Quantile(0, 0.9) / result.Quantile(0, 0.1);
        }

        Spread(100).ShouldBeGreaterThan(1.1 * Spread(1));
    }

    [TestMethod]
    public void HistoricalBootstrap_OneEndlessBlock_GoesAroundTheHistoryInOrder()
    {
        var model = new HistoricalBootstrap([0.1, -0.05, 0.02], 1e9);
        var result = MonteCarloSimulation.Run(Base with { Returns = model, Steps = 6, Paths = 50 });
        foreach (var wealth in result.Final.ToArray())
        {
            wealth.ShouldBe(1000 * Math.Pow(1.1 * 0.95 * 1.02, 2), 1e-8);
        }
    }

    [TestMethod]
    public void HistoricalBootstrap_OfPortfolio_WeighsTheRows()
    {
        var model = HistoricalBootstrap.OfPortfolio(
            new[,]
            {
                { 0.10, 0.02 },
            },
            [0.25, 0.75],
            5
        );
        var result = MonteCarloSimulation.Run(Base with { Returns = model, Steps = 1, Paths = 3 });
        result.Final[2].ShouldBe(1040, 1e-9);
    }
}
