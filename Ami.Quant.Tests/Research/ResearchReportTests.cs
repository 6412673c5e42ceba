using Ami.Benchmarks.Research;
using Ami.Quant.DataQuality;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.Research;

[TestClass]
public sealed class ResearchReportTests
{
    private static readonly ResearchSettings Small = new()
    {
        Folds = 5,
        Rounds = 15,
        Epochs = 1,
        Window = 4,
        Replications = 40,
        ProbeCuts = 2,
    };

    private static ResearchReport Run(CandleSeries bars, ResearchSettings settings) => ResearchReport.Of(bars, settings, _ => { });

    [TestMethod]
    public void Of_RandomWalk_RunsEverythingAndProvesNothing()
    {
        var bars = TestCandles.Walk(4000, seed: 12);
        var steps = new List<string>();
        var report = ResearchReport.Of(bars, Small, steps.Add);
        report.Scores.Select(s => s.Name).ShouldBe(["logistic", "ridge", "trees", "GRU+attention", "Transformer", "stack", "stack, calibrated"]);
        report.Scores.ShouldAllBe(s => s.Auc.Lower <= s.Auc.Estimate && s.Auc.Estimate <= s.Auc.Upper);
        report.Leaks.PlantedLeakCaught.ShouldBeTrue();
        report.Leaks.Recomputation.ShouldBeEmpty();
        report.Leaks.Overlaps.ShouldBeEmpty();
        report.Leaks.Shuffled.Passed.ShouldBeTrue();
        report.Strategy.Probe.Passed.ShouldBeTrue();
        report.Strategy.Sweep.TrialCount.ShouldBe(21);
        report.Verdict.Proven.ShouldBeFalse();
        steps.ShouldContain(s => s.StartsWith("walk-forward 5/5"));
        ResearchPage.Of(report).ShouldContain("VERDICT    NOT PROVEN");
    }

    [TestMethod]
    public void Of_MarketWhoseDriftLasts_FindsTheDirectionAndEarnsAfterCosts()
    {
        var random = new Random(5);
        var bars = new CandleBuilder(BarInterval.OneHour);
        var (close, drift) = (100.0, 0.002);
        for (var i = 0; i < 10_000; i++)
        {
            if (random.NextDouble() < 0.01)
            {
                drift = -drift;
            }

            var open = close;
            close = Math.Round(open * Math.Exp(drift + 0.004 * TestCandles.Gaussian(random)), 4);
            bars.Add(new Bar(TestCandles.Start + i * 3_600_000L, open, 1.001 * Math.Max(open, close), 0.999 * Math.Min(open, close), close, 100 + i % 7));
        }

        var report = Run(bars.ToSeries(), Small with { Folds = 8 });
        report.Scores[^1].DirectionAuc.Lower.ShouldBeGreaterThan(0.6);
        report.Strategy.Expectancy.Lower.ShouldBeGreaterThan(0);
        report.Strategy.DeflatedSharpe.ShouldBeGreaterThan(0.95);
        report.Strategy.Probe.Passed.ShouldBeTrue();
        report.Leaks.Recomputation.ShouldBeEmpty();
        report.Leaks.Shuffled.Passed.ShouldBeTrue();
        // Everything the features know follows from the bars so far, however easily this market can be read.
        report.Leaks.Foresight.ShouldBeEmpty();
        report.Leaks.Overlaps.ShouldBeEmpty();
        report.Verdict.Proven.ShouldBeFalse("78 trades are too few");
    }

    [TestMethod]
    public void Of_SameSeed_IsTheSamePage()
    {
        var bars = TestCandles.Walk(2500, seed: 13);
        ResearchPage.Of(Run(bars, Small)).ShouldBe(ResearchPage.Of(Run(bars, Small)));
    }

    [TestMethod]
    public void Of_InterpolatedOutage_IsReportedAndNotTrainedOn()
    {
        var walk = TestCandles.Walk(2500, seed: 14);
        var bars = new CandleBuilder(walk.Interval);
        for (var i = 0; i < walk.Count; i++)
        {
            // Thirty bars on a straight line, with the decimals that interpolation leaves.
            var price = walk.Close[999] * (1 + 0.00037 * (i - 999));
            bars.Add(i is >= 1000 and < 1030 ? new Bar(walk.Time[i], price, price * 1.0001, price * 0.9999, price, 100) : walk[i]);
        }

        var report = Run(bars.ToSeries(), Small);
        report.Data.Count(FindingCode.ExcessPrecision).ShouldBeGreaterThan(0);
        report.UsableSamples.ShouldBeLessThan(Run(walk, Small).UsableSamples);
        ResearchPage.Of(report).ShouldContain(FindingCode.ExcessPrecision);
    }
}
