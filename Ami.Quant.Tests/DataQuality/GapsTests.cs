using Ami.Quant.DataQuality;

namespace Ami.Quant.Tests.DataQuality;

[TestClass]
public sealed class GapsTests
{
    private const long Hour = 3_600_000,
        OneDay = 24 * Hour;

    [TestMethod]
    public void Find_FewDaysWithoutWeekends_CountsWeekdaysOnly()
    {
        // Monday 1 January 2024 to Friday 12 January, without the weekend and without Wednesday 10 January.
        long[] times = [Day(1), Day(2), Day(3), Day(4), Day(5), Day(8), Day(9), Day(11), Day(12)];

        Gaps.Find(times, OneDay, 0, out var closures).ShouldBe([new Gap(7, Day(10), Day(10), 1)]);
        closures.ShouldBe(1);
        Gaps.Find([.. times, Day(13)], OneDay, 0, out _).ShouldBe([new Gap(5, Day(6), Day(7), 2), new Gap(7, Day(10), Day(10), 1)]);
    }

    [TestMethod]
    public void Find_HoursOfAMarketThatClosesAtNight_ReportsOnlyWhatIsMissingByDay()
    {
        var times = Enumerable
            .Range(0, 40)
            .SelectMany(day => Enumerable.Range(9, 8).Select(hour => (day * OneDay) + (hour * Hour)))
            .Where(time => time != (20 * OneDay) + (16 * Hour) && time != (21 * OneDay) + (9 * Hour))
            .ToArray();

        // The night between the two hours that are missing is no gap, so they are one.
        Gaps.Find(times, Hour, 0, out var closures).ShouldBe([new Gap((20 * 8) + 7, (20 * OneDay) + (16 * Hour), (21 * OneDay) + (9 * Hour), 2)]);
        closures.ShouldBe(38);
    }

    [TestMethod]
    public void Find_YearsAreMissing_CountsEveryHourOfThemAndIsQuick()
    {
        const int years = 200;
        var end = years * 365 * OneDay;
        long[] times = [0, Hour, end, end + Hour];

        Gaps.Find(times, Hour, 0, out _).ShouldBe([new Gap(2, 2 * Hour, end - Hour, (end / Hour) - 2)]);
    }

    [TestMethod]
    public void Find_StampsBehindTheGrid_AreCountedOnTheirOwn()
    {
        long[] times = [Hour - 1, (2 * Hour) - 1, (4 * Hour) - 1];

        Gaps.Find(times, Hour, Hour - 1, out _).ShouldBe([new Gap(2, (3 * Hour) - 1, (3 * Hour) - 1, 1)]);
    }

    private static long Day(int day) => new DateTimeOffset(2024, 1, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
