using Ami.Quant.MonteCarlo;
using Ami.Quant.Randomness;

namespace Ami.Quant.Tests.MonteCarlo;

[TestClass]
public sealed partial class MonteCarloTests
{
    private static readonly Projection Base = new()
    {
        Returns = new GeometricBrownian(0.06, 0.2),
        InitialWealth = 1000,
        Steps = 60,
        StepsPerYear = 12,
        Paths = 40_000,
        Seed = 7,
    };

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(5)]
    public void Run_AnyNumberOfThreads_GivesTheSameBits(int threads)
    {
        ReturnModel[] models =
        [
            Base.Returns,
            new CorrelatedAssets(
                [0.05, 0.02, 0.03],
                new[,]
                {
                    { 0.04, 0.01, 0 },
                    { 0.01, 0.02, 0 },
                    { 0, 0, 0.01 },
                },
                [0.5, 0.3, 0.2]
            ),
            new HistoricalBootstrap([0.01, -0.02, 0.03, 0.005], 3),
        ];
        foreach (var model in models)
        {
            var plan = Base with { Returns = model, Paths = 2003, Flows = [new CashFlow(10)] };
            var one = MonteCarloSimulation.Run(plan with { MaximumThreads = 1 });
            var many = MonteCarloSimulation.Run(plan with { MaximumThreads = threads });
            many.Final.SequenceEqual(one.Final).ShouldBeTrue();
            var fewer = MonteCarloSimulation.Run(plan with { Paths = 1001 });
            fewer.Final.SequenceEqual(one.Final[..1001]).ShouldBeTrue();
        }
    }

    [TestMethod]
    public void Run_GeometricBrownian_HasTheLognormalDistribution()
    {
        var result = MonteCarloSimulation.Run(Base);
        result.Steps.ShouldBe([12, 24, 36, 48, 60]);
        const double years = 5;
        var mean = 1000 * Math.Exp(0.06 * years);
        var spread = mean * Math.Sqrt(Math.Exp(0.04 * years) - 1);
        result.Mean(4).ShouldBe(mean, 4 * spread / Math.Sqrt(Base.Paths));
        foreach (var (z, p) in new[] { (-1.6448536, 0.05), (0.0, 0.5), (1.6448536, 0.95) })
        {
            // The share of paths below the true quantile is binomial.
            var quantile = 1000 * Math.Exp((0.06 - 0.02) * years + z * 0.2 * Math.Sqrt(years));
            (1 - result.ProbabilityOf(quantile)).ShouldBe(p, 4 * Math.Sqrt(p * (1 - p) / Base.Paths));
        }

        result.StandardErrorOf(result.Quantile(4, 0.5)).ShouldBe(0.5 / Math.Sqrt(Base.Paths), 1e-6);
        result.ProbabilityOfRuin.ShouldBe(0);
    }

    [TestMethod]
    public void Run_StepsOfOnePath_AreIndependent()
    {
        var result = MonteCarloSimulation.Run(Base with { RecordEvery = 1, Paths = 20_000, Steps = 9 });
        result.Steps.Count.ShouldBe(9);
        for (var a = 1; a < 8; a++)
        {
            double product = 0;
            for (var p = 0; p < 20_000; p++)
            {
                var first = (Math.Log(result.At(a)[p] / result.At(a - 1)[p]) - 0.04 / 12) / (0.2 / Math.Sqrt(12));
                var second = (Math.Log(result.At(a + 1)[p] / result.At(a)[p]) - 0.04 / 12) / (0.2 / Math.Sqrt(12));
                product += first * second;
            }

            (product / 20_000).ShouldBe(0, 4 / Math.Sqrt(20_000));
        }
    }

    [TestMethod]
    public void Run_WithoutVolatility_IsTheAnnuityFormula()
    {
        var plan = Base with { Returns = new GeometricBrownian(0.06, 0), Paths = 9, Flows = [new CashFlow(50)], AnnualFee = 0.01 };
        var growth = Math.Exp(0.06 / 12) * Math.Pow(0.99, 1.0 / 12);
        var expected = 1000.0;
        for (var t = 0; t < 60; t++)
        {
            expected = (expected + 50) * growth;
        }

        var result = MonteCarloSimulation.Run(plan);
        foreach (var wealth in result.Final.ToArray())
        {
            wealth.ShouldBe(expected, 1e-8);
        }
    }

    [TestMethod]
    public void CashFlow_Schedule_PaysWhenItSays()
    {
        CashFlow.PerStep([new CashFlow(10, FirstStep: 2, LastStep: 7, Every: 3), new CashFlow(-1, 4)], 8, 12).ShouldBe([0, 0, 10, 0, -1, 9, -1, -1]);
        CashFlow.PerStep([new CashFlow(100, Every: 12, AnnualGrowth: 0.1)], 25, 12).Where(x => x > 0).ShouldBe([100, 110, 121], 1e-9);
        Should.Throw<ArgumentOutOfRangeException>(() => CashFlow.PerStep([new CashFlow(1, Every: 0)], 5, 12));
    }

    [TestMethod]
    public void Withdrawals_MoreThanThereIs_AreRuinAndNeverNegativeWealth()
    {
        var plan = Base with { Flows = [new CashFlow(-30)] };
        var result = MonteCarloSimulation.Run(plan);
        result.ProbabilityOfRuin.ShouldBeInRange(0.9, 1);
        result.Quantile(4, 0).ShouldBe(0);
        MonteCarloSimulation.Run(plan with { Returns = new GeometricBrownian(0, 0), Flows = [new CashFlow(-10)] }).ProbabilityOfRuin.ShouldBe(0);
        MonteCarloSimulation.Run(plan with { Returns = new GeometricBrownian(0, 0), Flows = [new CashFlow(-17)] }).ProbabilityOfRuin.ShouldBe(1);
    }

    [TestMethod]
    public void RequiredContribution_WithoutVolatility_IsTheAnnuityFormula()
    {
        var plan = Base with { Returns = new GeometricBrownian(0.06, 0), Paths = 10 };
        var growth = Math.Exp(0.06 / 12);
        double unit = 0;
        for (var t = 0; t < 60; t++)
        {
            unit = (unit + 1) * growth;
        }

        var exact = (10_000 - 1000 * Math.Pow(growth, 60)) / unit;
        MonteCarloSimulation.RequiredContribution(plan, 10_000, 0.8, new CashFlow(1)).ShouldBe(exact, 1e-4);
    }

    [TestMethod]
    public void RequiredContribution_RandomReturns_IsTheSmallestThatReachesTheGoal()
    {
        var plan = Base with { Paths = 3000, Flows = [new CashFlow(-5, FirstStep: 30)] };
        var needed = MonteCarloSimulation.RequiredContribution(plan, 5000, 0.75, new CashFlow(1, Every: 3));
        double Chance(double amount) => MonteCarloSimulation.Run(plan with { Flows = [.. plan.Flows, new CashFlow(amount, Every: 3)] }).ProbabilityOf(5000);
        Chance(needed).ShouldBeGreaterThanOrEqualTo(0.75);
        Chance(needed * 0.999).ShouldBeLessThan(0.75);
        MonteCarloSimulation.RequiredContribution(plan, 1, 0.5, new CashFlow(1)).ShouldBe(0);
        MonteCarloSimulation.RequiredContribution(plan, 1e6, 0.5, new CashFlow(1, FirstStep: 99)).ShouldBe(double.PositiveInfinity);
    }

    [TestMethod]
    public void Fan_Lines_AreTheSortedOrderStatistics()
    {
        var result = MonteCarloSimulation.Run(Base with { Paths = 10_001 });
        var fan = result.Fan(0, 0.05, 0.5, 0.95, 1);
        for (var r = 0; r < 5; r++)
        {
            var sorted = result.At(r).ToArray();
            Array.Sort(sorted);
            fan.Select(l => l.Wealth[r]).ShouldBe([sorted[0], sorted[500], sorted[5000], sorted[9500], sorted[10_000]]);
        }

        fan[1].Probability.ShouldBe(0.05);
        result.MeanOfWorst(1).ShouldBe(result.Mean(4), 1e-9);
        result.MeanOfWorst(0.05).ShouldBeLessThan(fan[1].Wealth[4]);
    }

    [TestMethod]
    public void Quantiles_AnySample_EqualInterpolatedSort()
    {
        var random = new RandomStream(3);
        double[] probabilities = [0, 0.001, 0.1, 0.3333, 0.5, 0.77, 0.99, 1];
        foreach (var n in new[] { 1, 2, 100, 5000, 20_000 })
        {
            foreach (var shape in new Func<double>[] { random.NextNormal, () => Math.Exp(5 * random.NextNormal()), () => random.NextBounded(3), () => 4 })
            {
                var values = Enumerable.Range(0, n).Select(_ => shape()).ToArray();
                var result = new double[probabilities.Length];
                Quantiles.Of(values, probabilities, result);
                Array.Sort(values);
                for (var i = 0; i < result.Length; i++)
                {
                    var rank = probabilities[i] * (n - 1);
                    var (low, high) = (values[(int)rank], values[Math.Min((int)rank + 1, n - 1)]);
                    result[i].ShouldBe(low + (rank - (int)rank) * (high - low), 1e-12 * Math.Abs(high) + 1e-300);
                }
            }
        }

        Should.Throw<ArgumentOutOfRangeException>(() => Quantiles.Of([1, 2], [1.1], new double[1]));
    }
}
