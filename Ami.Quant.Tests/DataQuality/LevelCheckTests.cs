using Ami.Quant.DataQuality;
using Ami.Quant.Series;
using static Ami.Quant.Tests.DataQuality.DamagedBars;

namespace Ami.Quant.Tests.DataQuality;

/// <summary>Prices in another unit, however long the stretch is and wherever it stands.</summary>
[TestClass]
public sealed class LevelCheckTests
{
    [TestMethod]
    [DataRow(150, 50, 50)]
    [DataRow(180, 70, 50)]
    [DataRow(600, 200, 200)]
    [DataRow(3000, 900, 1500)]
    [DataRow(600, 2, 200)]
    public void Examine_LongStretchInAnotherUnit_IsOneError(int rows, int first, int count)
    {
        var report = Examine(Damaged(rows, first, count));
        // In so long a file the doctor also sees that nobody traded.
        var level = report.Findings.Where(finding => finding.Code != FindingCode.Synthetic).ShouldHaveSingleItem();
        (level.Code, level.Severity, level.First, level.Last).ShouldBe((FindingCode.Level, Severity.Error, first, first + count - 1));
        report.Mask()[first..(first + count)].ShouldAllBe(usable => !usable);
    }

    [TestMethod]
    [DataRow(600, 0, 50)]
    [DataRow(600, 570, 30)]
    [DataRow(150, 100, 50)]
    public void Examine_AnotherUnitUpToAnEndOfTheFile_IsDoubtfulAndMasked(int rows, int first, int count)
    {
        var report = Examine(Damaged(rows, first, count));
        var level = report.Findings.ShouldHaveSingleItem();
        (level.Code, level.Severity, level.First, level.Last).ShouldBe((FindingCode.Level, Severity.Warning, first, first + count - 1));
        report.Mask()[first..(first + count)].ShouldAllBe(usable => !usable);
    }

    [TestMethod]
    public void Examine_RightPricesBetweenWrongOnes_TheSmallerPartsAreWrong()
    {
        var bars = Bars(600);
        for (var i = 0; i < 600; i++)
        {
            bars[i] = i is < 50 or >= 300 and < 350 or >= 560 ? Scaled(bars[i], 100) : bars[i];
        }

        Examine(bars)
            .Findings.Select(finding => (finding.Code, finding.First, finding.Last))
            .ShouldBe([(FindingCode.Level, 0, 49), (FindingCode.Level, 300, 349), (FindingCode.Level, 560, 599)], ignoreOrder: true);
    }

    [TestMethod]
    public void Examine_AnotherUnitOfHalfTheFile_SaysNotWhichHalfIsWrong()
    {
        var jump = Examine(Damaged(600, 320, 280)).Findings.ShouldHaveSingleItem();
        (jump.Code, jump.Severity, jump.First).ShouldBe((FindingCode.Jump, Severity.Warning, 320));
    }

    [TestMethod]
    public void Examine_SplitNearTheEnd_StaysASplit()
    {
        var daily = TestCandles.Walk(400, interval: BarInterval.OneDay);
        var bars = Enumerable.Range(0, 400).Select(i => i < 370 ? daily[i] : Scaled(daily[i], 0.1) with { Volume = daily[i].Volume * 10 }).ToList();
        Examine(bars, BarInterval.OneDay).Findings.ShouldHaveSingleItem().Code.ShouldBe(FindingCode.Split);
    }

    [TestMethod]
    public void Examine_MovesThatDoNotTakeEachOtherBack_AreJumps()
    {
        var bars = Bars(600);
        for (var i = 300; i < 600; i++)
        {
            bars[i] = Scaled(bars[i], i < 350 ? 6 : 1.4);
        }

        Examine(bars).Findings.Select(finding => (finding.Code, finding.First)).ShouldBe([(FindingCode.Jump, 300), (FindingCode.Jump, 350)]);
    }

    private static List<Bar> Damaged(int rows, int first, int count)
    {
        var bars = Bars(rows);
        for (var i = first; i < first + count; i++)
        {
            bars[i] = Scaled(bars[i], 100);
        }

        return bars;
    }
}
