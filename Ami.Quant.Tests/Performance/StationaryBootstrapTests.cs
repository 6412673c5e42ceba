using Ami.Quant.Performance;
using Ami.Quant.Randomness;

namespace Ami.Quant.Tests.Performance;

[TestClass]
public sealed class StationaryBootstrapTests
{
    [TestMethod]
    public void Resample_MeanBlock_IsAsAsked()
    {
        var rows = new int[100_000];
        StationaryBootstrap.Resample(new RandomStream(1), 500, 10, rows);
        var jumps = 0;
        for (var i = 1; i < rows.Length; i++)
        {
            jumps += rows[i] == (rows[i - 1] + 1) % 500 ? 0 : 1;
        }

        ((double)rows.Length / jumps).ShouldBe(10, 0.4);
        rows.Min().ShouldBe(0);
        rows.Max().ShouldBe(499);
    }

    [TestMethod]
    public void Interval_MeanOfIndependentValues_AgreesWithTheory()
    {
        var random = new Random(9);
        var values = Enumerable.Range(0, 400).Select(_ => 2 + TestCandles.Gaussian(random)).ToArray();
        var interval = StationaryBootstrap.Interval(values, sample => SampleMoments.Of(sample).Mean, seed: 7, meanBlock: 1);
        interval.StandardError.ShouldBe(0.05, 0.006);
        (interval.Upper - interval.Lower).ShouldBe(2 * 1.96 * 0.05, 0.03);
        interval.Estimate.ShouldBeInRange(interval.Lower, interval.Upper);
        interval.Replications.ShouldBe(2000);
    }

    [TestMethod]
    public void Interval_DependentValues_IsWiderWithLongerBlocks()
    {
        var values = Autoregressive(0.8, 2000, 4);
        var independent = StationaryBootstrap.Interval(values, Mean, 1, meanBlock: 1, replications: 500).StandardError;
        var blocks = StationaryBootstrap.Interval(values, Mean, 1, replications: 500).StandardError;
        // The true ratio is √((1 + 0.8)/(1 − 0.8)) = 3; finite blocks fall a little short of it.
        (blocks / independent).ShouldBeInRange(2.2, 3.4);

        static double Mean(ReadOnlySpan<double> sample) => SampleMoments.Of(sample).Mean;
    }

    [TestMethod]
    public void Interval_SameSeed_IsIdentical()
    {
        double[] values = [1, 5, 2, 8, 3, 9, 4];
        var first = StationaryBootstrap.Interval(values.Length, rows => rows[0], 3, 2, replications: 100);
        StationaryBootstrap.Interval(values.Length, rows => rows[0], 3, 2, replications: 100).ShouldBe(first);
        StationaryBootstrap.Interval(values, _ => double.NaN, 3).Lower.ShouldBe(double.NaN);
    }

    [TestMethod]
    public void Interval_BadArguments_Throws()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => StationaryBootstrap.Interval(0, _ => 0, 1, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => StationaryBootstrap.Interval(5, _ => 0, 1, 0.5));
        Should.Throw<ArgumentOutOfRangeException>(() => StationaryBootstrap.Interval(5, _ => 0, 1, 2, confidence: 1));
        Should.Throw<ArgumentOutOfRangeException>(() => StationaryBootstrap.Resample(new RandomStream(1), 0, 2, new int[1]));
    }

    [TestMethod]
    public void OptimalBlockLength_MoreDependence_IsLonger()
    {
        BlockLength.Optimal(Autoregressive(0, 2000, 1)).ShouldBeLessThan(6);
        var middling = BlockLength.Optimal(Autoregressive(0.5, 2000, 1));
        var strong = BlockLength.Optimal(Autoregressive(0.9, 2000, 1));
        middling.ShouldBeInRange(5, 40);
        strong.ShouldBeGreaterThan(1.5 * middling);
        strong.ShouldBeLessThanOrEqualTo(3 * Math.Sqrt(2000));
        BlockLength.Optimal(new double[100]).ShouldBe(1);
        BlockLength.Optimal([1, 2]).ShouldBe(1);
    }

    private static double[] Autoregressive(double coefficient, int count, int seed)
    {
        var random = new Random(seed);
        var values = new double[count];
        for (var i = 1; i < count; i++)
        {
            values[i] = coefficient * values[i - 1] + TestCandles.Gaussian(random);
        }

        return values;
    }
}
