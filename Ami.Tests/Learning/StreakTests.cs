using System.Globalization;
using Ami.Modules.Learning;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.Learning;

/// <summary>Streaks by the days where somebody is, whatever clocks and travellers do.</summary>
[TestClass]
public sealed class StreakTests
{
    /// <summary>
    /// Moments at which somebody learned, and the one at which their streak is asked for, by local clocks: <c>zone|when</c>, with <c>xN</c> behind it for N days running;
    /// <c>Z</c> behind it where the local time says two moments.
    /// </summary>
    [TestMethod]
    // Days as they mostly are.
    [DataRow("UTC|2026-03-02 20:00", "UTC|2026-03-02 21:00", 1)]
    [DataRow("UTC|2026-03-02 23:59; UTC|2026-03-03 00:01", "UTC|2026-03-03 00:02", 2)]
    [DataRow("UTC|2026-03-02 08:00; UTC|2026-03-02 20:00", "UTC|2026-03-02 21:00", 1)]
    [DataRow("UTC|2026-03-02 08:00", "UTC|2026-03-03 23:59", 1)]
    [DataRow("UTC|2026-03-02 23:59", "UTC|2026-03-04 00:00", 0)]
    [DataRow("UTC|2026-03-02 20:00; UTC|2026-03-04 20:00", "UTC|2026-03-04 20:00", 1)]
    // Freezes: one for seven days, two at most, all of them or none.
    [DataRow("UTC|2026-03-02 20:00 x6; UTC|2026-03-09 20:00", "UTC|2026-03-09 20:00", 1)]
    [DataRow("UTC|2026-03-02 20:00 x7; UTC|2026-03-10 20:00", "UTC|2026-03-10 20:00", 8)]
    [DataRow("UTC|2026-03-02 20:00 x7", "UTC|2026-03-10 23:59", 7)]
    [DataRow("UTC|2026-03-02 20:00 x7", "UTC|2026-03-11 00:00", 0)]
    [DataRow("UTC|2026-03-02 20:00 x14; UTC|2026-03-18 20:00", "UTC|2026-03-18 20:00", 15)]
    [DataRow("UTC|2026-03-02 20:00 x21; UTC|2026-03-26 20:00", "UTC|2026-03-26 20:00", 1)]
    [DataRow("UTC|2026-03-02 20:00 x7; UTC|2026-03-10 20:00; UTC|2026-03-12 20:00", "UTC|2026-03-12 20:00", 1)]
    // Clocks put forward: a day of 23 hours.
    [DataRow("Europe/Madrid|2026-03-28 23:30; Europe/Madrid|2026-03-29 23:30; Europe/Madrid|2026-03-30 00:10", "Europe/Madrid|2026-03-30 09:00", 3)]
    [DataRow("Europe/Madrid|2026-03-28 23:59; Europe/Madrid|2026-03-30 00:01", "Europe/Madrid|2026-03-30 09:00", 1)]
    [DataRow("America/New_York|2026-03-07 23:30; America/New_York|2026-03-08 03:30", "America/New_York|2026-03-08 23:00", 2)]
    [DataRow("Australia/Lord_Howe|2026-10-03 12:00 x3", "Australia/Lord_Howe|2026-10-05 23:00", 3)]
    // At midnight: the day begins at one.
    [DataRow("America/Santiago|2026-09-05 23:59; America/Santiago|2026-09-06 01:00", "America/Santiago|2026-09-06 02:00", 2)]
    [DataRow("America/Santiago|2026-09-05 12:00; America/Santiago|2026-09-07 12:00", "America/Santiago|2026-09-07 12:00", 1)]
    [DataRow("Africa/Cairo|2026-04-23 23:50; Africa/Cairo|2026-04-24 01:05", "Africa/Cairo|2026-04-24 02:00", 2)]
    // Clocks put back: a day of 25 hours.
    [DataRow("Europe/Madrid|2026-10-24 00:10; Europe/Madrid|2026-10-25 23:50; Europe/Madrid|2026-10-26 00:10", "Europe/Madrid|2026-10-26 09:00", 3)]
    [DataRow("Europe/Madrid|2026-10-24 23:59; Europe/Madrid|2026-10-26 00:01", "Europe/Madrid|2026-10-26 09:00", 1)]
    [DataRow("Europe/Madrid|2026-10-25 00:30Z; Europe/Madrid|2026-10-25 01:30Z", "Europe/Madrid|2026-10-25 09:00", 1)]
    [DataRow("America/Havana|2026-10-31 23:30; America/Havana|2026-11-01 04:30Z; America/Havana|2026-11-01 05:30Z", "America/Havana|2026-11-01 09:00", 2)]
    [DataRow(
        "Africa/Casablanca|2026-02-14 23:30; Africa/Casablanca|2026-02-15 23:30; Africa/Casablanca|2026-02-16 00:10",
        "Africa/Casablanca|2026-02-16 09:00",
        3
    )]
    // The calendar.
    [DataRow("UTC|2028-02-28 20:00 x3", "UTC|2028-03-01 21:00", 3)]
    [DataRow("UTC|2028-02-28 20:00; UTC|2028-03-01 20:00", "UTC|2028-03-01 21:00", 1)]
    [DataRow("UTC|2027-02-28 20:00; UTC|2027-03-01 20:00", "UTC|2027-03-01 21:00", 2)]
    [DataRow("Asia/Kathmandu|2026-12-31 23:59; Asia/Kathmandu|2027-01-01 00:01", "Asia/Kathmandu|2027-01-01 09:00", 2)]
    [DataRow("Pacific/Chatham|2026-12-31 00:01; Pacific/Chatham|2027-01-01 23:59", "Pacific/Chatham|2027-01-01 23:59", 2)]
    // Days that never were: Samoa and Tokelau had no 30 December 2011, Kwajalein no 21 August 1993.
    [DataRow("Pacific/Apia|2011-12-29 20:00; Pacific/Apia|2011-12-31 20:00", "Pacific/Apia|2011-12-31 21:00", 2)]
    [DataRow("Pacific/Apia|2011-12-29 20:00", "Pacific/Apia|2011-12-31 23:59", 1)]
    [DataRow("Pacific/Apia|2011-12-28 20:00; Pacific/Apia|2011-12-31 20:00", "Pacific/Apia|2011-12-31 21:00", 1)]
    [DataRow("Pacific/Fakaofo|2011-12-29 00:10; Pacific/Fakaofo|2011-12-31 23:50", "Pacific/Fakaofo|2011-12-31 23:55", 2)]
    [DataRow("Pacific/Kwajalein|1993-08-20 20:00; Pacific/Kwajalein|1993-08-22 20:00", "Pacific/Kwajalein|1993-08-22 21:00", 2)]
    // East, over the date line: the day in between was nobody's.
    [DataRow("Pacific/Honolulu|2026-06-01 20:00; Pacific/Kiritimati|2026-06-03 20:00", "Pacific/Kiritimati|2026-06-03 21:00", 2)]
    [DataRow("Pacific/Honolulu|2026-06-01 20:00", "Pacific/Kiritimati|2026-06-03 23:00", 1)]
    [DataRow("Pacific/Honolulu|2026-06-01 20:00", "Pacific/Kiritimati|2026-06-04 10:00", 0)]
    [DataRow("America/Los_Angeles|2026-06-05 20:00; Pacific/Auckland|2026-06-07 12:00", "Pacific/Auckland|2026-06-07 13:00", 2)]
    [DataRow("America/Los_Angeles|2026-06-05 20:00; Pacific/Auckland|2026-06-07 20:00", "Pacific/Auckland|2026-06-07 21:00", 1)]
    // West, over it: the same day again is no other one.
    [DataRow(
        "Pacific/Kiritimati|2026-06-03 08:00; Pacific/Honolulu|2026-06-02 20:00; Pacific/Honolulu|2026-06-03 20:00",
        "Pacific/Honolulu|2026-06-03 21:00",
        1
    )]
    [DataRow(
        "Pacific/Kiritimati|2026-06-02 08:00; Pacific/Kiritimati|2026-06-03 08:00; Pacific/Honolulu|2026-06-03 20:00; Pacific/Honolulu|2026-06-04 20:00",
        "Pacific/Honolulu|2026-06-04 21:00",
        3
    )]
    [DataRow(
        "Pacific/Auckland|2026-06-05 20:00; America/Los_Angeles|2026-06-05 20:00; America/Los_Angeles|2026-06-06 20:00",
        "America/Los_Angeles|2026-06-06 21:00",
        2
    )]
    // Travels within a day.
    [DataRow("Europe/Madrid|2026-06-01 10:00; Asia/Tokyo|2026-06-02 06:00; Asia/Tokyo|2026-06-03 20:00", "Asia/Tokyo|2026-06-03 21:00", 3)]
    [DataRow("Asia/Tokyo|2026-06-02 20:00; Europe/Madrid|2026-06-03 20:00", "Europe/Madrid|2026-06-03 21:00", 2)]
    [DataRow("Europe/London|2026-06-01 20:00; America/New_York|2026-06-02 20:00; Europe/London|2026-06-03 20:00", "Europe/London|2026-06-03 21:00", 3)]
    // Another zone after dinner is no other day, and the next one is.
    [DataRow("Pacific/Honolulu|2026-06-01 20:00; Pacific/Kiritimati|2026-06-02 20:01", "Pacific/Kiritimati|2026-06-02 20:02", 1)]
    [DataRow(
        "Pacific/Honolulu|2026-06-01 20:00; Pacific/Kiritimati|2026-06-02 20:01; Pacific/Kiritimati|2026-06-03 20:00",
        "Pacific/Kiritimati|2026-06-03 21:00",
        2
    )]
    [DataRow("America/New_York|2026-06-01 20:00; Europe/London|2026-06-02 01:05; America/New_York|2026-06-02 20:00", "America/New_York|2026-06-02 21:00", 2)]
    public void Of_Moments_CountsTheDaysThatTheyWere(string learned, string asked, int days)
    {
        var (now, zone) = Moments(asked).Single();
        Streak.Of(Days(Moments(learned)), now, zone).Days.ShouldBe(days);
    }

    [TestMethod]
    public void Of_NoDays_IsNone() => Streak.Of([], DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc).ShouldBe(new Streak(0, 0, 0, 0, false));

    [TestMethod]
    public void Of_AStreakThatEnded_RemembersTheLongestAndItsFreezesAreGone()
    {
        var days = Days(Moments("UTC|2026-03-02 20:00 x14; UTC|2026-04-01 20:00 x3"));
        var (now, zone) = Moments("UTC|2026-04-04 08:00").Single();
        Streak.Of(days, now, zone).ShouldBe(new Streak(3, 14, 0, 0, false));
    }

    [TestMethod]
    public void Of_MissedDaysBeforeToday_AreFrozenNow()
    {
        var days = Days(Moments("UTC|2026-03-02 20:00 x14"));
        var (now, zone) = Moments("UTC|2026-03-18 08:00").Single();
        Streak.Of(days, now, zone).ShouldBe(new Streak(14, 14, 0, 2, false));
    }

    [TestMethod]
    public void Of_AnyDaysInOneZone_IsWhatWalkingThroughTheCalendarGives() =>
        Prop.ForAll(
                Arb.From(
                    from zone in Gen.Elements("UTC", "Europe/Madrid", "America/Santiago", "Australia/Lord_Howe", "Pacific/Kiritimati")
                    from learned in Gen.Choose(0, 9).Select(one => one > 1).ListOf(60)
                    from hours in Gen.Choose(0, 22).ListOf(60)
                    from rest in Gen.Choose(0, 4)
                    select (Zone: zone, Learned: learned, Hours: hours, Late: rest)
                ),
                all =>
                {
                    var zone = TimeZoneInfo.FindSystemTimeZoneById(all.Zone);
                    var first = new DateOnly(2026, 8, 20);
                    var moments = all
                        .Learned.Index()
                        .Where(one => one.Item)
                        .Select(one => (LocalDay.Begins(first.AddDays(one.Index), zone).AddHours(all.Hours[one.Index]), zone))
                        .ToList();
                    var today = first.AddDays(59 + all.Late);
                    var streak = Streak.Of([.. Days(moments).Reverse()], LocalDay.Begins(today, zone).AddHours(1), zone);
                    (streak.Days, streak.Freezes).ShouldBe(Walk([.. moments.Select(one => LocalDay.Of(one.Item1, zone))], today));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>A streak as one would count it with a calendar: day after day up to yesterday, and today where it is done.</summary>
    private static (int Days, int Freezes) Walk(HashSet<DateOnly> learned, DateOnly today)
    {
        var (length, freezes) = (0, 0);
        for (var day = learned.DefaultIfEmpty(today).Min(); day <= today; day = day.AddDays(1))
        {
            if (learned.Contains(day))
            {
                length++;
                freezes = length % 7 == 0 ? Math.Min(2, freezes + 1) : freezes;
            }
            else if (day < today && freezes > 0)
            {
                freezes--;
            }
            else if (day < today)
            {
                length = 0;
            }
        }

        return (length, freezes);
    }

    private static StudyDay[] Days(IEnumerable<(DateTimeOffset At, TimeZoneInfo Zone)> moments) =>
        [
            .. moments
                .GroupBy(one => (Day: LocalDay.Of(one.At, one.Zone), one.Zone.Id))
                .Select(group => new StudyDay
                {
                    UserId = Guid.Empty,
                    Day = group.Key.Day,
                    TimeZone = group.Key.Id,
                    FirstAt = group.Min(one => one.At),
                }),
        ];

    private static IEnumerable<(DateTimeOffset At, TimeZoneInfo Zone)> Moments(string text)
    {
        foreach (var one in text.Split("; "))
        {
            var (zone, rest) = (TimeZoneInfo.FindSystemTimeZoneById(one.Split('|')[0]), one.Split('|')[1].Split(" x"));
            var isUtc = rest[0].EndsWith('Z');
            var first = DateTime.ParseExact(rest[0].TrimEnd('Z'), "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            for (var n = 0; n < (rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 1); n++)
            {
                var at = first.AddDays(n);
                yield return (new DateTimeOffset(isUtc ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : TimeZoneInfo.ConvertTimeToUtc(at, zone)), zone);
            }
        }
    }
}
