using System.Globalization;
using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Symbols;
using Ami.TestKit;
using Ami.Tests.PaperTrading;
using FsCheck;
using FsCheck.Fluent;

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
            new TradingSession(Utc(2026, 11, 25, 14, 30), Utc(2026, 11, 25, 21, 0), Utc(2026, 11, 25, 21, 0)),
            new TradingSession(Utc(2026, 11, 27, 14, 30), Utc(2026, 11, 27, 18, 0), Utc(2026, 11, 27, 18, 0)),
            new TradingSession(Utc(2026, 11, 30, 14, 30), Utc(2026, 11, 30, 21, 0), Utc(2026, 11, 30, 21, 0)),
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
        night.From(Utc(2026, 3, 8, 0, 0), 1).Single().ShouldBe(new TradingSession(Utc(2026, 3, 8, 7, 0), Utc(2026, 3, 9, 4, 0), Utc(2026, 3, 9, 4, 0)));
        // Nothing is left of what lies in the hole.
        (night with { Hours = [new TradingHours(7, "02:10", "02:50")] })
            .From(Utc(2026, 3, 8, 0, 0), 1)
            .Single()
            .Opens.ShouldBe(Utc(2026, 3, 15, 6, 10));
    }

    [TestMethod]
    public void Day_WithABreak_EndsOnce_AndNothingOpensAfterAnEarlyClose()
    {
        var tokyo = NewYork with
        {
            Zone = "Asia/Tokyo",
            Hours = [.. Enumerable.Range(1, 5).SelectMany(day => new[] { new TradingHours(day, "09:00", "11:30"), new TradingHours(day, "12:30", "15:30") })],
            Exceptions = [new CalendarException(new DateOnly(2026, 3, 3), "Half a day", "11:00")],
        };
        var monday = Utc(2026, 3, 2, 6, 30);
        tokyo
            .From(Utc(2026, 3, 2, 0, 30), 3)
            .ShouldBe([
                new TradingSession(Utc(2026, 3, 2, 0, 0), Utc(2026, 3, 2, 2, 30), monday),
                new TradingSession(Utc(2026, 3, 2, 3, 30), monday, monday),
                new TradingSession(Utc(2026, 3, 3, 0, 0), Utc(2026, 3, 3, 2, 0), Utc(2026, 3, 3, 2, 0)),
            ]);
    }

    [TestMethod]
    [DataRow("2026-11-26T12:00Z", "2026-11-27T18:00Z", DisplayName = "holiday, then an early close")]
    [DataRow("2026-11-27T17:59Z", "2026-11-27T18:00Z", DisplayName = "a minute before the early close")]
    [DataRow("2026-11-27T18:00Z", "2026-11-30T21:00Z", DisplayName = "at the close, before a weekend")]
    [DataRow("2026-03-07T12:00Z", "2026-03-09T20:00Z", DisplayName = "clocks are put forward over the weekend")]
    [DataRow("2026-10-30T20:00Z", "2026-11-02T21:00Z", DisplayName = "clocks are put back over the weekend")]
    public void DayEndsAt_IsTheEndOfTheDayThatRunsOrComesNext(string placed, string ends)
    {
        var spec = TestSymbols.Spec("NYSE") with { Calendar = NewYork };
        spec.DayEndsAt(Moment(placed), isPast: false).ShouldBe(Moment(ends));
        spec.DayEndsAt(Moment(placed), isPast: true).ShouldBe(Moment(ends));
        // A calendar may know of no day at all.
        var closed = spec with
        {
            Calendar = NewYork with { Hours = [new TradingHours(7, "02:10", "02:50")], Exceptions = Sundays(2026) },
        };
        closed.DayEndsAt(Utc(2026, 1, 1, 5, 0), isPast: true).ShouldBe(Utc(2026, 1, 2, 0, 0));
        (spec with { Calendar = null }).DayEndsAt(Moment(placed), isPast: false).ShouldBe(Midnight(Moment(placed)));
    }

    /// <summary>A minute of the wall is an hour of the bars that the feed plays.</summary>
    [TestMethod]
    [DataRow("2026-11-27T17:00Z", 60, DisplayName = "an hour before an early close")]
    [DataRow("2026-11-27T18:00Z", 75 * 60, DisplayName = "at the close, before a weekend")]
    public void DayEndsAt_WhileTheFeedReplaysBars_GoesByTheirClock_AndIsWhenItIsTold(string plays, int secondsLater)
    {
        var wall = Utc(2027, 1, 10, 9, 0);
        var clock = new ReplayClock(60_000, Moment(plays).ToUnixTimeMilliseconds(), wall.ToUnixTimeMilliseconds(), Speed: 60);
        var spec = TestSymbols.Spec("NYSE") with { Calendar = NewYork, Replay = clock };
        spec.DayEndsAt(wall, isPast: false).ShouldBe(wall.AddSeconds(secondsLater));
        spec.DayEndsAt(wall.AddSeconds(30), isPast: false).ShouldBe(wall.AddSeconds(secondsLater));
    }

    [TestMethod]
    public void Between_AnyCalendarAndTime_IsOpenWhenTheClocksSaySo() =>
        Prop.ForAll(
                Arb.From(Any),
                Arb.From(Gen.Choose(0, 400 * 24 * 60)),
                (calendar, minutes) =>
                {
                    var at = Utc(2026, 1, 1, 0, 0).AddMinutes(minutes);
                    var month = calendar.Between(at, at.AddDays(30)).ToList();
                    month.ShouldAllBe(session => session.Opens < session.Closes && session.Closes <= session.DayEnds);
                    month.Zip(month.Skip(1)).ShouldAllBe(pair => pair.First.Closes <= pair.Second.Opens);
                    var middle = at.AddDays(11);
                    calendar.Between(at, middle).Union(calendar.Between(middle, at.AddDays(30))).ShouldBe(month, "however it is asked");
                    var next = calendar.From(at, 3);
                    next.Count.ShouldBe(3, "every week has days, and few are left out");
                    next.ShouldBe(calendar.Between(at, at.AddDays(120)).Take(3));
                    var isOpen = month.Any(session => session.Opens <= at && at < session.Closes);
                    isOpen.ShouldBe(IsOpen(calendar, at), $"{calendar.Zone} at {at:u}");
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    /// <summary>By what the clocks of the zone show then: no stretch lies where they are turned.</summary>
    private static bool IsOpen(TradingCalendar calendar, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(calendar.Zone));
        var (date, clock) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime).ToString("HH:mm", CultureInfo.InvariantCulture));
        var exception = calendar.Exceptions.SingleOrDefault(day => day.Date == date);
        return exception is not { Closes: null }
            && (exception is null || string.CompareOrdinal(clock, exception.Closes) < 0)
            && calendar.Hours.Any(hours =>
                hours.Day % 7 == (int)local.DayOfWeek && string.CompareOrdinal(hours.Opens, clock) <= 0 && string.CompareOrdinal(clock, hours.Closes) < 0
            );
    }

    private static readonly Gen<TradingCalendar> Any =
        from zone in Gen.Elements("America/New_York", "Europe/Madrid", "Asia/Tokyo", "Australia/Sydney", "America/Sao_Paulo", "UTC")
        from days in Gen.Choose(1, 127)
        from opens in Gen.Choose(4, 10)
        from pause in Gen.Choose(0, 2)
        from closes in Gen.Choose(14, 24)
        from exceptions in Gen.Choose(0, 364).ArrayOf(20)
        from early in Gen.Elements<string?>(null, "09:30", "13:00")
        select new TradingCalendar(
            "any",
            "Any",
            zone,
            [
                .. Enumerable
                    .Range(1, 7)
                    .Where(day => ((days >> (day - 1)) & 1) == 1)
                    .SelectMany(day =>
                        new[] { new TradingHours(day, $"{opens:00}:00", "12:00"), new TradingHours(day, $"{12 + pause:00}:00", $"{closes:00}:00") }
                    ),
            ],
            [.. exceptions.Distinct().Select(day => new CalendarException(new DateOnly(2026, 1, 1).AddDays(day), "Any", early))]
        );

    private static List<CalendarException> Sundays(int year) =>
        [
            .. Enumerable
                .Range(0, 2 * 366)
                .Select(new DateOnly(year, 1, 1).AddDays)
                .Where(date => date.DayOfWeek == DayOfWeek.Sunday)
                .Select(date => new CalendarException(date, "Sunday")),
        ];

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

    private static DateTimeOffset Midnight(DateTimeOffset before) => Utc(before.Year, before.Month, before.Day, 0, 0).AddDays(1);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string? Field(TradingCalendar calendar) => calendar.Check()?.Fields.Keys.Single();

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);
}
