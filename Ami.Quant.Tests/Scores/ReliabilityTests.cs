using Ami.Quant.Scores;

namespace Ami.Quant.Tests.Scores;

[TestClass]
public sealed class ReliabilityTests
{
    [TestMethod]
    public void Of_TwoBins_KnownAnswers()
    {
        var reliability = Reliability.Of([0, 1, 1, 1], [0.2, 0.2, 0.8, 0.8], bins: 2);

        reliability.Bins.ShouldBe([new ReliabilityBin(0.2, 0.5, 2), new ReliabilityBin(0.8, 1, 2)]);
        reliability.Miscalibration.ShouldBe((0.09 + 0.04) / 2, 1e-12);
        reliability.Resolution.ShouldBe(0.0625, 1e-12);
        reliability.Uncertainty.ShouldBe(0.1875, 1e-12);
        reliability.WithinBins.ShouldBe(0, 1e-12);
        reliability.ExpectedError.ShouldBe(0.25, 1e-12);
    }

    [TestMethod]
    [DataRow(false, 7)]
    [DataRow(true, 7)]
    [DataRow(true, 1)]
    [DataRow(false, 1)]
    public void Of_AnyBins_TermsAddUpToBrier(bool equalCount, int bins)
    {
        var random = new Random(1);
        double[] p = [.. Enumerable.Range(0, 500).Select(i => i % 4 == 0 ? 1 : random.NextDouble())];
        double[] y = [.. p.Select(v => random.NextDouble() < v * v ? 1.0 : 0)];

        var reliability = Reliability.Of(y, p, bins, equalCount);

        reliability.Bins.Sum(b => b.Count).ShouldBe(500);
        (reliability.Miscalibration - reliability.Resolution + reliability.Uncertainty + reliability.WithinBins).ShouldBe(reliability.Brier, 1e-12);
        reliability.Brier.ShouldBe(BinaryScores.Brier(y, p), 1e-15);
    }

    [TestMethod]
    public void Of_EqualCount_GivesBinsOfOneSize()
    {
        double[] p = [.. Enumerable.Range(0, 100).Select(i => i / 1000.0)];

        Reliability.Of(new double[100], p, 5, equalCount: true).Bins.Select(b => b.Count).ShouldBe([20, 20, 20, 20, 20]);
        Reliability.Of(new double[100], p, 5).Bins.Count.ShouldBe(1);
    }

    [TestMethod]
    public void Of_Unusable_Throws()
    {
        Should.Throw<ArgumentException>(() => Reliability.Of([], []));
        Should.Throw<ArgumentException>(() => Reliability.Of([1], [2]));
        Should.Throw<ArgumentOutOfRangeException>(() => Reliability.Of([1], [1], 0));
    }
}
