using System.Globalization;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>Times of the day.</summary>
internal static partial class TimeText
{
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
            while (count < 3 && Number(text, ref position, 2, out parts[count]))
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
}
