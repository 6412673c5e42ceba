using Ami.Core.Documents;

namespace Ami.Modules.Learning;

/// <summary>On how many days running somebody learned, by the days where they were.</summary>
/// <param name="Days">How many; days that a freeze covered are not among them, and do not end it.</param>
/// <param name="Longest">The most there ever were.</param>
/// <param name="Freezes">How many more days may be missed.</param>
/// <param name="Frozen">How many days before today freezes cover now.</param>
/// <param name="IsToday">Whether today is among the days already.</param>
internal sealed record Streak(int Days, int Longest, int Freezes, int Frozen, bool IsToday)
{
    /// <summary>Each so many days of a streak earn a freeze.</summary>
    public const int DaysPerFreeze = 7;

    /// <summary>More of them are not kept.</summary>
    public const int MostFreezes = 2;

    /// <summary>The date line, or a day that a country left out, and one more: no journey makes more days disappear.</summary>
    private const int MostDaysTravelled = 2;

    /// <summary>After so long it is another day also for who looks at another clock meanwhile.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromHours(8);

    /// <summary>Shorter than any day, also one on which clocks are put forward.</summary>
    private static readonly TimeSpan Stride = TimeSpan.FromHours(6);

    /// <param name="days">All on which the person learned, in any order.</param>
    /// <param name="now">When it is asked.</param>
    /// <param name="zone">Where the person is then.</param>
    public static Streak Of(IReadOnlyCollection<StudyDay> days, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (length, longest, freezes, newest, last) = (0, 0, 0, DateOnly.MinValue, (StudyDay?)null);
        foreach (var day in days.OrderBy(one => one.FirstAt).ThenBy(one => one.Day))
        {
            // A date that comes again, for who travels west, is the same day.
            if (last is null || (day.Day > newest && IsAnother(last, day)))
            {
                var missed = last is null ? 0 : Missed(last, newest, day.FirstAt, day.Day);
                (length, freezes) = missed <= freezes ? (length + 1, freezes - missed) : (1, 0);
                freezes += length % DaysPerFreeze == 0 && freezes < MostFreezes ? 1 : 0;
                newest = day.Day;
            }

            longest = Math.Max(longest, length);
            last = day;
        }

        var today = LocalDay.Of(now, zone);
        var since = last is not null && today > newest ? Missed(last, newest, now, today) : 0;
        var isToday = days.Any(one => one.Day == today);
        return since <= freezes ? new Streak(length, longest, freezes - since, since, isToday) : new Streak(0, longest, 0, 0, isToday);
    }

    /// <summary>Days that were lost: those of the calendar between two, but no more than there were on the clock that the person had looked at.</summary>
    private static int Missed(StudyDay last, DateOnly newest, DateTimeOffset at, DateOnly day)
    {
        var between = day.DayNumber - newest.DayNumber - 1;
        return between is > 0 and <= MostFreezes + MostDaysTravelled
            ? Math.Min(between, DaysBetween(last.FirstAt, at, LocalFormat.Zone(last.TimeZone)))
            : Math.Max(between, 0);
    }

    /// <summary>Whole days between two moments that there were somewhere. Where the calendar skips one, nobody could learn on it.</summary>
    private static int DaysBetween(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var (first, end, seen) = (LocalDay.Of(from, zone), LocalDay.Of(to, zone), new HashSet<DateOnly>());
        for (var at = from; at < to; at += Stride)
        {
            if (LocalDay.Of(at, zone) is var day && day > first && day < end)
            {
                seen.Add(day);
            }
        }

        return seen.Count;
    }

    /// <summary>Whether a new date is a new day too: setting another zone after dinner makes no two days of one evening.</summary>
    private static bool IsAnother(StudyDay last, StudyDay day) =>
        day.TimeZone == last.TimeZone || day.FirstAt - last.FirstAt >= Apart || LocalDay.Of(day.FirstAt, LocalFormat.Zone(last.TimeZone)) > last.Day;
}
