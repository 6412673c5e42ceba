namespace Ami.Tests.Learning;

/// <summary>What somebody has earned, as one would keep it on paper: a list of what earned, and a list of moments with the clock that they looked at.</summary>
internal sealed class ExperienceModel
{
    private readonly Dictionary<string, (int Points, DateTimeOffset At)> _earned = [];
    private readonly List<(DateTimeOffset At, string Zone, DateOnly Day)> _learned = [];
    private readonly List<(Guid Card, Guid Id, DateTimeOffset At)> _ratings = [];
    private readonly List<(DateOnly Day, DateTimeOffset At)> _practised = [];

    public string Zone { get; set; } = "UTC";

    public int Total => _earned.Values.Sum(one => one.Points);

    public int Week(DateTimeOffset now) => _earned.Values.Where(one => Monday(one.At) == Monday(now)).Sum(one => one.Points);

    public void Complete(string lesson, DateTimeOffset at)
    {
        if (_earned.TryAdd(lesson, (20, at)))
        {
            Learn(at);
        }
    }

    public void Quiz(bool isPassed, DateTimeOffset at)
    {
        Learn(at);
        if (isPassed)
        {
            _earned.TryAdd("quiz", (40, at));
        }
    }

    public void Rate(Guid card, Guid id, DateTimeOffset at)
    {
        _ratings.Add((card, id, at));
        Learn(at);
        var today = Day(at, Zone);
        // What earned on another date, before a journey, earns on no second one.
        var elsewhere = _practised.Where(one => one.Day != today).Select(one => one.At).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        var cards = _ratings.Where(one => Day(one.At, Zone) == today && one.At > elsewhere).Select(one => one.Card).Distinct().Count();
        foreach (var (least, points) in new[] { (1, 5), (10, 5), (20, 10) })
        {
            if (cards >= least && _earned.TryAdd($"{today} {least}", (points, at)))
            {
                _practised.Add((today, at));
            }
        }
    }

    public void Undo(Guid id) => _ratings.RemoveAll(one => one.Id == id);

    /// <summary>
    /// Walks through the moments. A later date than all before is one more day, unless it is only the clock that is another; dates that were left out are missed,
    /// unless they were not on the clock of before.
    /// </summary>
    public (int Days, bool IsToday) Streak(DateTimeOffset now)
    {
        var (length, freezes, newest) = (0, 0, DateOnly.MinValue);
        (DateTimeOffset At, string Zone, DateOnly Day)? before = null;
        var firsts = _learned.GroupBy(one => (one.Zone, one.Day)).Select(group => group.MinBy(one => one.At)).OrderBy(one => one.At);
        foreach (var (at, zone, day) in firsts)
        {
            if (before is not { } last)
            {
                (length, newest) = (1, day);
            }
            else if (day > newest)
            {
                Lose(Missed(last, newest, at, day));
                if (zone == last.Zone || at - last.At >= TimeSpan.FromHours(8) || Day(at, last.Zone) > last.Day)
                {
                    (length, newest) = (length + 1, day);
                    freezes = length % 7 == 0 ? Math.Min(2, freezes + 1) : freezes;
                }
            }

            before = (at, zone, day);
        }

        var today = Day(now, Zone);
        if (before is { } end && today > newest)
        {
            Lose(Missed(end, newest, now, today));
        }

        return (length, _learned.Any(one => one.Day == today));

        void Lose(int missed)
        {
            for (; missed > 0; missed--)
            {
                (length, freezes) = freezes > 0 ? (length, freezes - 1) : (0, 0);
            }
        }
    }

    private void Learn(DateTimeOffset at) => _learned.Add((at, Zone, Day(at, Zone)));

    /// <summary>Minute by minute, on the clock of before, but no more than the dates say.</summary>
    private static int Missed((DateTimeOffset At, string Zone, DateOnly Day) last, DateOnly newest, DateTimeOffset at, DateOnly day)
    {
        var there = new HashSet<DateOnly>();
        for (var moment = last.At; moment < at; moment = moment.AddMinutes(15))
        {
            there.Add(Day(moment, last.Zone));
        }

        there.RemoveWhere(one => one <= last.Day || one >= Day(at, last.Zone));
        return Math.Max(0, Math.Min(day.DayNumber - newest.DayNumber - 1, there.Count));
    }

    private static DateOnly Day(DateTimeOffset at, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    private static DateTime Monday(DateTimeOffset at)
    {
        var day = at.UtcDateTime.Date;
        while (day.DayOfWeek != DayOfWeek.Monday)
        {
            day = day.AddDays(-1);
        }

        return day;
    }
}
