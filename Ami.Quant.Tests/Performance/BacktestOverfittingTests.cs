using Ami.Quant.Performance;

namespace Ami.Quant.Tests.Performance;

[TestClass]
public sealed class BacktestOverfittingTests
{
    [TestMethod]
    public void Estimate_PureNoise_IsAboutOneHalf()
    {
        double total = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            total += BacktestOverfitting.Estimate(Matrix(seed, 240, 20, skilled: 0), 20, 8).Probability;
        }

        (total / 20).ShouldBe(0.5, 0.15);
    }

    [TestMethod]
    public void Estimate_OneSkilledConfiguration_IsNearZero()
    {
        var result = BacktestOverfitting.Estimate(Matrix(1, 640, 20, skilled: 0.4), 20, 10);
        result.Probability.ShouldBeLessThan(0.02);
        result.ProbabilityOfLoss.ShouldBeLessThan(0.02);
        result.Splits.ShouldBe(252);
        result.Logits.Count.ShouldBe(252);
    }

    [TestMethod]
    public void Estimate_WinnersAlwaysReverse_IsOne()
    {
        // Each configuration shines in one block and pays for it in all others.
        const int Blocks = 4;
        var random = new Random(5);
        var returns = new double[80 * Blocks];
        for (var row = 0; row < 80; row++)
        {
            for (var c = 0; c < Blocks; c++)
            {
                returns[row * Blocks + c] = (row / 20 == c ? 3 : -1) + 0.1 * TestCandles.Gaussian(random);
            }
        }

        var result = BacktestOverfitting.Estimate(returns, Blocks, Blocks);
        result.Probability.ShouldBe(1);
        result.ProbabilityOfLoss.ShouldBe(1);
    }

    [TestMethod]
    public void Estimate_IdenticalConfigurations_ShareTheMiddleRank()
    {
        var returns = new double[40];
        for (var i = 0; i < 40; i++)
        {
            returns[i] = i / 2 % 3 - 0.9;
        }

        var result = BacktestOverfitting.Estimate(returns, 2, 4);
        result.Logits.ShouldAllBe(logit => logit == 0);
        BacktestOverfitting.Estimate(new double[40], 2, 4).DegradationSlope.ShouldBe(double.NaN);
    }

    [TestMethod]
    public void Estimate_WrongShape_Throws()
    {
        Should.Throw<ArgumentException>(() => BacktestOverfitting.Estimate(new double[41], 2, 4));
        Should.Throw<ArgumentException>(() => BacktestOverfitting.Estimate(new double[40], 2, 5));
        Should.Throw<ArgumentException>(() => BacktestOverfitting.Estimate(new double[8], 2, 4));
        Should.Throw<ArgumentOutOfRangeException>(() => BacktestOverfitting.Estimate(new double[40], 1, 4));
        Should.Throw<ArgumentOutOfRangeException>(() => BacktestOverfitting.Estimate(new double[40], 2, 22));
    }

    private static double[] Matrix(int seed, int periods, int configurations, double skilled)
    {
        var random = new Random(seed);
        var returns = new double[periods * configurations];
        for (var i = 0; i < returns.Length; i++)
        {
            returns[i] = TestCandles.Gaussian(random) + (i % configurations == 3 ? skilled : 0);
        }

        return returns;
    }
}
