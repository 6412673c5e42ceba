using Ami.Quant.DataQuality;
using Ami.Quant.Series;
using static Ami.Quant.Tests.DataQuality.DamagedBars;

namespace Ami.Quant.Tests.DataQuality;

/// <summary>Missing, repeated, swapped, unfinished and wrongly stamped rows.</summary>
[TestClass]
public sealed class DataDoctorTimeTests
{
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
        {
            if (bar.OpensAt.Hour is >= 14 and <= 20 && bar.OpensAt.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                bars.Add(bar);
            }
        }

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
        var bars = Enumerable
            .Range(0, 300)
            .Select(i => daily[i])
            .Where(bar => bar.OpensAt.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && bar.OpensAt.DayOfYear != 50)
            .ToList();
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
        {
            moved[i] = moved[i] with { Time = moved[i].Time + Hour / 2 };
        }

        Examine(moved).Findings.ShouldContain(finding => finding.Code == FindingCode.ShiftedStamps && finding.Detail.Contains("clock changes"));
        Examine(Bars(400).ConvertAll(bar => bar with { Time = bar.Time + Hour / 2 })).Findings.Single().Detail.ShouldContain("after the grid");
    }
}
