using System.Globalization;

namespace Ami.Modules.Market.Import;

/// <summary>Reads the ways in which files write an instant. Without an offset it is UTC.</summary>
internal static class TimeText
{
    // Beyond these, a count of seconds since 1970 would be a date after the year 2286: so it counts something smaller.
    private const long SecondsBelow = 10_000_000_000,
        MillisecondsBelow = SecondsBelow * 1000,
        MicrosecondsBelow = MillisecondsBelow * 1000;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mmzzz",
        "yyyy-MM-dd HH:mm:sszzz",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-ddTHH:mm",
        "yyyy-MM-ddTHH:mm:ss",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mmK",
        "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a date, a date with time and perhaps an offset, or a count of seconds, milliseconds or microseconds since 1970.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unixMilliseconds">The instant.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out long unixMilliseconds)
    {
        unixMilliseconds = 0;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            // Eight digits are a date without hyphens as often as anything else: not guessed.
            if (text.Length < 9)
            {
                return false;
            }

            unixMilliseconds =
                count < SecondsBelow ? count * 1000
                : count < MillisecondsBelow ? count
                : count / 1000;
            return count < MicrosecondsBelow;
        }

        if (
            !DateTimeOffset.TryParseExact(
                text,
                Formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var instant
            )
        )
        {
            return false;
        }

        unixMilliseconds = instant.ToUnixTimeMilliseconds();
        return true;
    }
}
