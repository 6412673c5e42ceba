using Ami.Quant.DataQuality;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.DataQuality;

[TestClass]
public sealed class SyntheticCheckTests
{
    [TestMethod]
    public void Examine_GaussianWalk_IsCalledSynthetic()
    {
        var report = DataDoctor.Examine(TestCandles.Walk(5000));
        var finding = report.Findings.Single(f => f.Code == FindingCode.Synthetic);
        (finding.Severity, finding.IsAboutSeries).ShouldBe((Severity.Warning, true));
        report.SyntheticSigns.Count.ShouldBeGreaterThanOrEqualTo(3);
        report.Mask().ShouldAllBe(usable => usable);
        DataDoctor.Examine(TestCandles.Walk(5000), new DoctorOptions { SyntheticSigns = 7 }).Count(FindingCode.Synthetic).ShouldBe(0);
    }

    [TestMethod]
    public void Examine_ComputedPricesWithoutTick_ShowsTheSigns()
    {
        var random = new Random(4);
        var builder = new CandleBuilder(BarInterval.OneHour);
        var close = 100.0;
        for (var i = 0; i < 3000; i++)
        {
            var open = close;
            close *= Math.Exp(0.01 * TestCandles.Gaussian(random));
            builder.Add(new(TestCandles.Start + i * 3_600_000L, open, Math.Max(open, close), Math.Min(open, close), close, 5));
        }
        var report = DataDoctor.Examine(builder.ToSeries());
        report.PriceDecimals.ShouldBeNull();
        var text = string.Join("|", report.SyntheticSigns);
        text.ShouldContain("no tick");
        text.ShouldContain("opens exactly");
        text.ShouldContain("normal tails");
    }

    [TestMethod]
    public void Examine_MarketLikeSeries_IsNotCalledSynthetic()
    {
        var report = DataDoctor.Examine(MarketLike(6000));
        report.Count(FindingCode.Synthetic).ShouldBe(0, string.Join("; ", report.SyntheticSigns));
    }

    [TestMethod]
    public void Examine_MarketLikePricesWithMadeUpVolumeAndWicks_AreCalledSynthetic()
    {
        var random = new Random(5);
        var market = MarketLike(6000);
        var bars = Enumerable.Range(0, market.Count).Select(i => market[i] with { Volume = Math.Round(Math.Exp(3 + TestCandles.Gaussian(random)), 3) });
        var report = DataDoctor.Examine(
            CandleSeries.Of(BarInterval.FifteenMinutes, [.. bars.Select((bar, i) => bar with { Time = TestCandles.Start + i * 900_000L })])
        );
        report.Count(FindingCode.Synthetic).ShouldBe(1);
        var text = string.Join("|", report.SyntheticSigns);
        text.ShouldContain("volume has no memory");
        text.ShouldContain("never the high or low");
    }

    [TestMethod]
    public void Examine_SourceWithoutVolume_IsNotAskedForItsMemory()
    {
        var market = MarketLike(6000);
        var report = DataDoctor.Examine(CandleSeries.Of(BarInterval.OneHour, [.. Enumerable.Range(0, 6000).Select(i => market[i] with { Volume = 0 })]));
        string.Join("|", report.SyntheticSigns).ShouldNotContain("volume");
    }

    [TestMethod]
    public void TimeShift_ClosingTimesOnTheGrid_IsFoundAgainstAReference()
    {
        var fine = TestCandles.Walk(2000, interval: BarInterval.FifteenMinutes);
        var reference = Resampling.Resample(fine, BarInterval.OneHour);
        var suspect = CandleSeries.Of(
            BarInterval.FifteenMinutes,
            [.. Enumerable.Range(0, 2000).Select(i => fine[i] with { Time = fine[i].Time + BarInterval.FifteenMinutes.Milliseconds })]
        );
        var shift = TimeShift.Find(suspect, reference);
        shift.Bars.ShouldBe(-1);
        shift.IsShifted.ShouldBeTrue();
        shift.Correlation.ShouldBe(1, 1e-9);
        shift.CorrelationUnmoved.ShouldBeLessThan(0.9);
        var right = TimeShift.Find(fine, reference);
        (right.Bars, right.IsShifted).ShouldBe((0, false));
    }

    [TestMethod]
    public void TimeShift_NothingInCommon_SaysSo()
    {
        var shift = TimeShift.Find(TestCandles.Walk(20), TestCandles.Walk(20, seed: 2));
        (shift.Bars, shift.SharedReturns, shift.IsShifted).ShouldBe((0, 0, false));
        shift.Correlation.ShouldBe(double.NaN);
        TimeShift.Find(TestCandles.Walk(500), TestCandles.Walk(500, seed: 2)).IsShifted.ShouldBeFalse();
    }

    /// <summary>Clustered volatility, heavy tails, volume that comes with moves, and traders who like round prices.</summary>
    private static CandleSeries MarketLike(int count)
    {
        var random = new Random(8);
        var builder = new CandleBuilder(BarInterval.OneHour, count);
        double close = 20_000,
            variance = 1e-4,
            move = 0;
        for (var i = 0; i < count; i++)
        {
            variance = 2e-6 + 0.12 * move * move + 0.86 * variance;
            var open = close + 0.01 * random.Next(-3, 4);
            move = Math.Sqrt(variance) * TestCandles.Gaussian(random);
            close = Round(open * Math.Exp(move));
            var wick = Math.Sqrt(variance) * 0.5;
            var high = Round(Math.Max(open, close) * (1 + wick * random.NextDouble())) + 0.01;
            var low = Round(Math.Min(open, close) * (1 - wick * random.NextDouble())) - 0.01;
            var volume = Math.Round(1e5 * Math.Abs(move) * (0.5 + random.NextDouble()) + 10, 3);
            builder.Add(new(TestCandles.Start + i * 3_600_000L, Math.Clamp(open, low, high), high, low, close, volume));
        }
        return builder.ToSeries();

        double Round(double price) => random.Next(5) == 0 ? Math.Round(price) : Math.Round(price, 2);
    }
}
