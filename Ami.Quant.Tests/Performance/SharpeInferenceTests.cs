using Ami.Quant.Performance;

namespace Ami.Quant.Tests.Performance;

[TestClass]
public sealed class SharpeInferenceTests
{
    /// <summary>Bailey and López de Prado (2012): monthly ratio 0.458 over 24 months, skewness −2.448, kurtosis 10.164.</summary>
    [TestMethod]
    public void Probabilistic_PublishedExample_Matches()
    {
        SharpeInference.Probabilistic(0.458, 0, 24, -2.448, 10.164).ShouldBe(0.913, 0.001);
        SharpeInference.Probabilistic(0.458, 0, 24).ShouldBe(0.982, 0.001);
    }

    /// <summary>Bailey and López de Prado (2014): annual ratio 2.5 over 1250 days, 100 trials with variance 1/2, skewness −3, kurtosis 10.</summary>
    [TestMethod]
    public void Deflated_PublishedExample_Matches()
    {
        var benchmark = SharpeInference.ExpectedMaximum(100, 0.5 / 250);
        benchmark.ShouldBe(0.1132, 0.0001);
        SharpeInference.Probabilistic(2.5 / Math.Sqrt(250), benchmark, 1250, -3, 10).ShouldBe(0.9004, 0.0005);
    }

    [TestMethod]
    public void ExpectedMaximum_NormalTrials_MatchesSimulation()
    {
        var random = new Random(2);
        double sum = 0;
        for (var run = 0; run < 4000; run++)
        {
            sum += Enumerable.Range(0, 50).Max(_ => TestCandles.Gaussian(random));
        }

        SharpeInference.ExpectedMaximum(50, 1).ShouldBe(sum / 4000, 0.04);
        SharpeInference.ExpectedMaximum(1, 1).ShouldBe(0);
        SharpeInference.ExpectedMaximum(1.2, 1).ShouldBeGreaterThanOrEqualTo(0);
        Should.Throw<ArgumentOutOfRangeException>(() => SharpeInference.ExpectedMaximum(0, 1));
    }

    [TestMethod]
    public void MinimumTrackRecord_Reached_GivesTheConfidence()
    {
        var needed = SharpeInference.MinimumTrackRecord(0.1, 0.02, -0.5, 5);
        SharpeInference.Probabilistic(0.1, 0.02, (int)Math.Ceiling(needed), -0.5, 5).ShouldBe(0.95, 0.001);
        SharpeInference.MinimumTrackRecord(0.1, 0.1).ShouldBe(double.PositiveInfinity);
    }

    [TestMethod]
    public void Deflated_MoreTrials_IsLower()
    {
        var random = new Random(11);
        var returns = Enumerable.Range(0, 500).Select(_ => 0.001 + 0.01 * TestCandles.Gaussian(random)).ToArray();
        var alone = SharpeInference.Probabilistic(returns);
        var among = SharpeInference.Deflated(returns, 100, 0.002);
        among.ShouldBeLessThan(alone);
        SharpeInference.Deflated(returns, [0.1]).ShouldBe(alone);
        SharpeInference.Deflated(returns, [double.NaN]).ShouldBe(double.NaN);
        SharpeInference.Deflated(returns, [0.1, 0, -0.1]).ShouldBe(SharpeInference.Deflated(returns, 3, 0.01), 1e-12);
        SharpeInference.Probabilistic(0.1, 0, 1).ShouldBe(double.NaN);
    }
}
