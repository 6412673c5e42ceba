using System.Globalization;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.History;

namespace Ami.Modules.Market.Symbols;

/// <summary>Hours of one day of the week.</summary>
/// <param name="Day">1 for Monday to 7 for Sunday.</param>
/// <param name="Opens">By the calendar's clocks, <c>09:30</c>.</param>
/// <param name="Closes">Later on the same day; <c>24:00</c> is its end.</param>
internal sealed record TradingHours(int Day, string Opens, string Closes);

/// <summary>A day with other hours than its weekday has.</summary>
/// <param name="Date">Which.</param>
/// <param name="Name">What it is called, for people.</param>
/// <param name="Closes">When the market closes earlier; null where it stays closed.</param>
internal sealed record CalendarException(DateOnly Date, string Name, string? Closes = null);

/// <summary>When a market trades, by the clocks of its zone.</summary>
/// <param name="Code">Its key: lower case letters, digits and dashes, at most 40.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Zone">IANA name of the time zone.</param>
/// <param name="Hours">Regular hours, one to four stretches a day.</param>
/// <param name="Exceptions">Days with other hours, each date once.</param>
internal sealed record TradingCalendar(string Code, string Name, string Zone, IReadOnlyList<TradingHours> Hours, IReadOnlyList<CalendarException> Exceptions)
    : ITradingCalendar
{
    /// <summary>As many as there are at most.</summary>
    public const int MostCalendars = 100;

    private const int MostExceptions = 400;
    private const int MostHours = 28;
    private const int LongestName = 100;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>When the market opens every day; null where that differs from day to day, or where it trades over midnight.</summary>
    internal Opening? Opening
    {
        get
        {
            var opens = Hours.GroupBy(hours => hours.Day).Select(day => day.Min(hours => Clock(hours.Opens))).Distinct().ToList();
            return opens is [{ } clock] && clock > TimeSpan.Zero ? new Opening((long)clock.TotalMilliseconds, TimeZoneInfo.FindSystemTimeZoneById(Zone)) : null;
        }
    }

    /// <summary>Whether this is a calendar: null, or <c>market.calendar_invalid</c> for the first field that is wrong.</summary>
    public Error? Check()
    {
        if (Code.Length is 0 or > 40 || Code[0] == '-' || !Code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            return SymbolErrors.CalendarInvalid("code", "Lower case letters, digits and dashes, at most 40.");
        }

        if (Name.Trim().Length is 0 or > LongestName)
        {
            return SymbolErrors.CalendarInvalid("name", $"1 to {LongestName} characters.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) || !zone.HasIanaId)
        {
            return SymbolErrors.CalendarInvalid("zone", "The name of a time zone, for example America/New_York.");
        }

        if (Hours.Count is 0 or > MostHours || !Hours.All(IsPossible) || Hours.GroupBy(hours => hours.Day).Any(Overlap))
        {
            return SymbolErrors.CalendarInvalid("hours", "At least one stretch; each opens before it closes on the same day, and none overlaps another.");
        }

        if (
            Exceptions.Count > MostExceptions
            || Exceptions.Any(day => day is null)
            || Exceptions.DistinctBy(day => day.Date).Count() != Exceptions.Count
            || !Exceptions.All(day => day.Name.Trim().Length is > 0 and <= LongestName && (day.Closes is null || Clock(day.Closes) > TimeSpan.Zero))
        )
        {
            return SymbolErrors.CalendarInvalid("exceptions", $"At most {MostExceptions} days, each once, with a name; closed all day, or with a time.");
        }

        return null;
    }

    public IReadOnlyList<TradingSession> From(DateTimeOffset at, int most) => [.. Between(at, at.AddDays(366)).Take(most)];

    public IEnumerable<TradingSession> Between(DateTimeOffset from, DateTimeOffset to)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var exceptions = Exceptions.ToDictionary(day => day.Date);
        // What closes at midnight does so on the next day.
        var first = DateOf(from).AddDays(-1);
        return Enumerable
            .Range(0, Math.Max(0, DateOf(to).DayNumber - first.DayNumber + 1))
            .Select(first.AddDays)
            .SelectMany(date => Of(date, exceptions.GetValueOrDefault(date), zone))
            .Where(session => session.Closes > from && session.Opens < to);

        DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
    }

    private IEnumerable<TradingSession> Of(DateOnly date, CalendarException? exception, TimeZoneInfo zone)
    {
        if (exception is { Closes: null })
        {
            return [];
        }

        var weekday = date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;
        var latest = exception is { Closes: { } early } ? Clock(early) ?? Day : Day;
        List<(DateTimeOffset Opens, DateTimeOffset Closes)> stretches =
        [
            .. from hours in Hours
            where hours.Day == weekday
            let opens = Clock(hours.Opens) ?? Day
            let closes = Clock(hours.Closes) ?? Day
            where opens < latest
            orderby opens
            select (Instant(date, opens, zone), Instant(date, closes < latest ? closes : latest, zone)),
        ];
        // Nothing is left of a stretch that lies where clocks leave out an hour.
        return stretches.Where(one => one.Opens < one.Closes).Select(one => new TradingSession(one.Opens, one.Closes, stretches[^1].Closes));
    }

    /// <summary>A time that clocks leave out is the first one behind the hole; of one that they show twice the first counts.</summary>
    internal static DateTimeOffset Instant(DateOnly date, TimeSpan clock, TimeZoneInfo zone)
    {
        var local = date.ToDateTime(TimeOnly.MinValue) + clock;
        while (zone.IsInvalidTime(local))
        {
            local += TimeSpan.FromMinutes(15);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static bool IsPossible(TradingHours hours) =>
        hours is { Day: >= 1 and <= 7 } && Clock(hours.Opens) is { } opens && Clock(hours.Closes) is { } closes && opens < closes;

    private static bool Overlap(IEnumerable<TradingHours> day)
    {
        var ordered = day.OrderBy(hours => Clock(hours.Opens)).ToList();
        return ordered.Zip(ordered.Skip(1), (one, next) => Clock(one.Closes) > Clock(next.Opens)).Any(overlaps => overlaps);
    }

    /// <summary>A time of the day; null where it is none.</summary>
    private static TimeSpan? Clock(string text) =>
        text == "24:00" ? Day
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock.ToTimeSpan()
        : null;
}
