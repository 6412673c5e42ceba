using Ami.Quant.DataQuality;
using Ami.Quant.Series;
using static Ami.Quant.Tests.DataQuality.DamagedBars;

namespace Ami.Quant.Tests.DataQuality;

/// <summary>Each kind of damage is done to clean bars on purpose, found at the right rows, and taken out by the mask.</summary>
[TestClass]
public sealed class DataDoctorTests
{
    [TestMethod]
    public void Examine_CleanBars_FindsNothing()
    {
        var report = DataDoctor.Examine(TestCandles.Walk(900));
        report.Findings.ShouldBeEmpty();
        report.Worst.ShouldBeNull();
        report.PriceDecimals.ShouldBe(2);
        report.StampOffset.ShouldBe(0);
        report.HasClosures.ShouldBeFalse();
        report.Mask().ShouldAllBe(usable => usable);
    }

    [TestMethod]
    public void Examine_NoRows_IsAnEmptyReport() => DataDoctor.Examine(default).Rows.ShouldBe(0);

    [TestMethod]
    public void Examine_ImpossibleBars_SaysWhy()
    {
        var bars = Bars(400);
        bars[10] = bars[10] with { High = bars[10].Low - 1 };
        bars[20] = bars[20] with { Close = bars[20].High + 1 };
        bars[30] = bars[30] with { Volume = -1 };
        bars[40] = bars[40] with { Low = 0 };
        bars[50] = bars[50] with { Open = double.NaN };
        var found = Examine(bars).Findings.Where(finding => finding.Code == FindingCode.Impossible).ToList();
        found.Select(finding => finding.First).ShouldBe([10, 20, 30, 40, 50]);
        found.Select(finding => finding.Detail).Distinct().Count().ShouldBe(5);
    }

    [TestMethod]
    public void Examine_ImpossibleRow_IsOneFindingAndNoGap()
    {
        var bars = Bars(400);
        bars[10] = bars[10] with { High = bars[10].Low - 1 };
        bars[399] = bars[399] with { Volume = -1 };
        Examine(bars).Findings.Select(finding => (finding.Code, finding.First)).ShouldBe([(FindingCode.Impossible, 10), (FindingCode.Impossible, 399)]);

        // What is missing beside it still is.
        bars.RemoveAt(398);
        bars.RemoveAt(11);
        var gaps = Examine(bars).Findings.Where(finding => finding.Code == FindingCode.Gap).ToList();
        gaps.Select(gap => gap.First).ShouldBe([11, 397]);
        gaps.ShouldAllBe(gap => gap.Detail.StartsWith("1 bar missing, "));
    }

    [TestMethod]
    public void Examine_NothingButImpossibleRows_StillReports()
    {
        var report = Examine([new(0, 1, 0.5, 2, 1, 1), new(Hour, 0, 0, 0, 0, 0)]);
        report.Count(FindingCode.Impossible).ShouldBe(2);
        report.Mask().ShouldBe([false, false]);
        Examine([new(TestCandles.Start, 1, 1, 1, 1, 1)]).Findings.ShouldBeEmpty();
    }

    [TestMethod]
    public void Examine_InterpolatedOutage_IsCaughtByDecimals()
    {
        var bars = Interpolated(300, 6, decimals: 12);
        var report = Examine(bars);
        var finding = report.Findings.First(f => f.Code == FindingCode.ExcessPrecision);
        (finding.First, finding.Last, finding.Severity).ShouldBe((300, 305, Severity.Error));
        report.Mask()[300..306].ShouldAllBe(usable => !usable);
        report.Mask().Count(usable => !usable).ShouldBeLessThan(12);
    }

    [TestMethod]
    public void Examine_InterpolatedAndRounded_IsCaughtByTheLine()
    {
        var report = Examine(Interpolated(300, 6, decimals: 2));
        report.Count(FindingCode.ExcessPrecision).ShouldBe(0);
        var finding = report.Findings.First(f => f.Code == FindingCode.LinearRun);
        (finding.First, finding.Last).ShouldBe((300, 305), "the bars on both sides were traded");
        report.Mask().Count(usable => !usable).ShouldBe(6);
    }

    [TestMethod]
    [DataRow(1, 2)]
    [DataRow(1, 12)]
    [DataRow(2, 2)]
    [DataRow(3, 2)]
    public void Examine_ShortInterpolation_IsFoundBarByBar(int count, int decimals)
    {
        for (var first = 20; first < 560; first += 60)
        {
            var finding = Examine(Interpolated(first, count, decimals)).Findings.Single(f => f.Code == FindingCode.LinearRun);
            (finding.First, finding.Last, finding.Severity).ShouldBe((first, first + count - 1, Severity.Error));
        }
    }

    [TestMethod]
    [DataRow(100, 50, Severity.Error)]
    [DataRow(0.01, 50, Severity.Error)]
    [DataRow(1000, 3, Severity.Error)]
    [DataRow(2, 90, Severity.Error)]
    [DataRow(1.4, 20, Severity.Warning)]
    public void Examine_StretchOnAnotherLevel_IsOneFinding(double factor, int count, Severity severity)
    {
        var bars = Bars(600);
        for (var i = 300; i < 300 + count; i++)
        {
            bars[i] = bars[i] with { Open = bars[i].Open * factor, High = bars[i].High * factor, Low = bars[i].Low * factor, Close = bars[i].Close * factor };
        }

        var report = Examine(bars);
        var level = report.Findings.Where(finding => finding.Code != FindingCode.ExcessPrecision).ShouldHaveSingleItem();
        (level.Code, level.Severity, level.First, level.Last).ShouldBe((FindingCode.Level, severity, 300, 299 + count));
        report.Mask()[300..(300 + count)].ShouldAllBe(usable => !usable);
    }

    [TestMethod]
    public void Examine_StretchOnAnotherLevelOfDailyBars_IsNotTwoSplits()
    {
        var daily = TestCandles.Walk(600, interval: BarInterval.OneDay);
        var bars = Enumerable.Range(0, 600).Select(i => i is < 300 or >= 350 ? daily[i] : Scaled(daily[i], 100)).ToList();
        Examine(bars, BarInterval.OneDay).Findings.ShouldHaveSingleItem().Code.ShouldBe(FindingCode.Level);
    }

    [TestMethod]
    public void Examine_NewsTakenBackDaysLater_IsOnlyWorthKnowing()
    {
        var quiet = TestCandles.Walk(600, volatility: 0.001);
        var bars = Enumerable.Range(0, 600).Select(i => i is < 300 or >= 340 ? quiet[i] : Scaled(quiet[i], 0.94)).ToList();
        Examine(bars).Findings.Select(finding => (finding.Code, finding.Severity)).Distinct().ShouldBe([(FindingCode.Jump, Severity.Info)]);
    }

    [TestMethod]
    public void Examine_SteadyTrendOfSmallSteps_IsNotCalledInterpolated()
    {
        // Steps of a tick or two line up by chance all the time.
        var random = new Random(3);
        var bars = new List<Bar>();
        var price = 100.00;
        for (var i = 0; i < 900; i++)
        {
            var next = Math.Round(price + 0.01 * random.Next(-2, 3), 2);
            bars.Add(new(TestCandles.Start + i * Hour, price, Math.Max(price, next) + 0.01, Math.Min(price, next) - 0.01, next, 10 + random.Next(90)));
            price = next;
        }
        Examine(bars).Count(FindingCode.LinearRun).ShouldBe(0);
    }

    [TestMethod]
    public void Examine_FrozenAndRepeatedBars_AreTold()
    {
        var bars = Bars(400);
        for (var i = 100; i < 103; i++)
        {
            bars[i] = new(bars[i].Time, bars[99].Close, bars[99].Close, bars[99].Close, bars[99].Close, 0);
        }

        bars[200] = bars[199] with { Time = bars[200].Time };
        var report = Examine(bars);
        var frozen = report.Findings.Single(finding => finding.Code == FindingCode.Frozen);
        (frozen.First, frozen.Last).ShouldBe((100, 102));
        report.Findings.Single(finding => finding.Code == FindingCode.Repeated).First.ShouldBe(200);
    }

    [TestMethod]
    public void Examine_BadPrints_AreSpikes()
    {
        var bars = Bars(400);
        var wrong = Math.Round(bars[100].Close * 1.8, 2);
        bars[100] = bars[100] with { Close = wrong, High = wrong };
        wrong = Math.Round(bars[200].Open * 2, 2);
        bars[200] = bars[200] with { Open = wrong, High = wrong };
        bars[300] = bars[300] with { Low = Math.Round(bars[300].Low / 10, 2) };
        var report = Examine(bars);
        report.Findings.Where(f => f.Code == FindingCode.Spike).Select(f => f.First).ShouldBe([100, 200]);
        var wick = report.Findings.Single(f => f is { Code: FindingCode.Wick, First: 300 });
        wick.Severity.ShouldBe(Severity.Error);
        wick.Detail.ShouldStartWith("low is -9");
    }

    [TestMethod]
    public void Examine_MoveThatStays_IsOnlyWorthKnowing()
    {
        var bars = Bars(400);
        for (var i = 200; i < 400; i++)
        {
            bars[i] = Scaled(bars[i], 0.78);
        }

        var jump = Examine(bars).Findings.ShouldHaveSingleItem();
        (jump.Code, jump.Severity, jump.First).ShouldBe((FindingCode.Jump, Severity.Info, 200));
        jump.Detail.ShouldContain("deviations");
    }

    [TestMethod]
    public void Examine_UnadjustedSplit_NamesTheRatio()
    {
        var daily = TestCandles.Walk(400, interval: BarInterval.OneDay);
        var bars = Enumerable.Range(0, 400).Select(i => i < 200 ? daily[i] : Scaled(daily[i], 0.25) with { Volume = daily[i].Volume * 4 }).ToList();
        var split = Examine(bars, BarInterval.OneDay).Findings.ShouldHaveSingleItem();
        (split.Code, split.First).ShouldBe((FindingCode.Split, 200));
        split.Detail.ShouldContain("1/4");

        bars = [.. Enumerable.Range(0, 400).Select(i => i < 200 ? daily[i] : Scaled(daily[i], 3) with { Volume = daily[i].Volume / 3 })];
        Examine(bars, BarInterval.OneDay).Findings.Single().Detail.ShouldContain("3/1");
    }

    [TestMethod]
    public void Decimals_AnyPrice_CountsWhatWasWritten()
    {
        double[] prices = [100, 0.1, 99.95, 12345.678, 0.00001234, 125000.01, 1.0 / 3];
        prices.Select(PrecisionCheck.Decimals).ShouldBe([0, 1, 2, 3, 8, 2, 9]);
    }
}
