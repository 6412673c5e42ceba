namespace Ami.Modules.Market.Import.Reading;

/// <summary>Reads the dates that files write: in numbers of any order, in eight digits, with the month's name.</summary>
internal static class DateText
{
    // Two digits of a year: those of this century until here, of the last one above.
    private const int NewestShortYear = 69;

    private static readonly string[][] Months =
    [
        ["jan", "ene", "gen", "янв"],
        ["feb", "fev", "фев"],
        ["mar", "mrz", "mär", "мар"],
        ["apr", "abr", "avr", "апр"],
        ["may", "mai", "mag", "май", "мая"],
        ["jun", "giu", "июн"],
        ["jul", "lug", "июл"],
        ["aug", "ago", "aou", "aoû", "авг"],
        ["sep", "set", "сен"],
        ["oct", "okt", "out", "ott", "окт"],
        ["nov", "ноя"],
        ["dec", "dic", "dez", "déc", "дек"],
    ];

    /// <summary>Reads the date that a text begins with.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateParts date, out int used)
    {
        (date, used) = (default, 0);
        if (text.Length >= 8 && !text[..8].ContainsAnyExceptInRange('0', '9') && (text.Length == 8 || text[8] is ' ' or 'T'))
        {
            used = 8;
            date = new DateParts(Two(text, 0) * 100 + Two(text, 2), Two(text, 4), Two(text, 6), IsOpen: false);
            return true;
        }

        if (char.IsLetter(text.Length > 0 ? text[0] : ' '))
        {
            // Jan 31, 2024
            return Month(text, ref used, out var named)
                && Skip(text, ref used)
                && Number(text, ref used, 2, out var day)
                && Skip(text, ref used)
                && Number(text, ref used, 4, out var year)
                && Made(out date, year, named, day);
        }

        var start = used;
        if (!Number(text, ref used, 4, out var first))
        {
            return false;
        }

        var digits = used - start;
        if (!Skip(text, ref used))
        {
            return false;
        }

        if (used < text.Length && char.IsLetter(text[used]))
        {
            // 31-Jan-2024
            return Month(text, ref used, out var named)
                && Skip(text, ref used)
                && Number(text, ref used, 4, out var year)
                && Made(out date, digits == 4 ? first : year, named, digits == 4 ? year : first);
        }

        if (!Number(text, ref used, 2, out var second) || !Skip(text, ref used) || !Number(text, ref used, digits == 4 ? 2 : 4, out var third))
        {
            return false;
        }

        date = digits == 4 ? new DateParts(first, second, third, IsOpen: false) : new DateParts(Year(third), first, second, IsOpen: true, IsShort: third < 100);
        return true;
    }

    private static bool Made(out DateParts date, int year, int month, int day)
    {
        date = new DateParts(Year(year), month, day, IsOpen: false, IsShort: year < 100);
        return true;
    }

    private static int Year(int digits) =>
        digits >= 100 ? digits
        : digits <= NewestShortYear ? 2000 + digits
        : 1900 + digits;

    /// <summary>The two digits at a place.</summary>
    public static int Two(ReadOnlySpan<char> text, int at) => (text[at] - '0') * 10 + text[at + 1] - '0';

    private static bool Skip(ReadOnlySpan<char> text, ref int position)
    {
        var start = position;
        while (position < text.Length && text[position] is '-' or '/' or '.' or ',' or ' ')
        {
            position++;
        }

        return position > start;
    }

    /// <summary>Reads at most so many digits, behind which there is none.</summary>
    public static bool Number(ReadOnlySpan<char> text, ref int position, int mostDigits, out int value)
    {
        var start = position;
        for (value = 0; position < text.Length && position - start < mostDigits && char.IsAsciiDigit(text[position]); position++)
        {
            value = value * 10 + (text[position] - '0');
        }

        return position > start && (position == text.Length || !char.IsAsciiDigit(text[position]));
    }

    private static bool Month(ReadOnlySpan<char> text, ref int position, out int month)
    {
        var start = position;
        while (position < text.Length && char.IsLetter(text[position]))
        {
            position++;
        }

        var name = text[start..position];
        for (month = 1; month <= Months.Length; month++)
        {
            foreach (var prefix in Months[month - 1])
            {
                if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

/// <summary>A date whose parts may be in two orders.</summary>
/// <param name="Year">The year.</param>
/// <param name="First">The month, or the first of the other two numbers.</param>
/// <param name="Second">The day, or the second of them.</param>
/// <param name="IsOpen">Whether the order of the two is open.</param>
/// <param name="IsShort">Whether the text has two digits of the year.</param>
internal readonly record struct DateParts(int Year, int First, int Second, bool IsOpen, bool IsShort = false)
{
    /// <summary>Milliseconds since 1970 of the date; null when there is none.</summary>
    public long? Day(DateOrder order)
    {
        var (month, day) = IsOpen && order == DateOrder.DayFirst ? (Second, First) : (First, Second);
        return (IsOpen && order == DateOrder.YearFirst) || Year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(Year, month)
            ? null
            : new DateOnly(Year, month, day).DayNumber * TimeSpan.MillisecondsPerDay - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMillisecond;
    }
}
