namespace Ami.Tests.Kernel;

/// <summary>Days begin when they do where somebody lives.</summary>
[TestClass]
public sealed class LocalDayTests
{
    [TestMethod]
    [DataRow("UTC", "2026-03-29", "2026-03-29T00:00:00Z")]
    [DataRow("Europe/Madrid", "2026-03-29", "2026-03-28T23:00:00Z")]
    [DataRow("Europe/Madrid", "2026-03-30", "2026-03-29T22:00:00Z")]
    [DataRow("America/Argentina/Buenos_Aires", "2026-01-01", "2026-01-01T03:00:00Z")]
    // Clocks go from 0:00 to 1:00: the day begins at 1:00.
    [DataRow("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z")]
    // Clocks go from 1:00 back to 0:00: the day begins with the first midnight.
    [DataRow("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z")]
    public void Begins_Day_IsItsFirstMoment(string zone, string day, string begins)
    {
        var there = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var at = LocalDay.Begins(date, there);
        at.ShouldBe(DateTimeOffset.Parse(begins, System.Globalization.CultureInfo.InvariantCulture));
        LocalDay.Of(at, there).ShouldBe(date);
        LocalDay.Of(at.AddTicks(-1), there).ShouldBe(date.AddDays(-1));
    }
}
