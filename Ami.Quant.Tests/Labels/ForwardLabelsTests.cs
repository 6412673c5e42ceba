using Ami.Quant.Labels;

namespace Ami.Quant.Tests.Labels;

[TestClass]
public sealed class ForwardLabelsTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(5)]
    [DataRow(24)]
    public void HighLowDeltas_RandomBars_EqualBruteForce(int horizon)
    {
        var bars = TripleBarrierTests.RandomWalk(300, 3);
        var (high, low) = ForwardLabels.HighLowDeltas(bars, horizon);
        for (var i = 0; i < bars.Count; i++)
        {
            if (i + horizon >= bars.Count)
            {
                high[i].ShouldBe(double.NaN);
                low[i].ShouldBe(double.NaN);
                continue;
            }

            var window = Enumerable.Range(i + 1, horizon).ToArray();
            high[i].ShouldBe(window.Max(j => bars.High[j]) / bars.Close[i] - 1, 1e-15);
            low[i].ShouldBe(window.Min(j => bars.Low[j]) / bars.Close[i] - 1, 1e-15);
        }
    }

    [TestMethod]
    public void Returns_KnownCloses_AreChangesOverTheHorizon()
    {
        var bars = TripleBarrierTests.Bars((1, 1, 1, 100), (1, 1, 1, 110), (1, 1, 1, 121));
        var returns = ForwardLabels.Returns(bars, 2);
        returns[0].ShouldBe(0.21, 1e-12);
        returns[1..].ShouldBe([double.NaN, double.NaN]);
        ForwardLabels.Returns(bars, 9).ShouldAllBe(r => double.IsNaN(r));
    }

    [TestMethod]
    public void TakeProfitBeforeStop_StopInTheSameBar_IsZero()
    {
        var bars = TripleBarrierTests.Bars((100, 100, 100, 100), (100, 106, 94, 100), (100, 106, 99, 100), (100, 101, 99, 100));
        ForwardLabels.TakeProfitBeforeStop(bars, 0.05, 0.05, 1).ShouldBe([0, 1, 0, double.NaN]);
    }
}
