using Ami.Quant.DataQuality;
using Ami.Quant.Series;

namespace Ami.Tests.Quant.DataQuality;

/// <summary>Each kind of damage is done to clean bars on purpose, found at the right rows, and taken out by the mask.</summary>
[TestClass]
public sealed class DataDoctorTests
{
    private const long Hour = 3_600_000;

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
    public void Examine_MissingBars_ToldAtTheBarAfter()
    {
        var bars = Bars(600);
        bars.RemoveRange(300, 4);
        var report = Examine(bars);
        var gap = report.Findings.ShouldHaveSingleItem();
        (gap.Code, gap.Severity, gap.First, gap.Last).ShouldBe((FindingCode.Gap, Severity.Warning, 300, 300));
        gap.Detail.ShouldContain("4 bars");
        report.Mask()[300].ShouldBeFalse();
        report.Mask().Count(usable => !usable).ShouldBe(1);
    }

    [TestMethod]
    public void Examine_NightsAndWeekends_AreLearned()
    {
        // Hourly bars 14:00–20:00 UTC on weekdays, over twelve weeks, less one Wednesday and three Friday hours.
        var bars = new List<Bar>();
        foreach (var bar in Bars(12 * 7 * 24))
            if (bar.OpensAt.Hour is >= 14 and <= 20 && bar.OpensAt.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                bars.Add(bar);
        bars.RemoveAll(bar => bar.OpensAt.DayOfYear == 31);
        bars.RemoveAll(bar => bar.OpensAt.DayOfYear == 47 && bar.OpensAt.Hour is >= 15 and <= 17);
        var report = Examine(bars);
        report.HasClosures.ShouldBeTrue();
        report.Findings.Select(finding => finding.Code).ShouldBe([FindingCode.Gap, FindingCode.Gap]);
        report.Findings[0].Detail.ShouldContain("7 bars");
        report.Findings[1].Detail.ShouldContain("3 bars");
    }

    [TestMethod]
    public void Examine_HolidayInDailyBars_IsOnlyWorthKnowing()
    {
        var daily = TestCandles.Walk(300, interval: BarInterval.OneDay);
        var bars = Enumerable.Range(0, 300).Select(i => daily[i])
            .Where(bar => bar.OpensAt.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && bar.OpensAt.DayOfYear != 50).ToList();
        var gap = Examine(bars, BarInterval.OneDay).Findings.ShouldHaveSingleItem();
        (gap.Code, gap.Severity).ShouldBe((FindingCode.Gap, Severity.Info));
    }

    [TestMethod]
    public void Examine_RepeatedRow_LeavesTheFirstUsable()
    {
        var bars = Bars(400);
        bars.Insert(101, bars[100]);
        var report = Examine(bars);
        var finding = report.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity, finding.First).ShouldBe((FindingCode.Duplicate, Severity.Warning, 101));
        report.Mask()[100].ShouldBeTrue();
    }

    [TestMethod]
    public void Examine_RowsThatContradict_LeavesNoneUsable()
    {
        var bars = Bars(400);
        bars.Insert(101, bars[100] with { Volume = 1 });
        var report = Examine(bars);
        report.Count(FindingCode.Conflict).ShouldBe(2);
        report.Worst.ShouldBe(Severity.Error);
        report.Mask()[100..102].ShouldBe([false, false]);
    }

    [TestMethod]
    public void Examine_RowsSwapped_ToldAtTheLateRow()
    {
        var bars = Bars(400);
        (bars[200], bars[201]) = (bars[201], bars[200]);
        var finding = Examine(bars).Findings.ShouldHaveSingleItem();
        (finding.Code, finding.First).ShouldBe((FindingCode.Disorder, 201));
    }

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
        finding.First.ShouldBeInRange(299, 301);
        finding.Last.ShouldBeInRange(304, 306);
        report.Mask()[301..305].ShouldAllBe(usable => !usable);
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
            bars[i] = new(bars[i].Time, bars[99].Close, bars[99].Close, bars[99].Close, bars[99].Close, 0);
        bars[200] = bars[199] with { Time = bars[200].Time };
        var report = Examine(bars);
        var frozen = report.Findings.Single(finding => finding.Code == FindingCode.Frozen);
        (frozen.First, frozen.Last).ShouldBe((100, 102));
        report.Findings.Single(finding => finding.Code == FindingCode.Repeated).First.ShouldBe(200);
    }

    [TestMethod]
    public void Examine_LastBarStillForming_IsPartial()
    {
        var bars = Bars(400);
        var options = new DoctorOptions { AsOf = bars[^1].Time + Hour / 2 };
        var finding = DataDoctor.Examine(Raw(bars), options).Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity, finding.First).ShouldBe((FindingCode.Partial, Severity.Error, 399));
        DataDoctor.Examine(Raw(bars), options with { AsOf = bars[^1].Time + Hour }).Findings.ShouldBeEmpty();
    }

    [TestMethod]
    public void Examine_ThinBarAtTheEndOrBesideAGap_IsPartial()
    {
        var bars = Bars(400);
        bars[399] = Thin(bars[399]);
        bars[199] = Thin(bars[199]);
        bars[100] = Thin(bars[100]);
        bars.RemoveRange(200, 3);
        var found = Examine(bars).Findings.Where(finding => finding.Code == FindingCode.Partial).ToList();
        found.Select(finding => finding.First).ShouldBe([199, 396]);

        static Bar Thin(Bar bar) => new(bar.Time, bar.Open, bar.Open + 0.02, bar.Open, bar.Open + 0.01, 3);
    }

    [TestMethod]
    public void Examine_ClosingTimes_AreRecognised()
    {
        var bars = Bars(400).ConvertAll(bar => bar with { Time = bar.Time + Hour - 1 });
        var report = Examine(bars);
        var finding = report.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.IsAboutSeries).ShouldBe((FindingCode.ShiftedStamps, true));
        finding.Detail.ShouldContain("closing times");
        report.StampOffset.ShouldBe(Hour - 1);
        report.Mask().ShouldAllBe(usable => usable);
    }

    [TestMethod]
    public void Examine_StampsOffTheGrid_AreTold()
    {
        var bars = Bars(400);
        bars[50] = bars[50] with { Time = bars[50].Time + 60_000 };
        var report = Examine(bars);
        report.Findings.Count(finding => finding.Code == FindingCode.OffGrid).ShouldBe(1);

        var moved = Bars(400);
        for (var i = 250; i < 400; i++)
            moved[i] = moved[i] with { Time = moved[i].Time + Hour / 2 };
        Examine(moved).Findings.ShouldContain(finding => finding.Code == FindingCode.ShiftedStamps && finding.Detail.Contains("clock changes"));
        Examine(Bars(400).ConvertAll(bar => bar with { Time = bar.Time + Hour / 2 })).Findings.Single().Detail.ShouldContain("after the grid");
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
            bars[i] = Scaled(bars[i], 0.78);
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

    private static List<Bar> Bars(int count)
    {
        var walk = TestCandles.Walk(count);
        return [.. Enumerable.Range(0, count).Select(i => walk[i])];
    }

    private static Bar Scaled(Bar bar, double factor) => new(
        bar.Time, Math.Round(bar.Open * factor, 2), Math.Round(bar.High * factor, 2), Math.Round(bar.Low * factor, 2),
        Math.Round(bar.Close * factor, 2), bar.Volume);

    /// <summary>An outage filled in: every price of the missing bars lies on the line between the bars on both sides.</summary>
    private static List<Bar> Interpolated(int first, int count, int decimals)
    {
        var bars = Bars(600);
        // The outage spans a visible move, as outages do.
        for (var i = first + count; i < bars.Count; i++)
            bars[i] = Scaled(bars[i], 1.06);
        var (a, b) = (bars[first - 1], bars[first + count]);
        for (var k = 0; k < count; k++)
        {
            var w = (k + 1.0) / (count + 1);
            double Mix(double from, double to) => Math.Round(from + w * (to - from), decimals);
            bars[first + k] = new(
                bars[first + k].Time, Mix(a.Open, b.Open), Mix(a.High, b.High), Mix(a.Low, b.Low), Mix(a.Close, b.Close), Mix(a.Volume, b.Volume));
        }
        return bars;
    }

    private static DataReport Examine(List<Bar> bars, BarInterval? interval = null) => DataDoctor.Examine(Raw(bars, interval));

    private static CandleView Raw(List<Bar> bars, BarInterval? interval = null)
    {
        var builder = new CandleBuilder(interval ?? BarInterval.OneHour);
        foreach (var bar in bars)
            builder.Add(bar);
        return builder.ToRawView();
    }
}
