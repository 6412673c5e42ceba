using Ami.Modules.Market;
using Ami.Modules.Market.Symbols;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>When a market trades: by the clocks of its zone, over days with other hours and those when clocks are turned.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class TradingCalendarTests
{
    private static readonly TradingCalendar NewYork = new(
        "ny",
        "New York",
        "America/New_York",
        [.. Enumerable.Range(1, 5).Select(day => new TradingHours(day, "09:30", "16:00"))],
        [new CalendarException(new DateOnly(2026, 11, 26), "Thanksgiving"), new CalendarException(new DateOnly(2026, 11, 27), "The day after", "13:00")]
    );

    [TestMethod]
    public void From_HolidayEarlyCloseAndWeekend_AreLeftOut()
    {
        var sessions = NewYork.From(Utc(2026, 11, 25, 20, 0), 3);
        sessions.ShouldBe([
            new TradingSession(Utc(2026, 11, 25, 14, 30), Utc(2026, 11, 25, 21, 0)),
            new TradingSession(Utc(2026, 11, 27, 14, 30), Utc(2026, 11, 27, 18, 0)),
            new TradingSession(Utc(2026, 11, 30, 14, 30), Utc(2026, 11, 30, 21, 0)),
        ]);
        NewYork.From(Utc(2026, 11, 25, 21, 0), 1).Single().Opens.ShouldBe(Utc(2026, 11, 27, 14, 30), "what has closed is over");
    }

    [TestMethod]
    public void From_ClocksAreTurned_GoesByThem()
    {
        NewYork.From(Utc(2026, 3, 6, 22, 0), 1).Single().Opens.ShouldBe(Utc(2026, 3, 9, 13, 30));
        NewYork.From(Utc(2026, 3, 6, 12, 0), 1).Single().Opens.ShouldBe(Utc(2026, 3, 6, 14, 30));
        // From two to three there is no clock on that night; what opens then opens behind it.
        var night = NewYork with
        {
            Hours = [new TradingHours(7, "02:30", "24:00")],
        };
        night.From(Utc(2026, 3, 8, 0, 0), 1).Single().ShouldBe(new TradingSession(Utc(2026, 3, 8, 7, 0), Utc(2026, 3, 9, 4, 0)));
    }

    [TestMethod]
    public void Opening_IsToldWhereItIsTheSameEveryDay()
    {
        NewYork.Opening.ShouldNotBeNull().Clock.ShouldBe((long)new TimeSpan(9, 30, 0).TotalMilliseconds);
        (NewYork with { Hours = [.. NewYork.Hours, new TradingHours(6, "10:00", "12:00")] }).Opening.ShouldBeNull();
        (NewYork with { Hours = [new TradingHours(1, "00:00", "24:00")] }).Opening.ShouldBeNull();
    }

    [TestMethod]
    public void Check_WhatIsNoCalendar_NamesTheField()
    {
        Field(NewYork).ShouldBeNull();
        Field(NewYork with { Code = "New York" }).ShouldBe("code");
        Field(NewYork with { Name = " " }).ShouldBe("name");
        Field(NewYork with { Zone = "Mars/Base" }).ShouldBe("zone");
        Field(NewYork with { Hours = [] }).ShouldBe("hours");
        Field(NewYork with { Hours = [new TradingHours(1, "16:00", "09:30")] }).ShouldBe("hours");
        Field(NewYork with { Hours = [new TradingHours(8, "09:30", "16:00")] }).ShouldBe("hours");
        Field(NewYork with { Hours = [new TradingHours(1, "09:30", "12:00"), new TradingHours(1, "11:00", "16:00")] }).ShouldBe("hours");
        Field(NewYork with { Exceptions = [NewYork.Exceptions[0], NewYork.Exceptions[0]] }).ShouldBe("exceptions");
        Field(NewYork with { Exceptions = [new CalendarException(new DateOnly(2026, 1, 1), "x", "25:00")] }).ShouldBe("exceptions");
    }

    private static string? Field(TradingCalendar calendar) => calendar.Check()?.Fields.Keys.Single();

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);
}
