using Ami.Quant.Labels;
using Ami.Quant.Randomness;

namespace Ami.Quant.Tests.Labels;

[TestClass]
public sealed class SampleWeightsTests
{
    // The overlapping labels of López de Prado (2018), section 4.5.3: bars 0-2, 2-3 and 4-5 (there labels own their first bar,
    // here the deciding bar comes one earlier).
    private static readonly LabelSpan[] Book = [new(0, 3), new(2, 4), new(4, 6)];

    [TestMethod]
    public void Concurrency_BookExample_CountsLabelsPerBar() => SampleWeights.Concurrency(Book, 8).ShouldBe([0, 1, 1, 2, 1, 1, 1, 0]);

    [TestMethod]
    public void AverageUniqueness_BookExample_IsAsPublished() => SampleWeights.AverageUniqueness(Book, 8).ShouldBe([5.0 / 6, 0.75, 1], 1e-12);

    [TestMethod]
    public void AverageUniqueness_IdenticalSpans_ShareTheWeight() =>
        SampleWeights.AverageUniqueness([new(3, 9), new(3, 9), new(3, 9), new(3, 9)], 10).ShouldBe([0.25, 0.25, 0.25, 0.25], 1e-12);

    [TestMethod]
    public void ByReturn_TwoLabels_AreProportionalToAttributedReturn()
    {
        double[] closes = [1, Math.E, Math.E, Math.Exp(-2)];
        SampleWeights.ByReturn([new(0, 1), new(1, 3)], closes).ShouldBe([0.5, 1.5], 1e-12);
    }

    [TestMethod]
    public void TimeDecay_Factors_ReachTheGivenEnds()
    {
        double[] unique = [1, 1, 1, 1];
        SampleWeights.TimeDecay(unique, 1).ShouldBe([1, 1, 1, 1], 1e-12);
        SampleWeights.TimeDecay(unique, 0).ShouldBe([0.25, 0.5, 0.75, 1], 1e-12);
        SampleWeights.TimeDecay(unique, -0.5).ShouldBe([0, 0, 0.5, 1], 1e-12);
        SampleWeights.TimeDecay([], 0.5).ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => SampleWeights.TimeDecay(unique, -1));
    }

    [TestMethod]
    public void SequentialBootstrap_OverlappingSamples_PicksMoreUniqueSetsThanChance()
    {
        var spans = Enumerable.Range(0, 60).Select(i => new LabelSpan(i / 3, i / 3 + 4)).ToArray();
        double sequential = 0,
            plain = 0;
        for (ulong round = 0; round < 20; round++)
        {
            var random = new RandomStream(5, round);
            sequential += MeanUniqueness([.. SampleWeights.SequentialBootstrap(spans, 20, random).Select(i => spans[i])]);
            plain += MeanUniqueness([.. Enumerable.Range(0, 20).Select(_ => spans[random.NextBounded(60)])]);
        }

        sequential.ShouldBeGreaterThan(plain * 1.02);

        static double MeanUniqueness(LabelSpan[] chosen) => SampleWeights.AverageUniqueness(chosen, 30).Average();
    }

    [TestMethod]
    public void Concurrency_SpanOutsideTheBars_Throws() => Should.Throw<ArgumentException>(() => SampleWeights.Concurrency(Book, 6));
}
