using System.Globalization;

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
/// <param name="HasShortYear">Whether it names two digits of the year.</param>
internal readonly record struct WrittenTime(long Milliseconds, bool HasClock, bool HasOffset, bool HasShortYear);

/// <summary>Reads dates and times of the day as files write them.</summary>
internal static class TimeText
{
    private const long Minute = 60_000,
        Hour = 60 * Minute,
        Day = 24 * Hour;

    /// <summary>Reads a date, perhaps with a time of the day and an offset.</summary>
    /// <param name="text">The text.</param>
    /// <param name="order">Of a date in three numbers that does not begin with the year.</param>
    /// <param name="time">The instant.</param>
    public static bool TryParse(ReadOnlySpan<char> text, DateOrder order, out WrittenTime time)
    {
        time = default;
        if (!DateText.TryParse(text, out var date, out var used) || date.Day(order) is not { } day)
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

        time = new WrittenTime(day + clock - (offset ?? 0), separated.Length > 0, offset is not null, date.IsShort);
        return true;
    }

    /// <summary>Reads a time of the day, such as 09:30, 09:30:00.000, 093000, 9:30 PM or 12-AM.</summary>
    /// <param name="text">The text.</param>
    /// <param name="milliseconds">Since midnight.</param>
    public static bool TryClock(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        bool? afternoon = null;
        if (text.EndsWith("AM", StringComparison.OrdinalIgnoreCase) || text.EndsWith("PM", StringComparison.OrdinalIgnoreCase))
        {
            afternoon = text[^2] is 'P' or 'p';
            text = text[..^2].TrimEnd(" -");
        }

        Span<int> parts = stackalloc int[3];
        var (count, position) = (0, 0);
        if (text.Length is 4 or 6 && !text.ContainsAnyExceptInRange('0', '9'))
        {
            for (; position < text.Length; position += 2)
            {
                parts[count++] = (text[position] - '0') * 10 + text[position + 1] - '0';
            }
        }
        else
        {
            while (count < 3 && DateText.Number(text, ref position, 2, out parts[count]))
            {
                count++;
                if (position == text.Length || text[position] != ':' || count == 3)
                {
                    break;
                }

                position++;
            }
        }

        var fraction = 0L;
        if (count == 3 && position < text.Length && text[position] is '.' or ',')
        {
            var digits = text[(position + 1)..];
            if (digits.Length is 0 or > 9 || digits.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            fraction = int.Parse(digits[..Math.Min(3, digits.Length)], NumberStyles.None, CultureInfo.InvariantCulture);
            fraction *= digits.Length switch
            {
                1 => 100,
                2 => 10,
                _ => 1,
            };
            position = text.Length;
        }

        var hour = parts[0];
        if (afternoon is { } late)
        {
            if (hour is 0 or > 12)
            {
                return false;
            }

            hour = hour % 12 + (late ? 12 : 0);
        }

        milliseconds = hour * Hour + parts[1] * Minute + parts[2] * 1000L + fraction;
        return position == text.Length && count >= (afternoon is null ? 2 : 1) && hour < 24 && parts[1] < 60 && parts[2] < 60;
    }

    /// <summary>What three numbers of a date that does not begin with the year say about their order; null when it is none, or both are possible.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isOpen">Whether it is such a date.</param>
    public static DateOrder? OrderOf(ReadOnlySpan<char> text, out bool isOpen)
    {
        isOpen = DateText.TryParse(text, out var date, out _) && date.IsOpen;
        return !isOpen ? null
            : date.First > 12 && date.Second <= 12 ? DateOrder.DayFirst
            : date.Second > 12 && date.First <= 12 ? DateOrder.MonthFirst
            : null;
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
                (hours, minutes) = (DateText.Two(digits, 0), DateText.Two(digits, 2));
            }
            else if (
                !DateText.Number(digits, ref position, 2, out hours)
                || position < digits.Length && (digits[position++] != ':' || !DateText.Number(digits, ref position, 2, out minutes))
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
}
