namespace Ami.Modules.Market.Import.Reading;

/// <summary>In which order a date has its parts.</summary>
internal enum DateOrder
{
    /// <summary>2024-01-31, 2024.01.31, 20240131; and every date whose month has a name.</summary>
    YearFirst,

    /// <summary>31/01/2024.</summary>
    DayFirst,

    /// <summary>01/31/2024.</summary>
    MonthFirst,
}

/// <summary>An instant as a file writes it.</summary>
/// <param name="Milliseconds">Since 1970, read as UTC when the text has no offset.</param>
/// <param name="HasClock">Whether it names a time of the day.</param>
/// <param name="HasOffset">Whether it names an offset from UTC.</param>
internal readonly record struct WrittenTime(long Milliseconds, bool HasClock, bool HasOffset);

/// <summary>Reads dates and times of the day as files write them.</summary>
internal static partial class TimeText
{
    private const long Minute = 60_000,
        Hour = 60 * Minute,
        Day = 24 * Hour;

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

    /// <summary>Reads a date, perhaps with a time of the day and an offset.</summary>
    /// <param name="text">The text.</param>
    /// <param name="order">Of a date in three numbers that does not begin with the year.</param>
    /// <param name="time">The instant.</param>
    public static bool TryParse(ReadOnlySpan<char> text, DateOrder order, out WrittenTime time)
    {
        time = default;
        if (!Date(text, out var date, out var used) || date.Day(order) is not { } day)
        {
            return false;
        }

        var rest = text[used..];
        var separated = rest.TrimStart(" T,");
        if (rest.Length > 0 && separated.Length == rest.Length)
        {
            return false;
        }

        var offset = TakeOffset(ref separated);
        if (offset is null && separated.Length > 0 && char.IsAsciiLetterUpper(separated[^1]) && separated[^1] != 'M')
        {
            return false;
        }

        separated = separated.TrimEnd();
        var clock = 0L;
        if (separated.Length > 0 && !TryClock(separated, out clock))
        {
            return false;
        }

        time = new WrittenTime(day + clock - (offset ?? 0), separated.Length > 0, offset is not null);
        return true;
    }

    /// <summary>What three numbers of a date that does not begin with the year say about their order; null when it is none, or both are possible.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isOpen">Whether it is such a date.</param>
    public static DateOrder? OrderOf(ReadOnlySpan<char> text, out bool isOpen)
    {
        isOpen = Date(text, out var date, out _) && date.IsOpen;
        return !isOpen ? null
            : date.First > 12 && date.Second <= 12 ? DateOrder.DayFirst
            : date.Second > 12 && date.First <= 12 ? DateOrder.MonthFirst
            : null;
    }

    private static bool Date(ReadOnlySpan<char> text, out DateParts date, out int used)
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

        date = digits == 4 ? new DateParts(first, second, third, false) : new DateParts(Year(third), first, second, true);
        return true;
    }

    private static bool Made(out DateParts date, int year, int month, int day)
    {
        date = new DateParts(Year(year), month, day, false);
        return true;
    }

    private static int Year(int digits) =>
        digits >= 100 ? digits
        : digits <= NewestShortYear ? 2000 + digits
        : 1900 + digits;

    private static int Two(ReadOnlySpan<char> text, int at) => (text[at] - '0') * 10 + text[at + 1] - '0';

    private static bool Skip(ReadOnlySpan<char> text, ref int position)
    {
        var start = position;
        while (position < text.Length && text[position] is '-' or '/' or '.' or ',' or ' ')
        {
            position++;
        }

        return position > start;
    }

    private static bool Number(ReadOnlySpan<char> text, ref int position, int mostDigits, out int value)
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

    /// <returns>Milliseconds east of UTC that the end of a text names, and takes it away; null when it names none.</returns>
    private static long? TakeOffset(ref ReadOnlySpan<char> text)
    {
        var sign = text.LastIndexOfAny('+', '-');
        var offset = 0L;
        var found = false;
        if (sign > 0 && sign + 1 < text.Length && char.IsAsciiDigit(text[sign + 1]))
        {
            var digits = text[(sign + 1)..];
            var (position, hours, minutes) = (0, 0, 0);
            if (digits.Length == 4 && !digits.ContainsAnyExceptInRange('0', '9'))
            {
                (hours, minutes) = (Two(digits, 0), Two(digits, 2));
            }
            else if (
                !Number(digits, ref position, 2, out hours)
                || position < digits.Length && (digits[position++] != ':' || !Number(digits, ref position, 2, out minutes))
            )
            {
                return null;
            }

            offset = (hours * Hour + minutes * Minute) * (text[sign] == '-' ? -1 : 1);
            if (Math.Abs(offset) > 14 * Hour || minutes > 59)
            {
                return null;
            }

            found = true;
            text = text[..sign].TrimEnd();
        }

        foreach (var name in (ReadOnlySpan<string>)["UTC", "GMT", "Z"])
        {
            if (text.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                text = text[..^name.Length].TrimEnd();
                return offset;
            }
        }

        return found ? offset : null;
    }

    /// <param name="Year">The year.</param>
    /// <param name="First">The month, or the first of the other two numbers.</param>
    /// <param name="Second">The day, or the second of them.</param>
    /// <param name="IsOpen">Whether the order of the two is open.</param>
    private readonly record struct DateParts(int Year, int First, int Second, bool IsOpen)
    {
        /// <summary>Milliseconds since 1970 of the date; null when there is none.</summary>
        public long? Day(DateOrder order)
        {
            var (month, day) = IsOpen && order == DateOrder.DayFirst ? (Second, First) : (First, Second);
            return
                (IsOpen && order == DateOrder.YearFirst) || Year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(Year, month)
                ? null
                : new DateOnly(Year, month, day).DayNumber * TimeText.Day - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMillisecond;
        }
    }
}
