using Ami.Quant.Series;

namespace Ami.Quant.Tests.Series;

[TestClass]
public sealed class BarIntervalTests
{
    [TestMethod]
    [DataRow("1m", 60_000L)]
    [DataRow("15m", 900_000L)]
    [DataRow("4h", 14_400_000L)]
    [DataRow("1d", 86_400_000L)]
    [DataRow("1w", 604_800_000L)]
    [DataRow("30s", 30_000L)]
    public void TryParse_ExchangeNotation_RoundTrips(string text, long milliseconds)
    {
        BarInterval.TryParse(text, out var interval).ShouldBeTrue();
        interval.Milliseconds.ShouldBe(milliseconds);
        interval.ToString().ShouldBe(text);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("m")]
    [DataRow("0m")]
    [DataRow("-1m")]
    [DataRow("1x")]
    [DataRow("1.5h")]
    public void TryParse_AnythingElse_IsRefused(string text) => BarInterval.TryParse(text, out _).ShouldBeFalse();

    [TestMethod]
    public void Floor_BeforeAndAfterTheAnchor_FindsTheOpening()
    {
        BarInterval.OneHour.Floor(3_600_000 + 5).ShouldBe(3_600_000);
        BarInterval.OneHour.Floor(-5).ShouldBe(-3_600_000);
        BarInterval.OneHour.Floor(3_600_000, 1_800_000).ShouldBe(1_800_000);
    }

    [TestMethod]
    public void Constructor_NotPositive_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => new BarInterval(0));

    [TestMethod]
    public void Comparison_TwoIntervals_FollowsLength()
    {
        (BarInterval.OneHour < BarInterval.OneDay).ShouldBeTrue();
        (BarInterval.OneHour > BarInterval.FourHours).ShouldBeFalse();
        (BarInterval.OneHour <= new BarInterval(3_600_000)).ShouldBeTrue();
        (BarInterval.OneWeek >= BarInterval.OneDay).ShouldBeTrue();
        BarInterval.FiveMinutes.CompareTo(BarInterval.FifteenMinutes).ShouldBeNegative();
        new BarInterval(250).ToString().ShouldBe("250ms");
        BarInterval.OneDay.PerYear.ShouldBe(365.25);
        BarInterval.OneDay.Duration.ShouldBe(TimeSpan.FromDays(1));
    }
}
