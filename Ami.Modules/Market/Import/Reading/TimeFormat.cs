using System.Globalization;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>What a report says of an instant that could be another.</summary>
internal enum TimeRemark
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A count since 1970 in a smaller unit than those of the sample.</summary>
    OtherUnit,

    /// <summary>A count since 1970 with so few digits that others write dates so.</summary>
    ShortCount,

    /// <summary>A date with two digits of the year.</summary>
    ShortYear,
}

/// <summary>How a file writes the instants of its bars.</summary>
/// <param name="PerMillisecond">Of a count since 1970: how many are a millisecond (0.001 for seconds); null for dates.</param>
/// <param name="Order">Of dates.</param>
/// <param name="Zone">Of dates without an offset; null for UTC.</param>
internal sealed record TimeFormat(decimal? PerMillisecond, DateOrder Order, TimeZoneInfo? Zone)
{
    // A count above is of a smaller unit: as seconds it would be after the year 2286.
    private const decimal SecondsBelow = 10_000_000_000m;

    // Shorter ones are dates without hyphens as often as anything else.
    private const int ShortestCount = 9;

    private static readonly (decimal Below, decimal PerMillisecond, string Name)[] Units =
    [
        (SecondsBelow, 0.001m, "seconds"),
        (SecondsBelow * 1_000, 1, "milliseconds"),
        (SecondsBelow * 1_000_000, 1_000, "microseconds"),
        (SecondsBelow * 1_000_000_000, 1_000_000, "nanoseconds"),
    ];

    /// <summary>Whether a text is a count since 1970 and cannot be a date.</summary>
    public static bool IsCount(ReadOnlySpan<char> cell) =>
        (cell.Length >= ShortestCount || cell.StartsWith("-") || cell.ContainsAny('e', 'E')) && TryCount(cell, out _);

    /// <summary>Reads a count since 1970, whole or not.</summary>
    public static bool TryCount(ReadOnlySpan<char> cell, out decimal count)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(cell, styles, CultureInfo.InvariantCulture, out count);
    }

    /// <summary>The unit of counts: the largest of them decides.</summary>
    /// <returns>Null when it is too large for any.</returns>
    public static (decimal PerMillisecond, string Name)? UnitOf(decimal largest)
    {
        foreach (var (below, perMillisecond, name) in Units)
        {
            if (Math.Abs(largest) < below)
            {
                return (perMillisecond, name);
            }
        }

        return null;
    }

    /// <summary>Reads an instant.</summary>
    /// <param name="cell">The time column's text.</param>
    /// <param name="clock">Text of the column that has the time of the day; empty when there is none.</param>
    /// <param name="unixMilliseconds">The instant.</param>
    /// <param name="remark">What else there is to say of it.</param>
    /// <returns>Null, or why it cannot be read.</returns>
    public string? Read(ReadOnlySpan<char> cell, ReadOnlySpan<char> clock, out long unixMilliseconds, out TimeRemark remark)
    {
        (unixMilliseconds, remark) = (0, TimeRemark.None);
        if (PerMillisecond is { } per)
        {
            if (!TryCount(cell, out var count) || UnitOf(count) is not { } own)
            {
                return $"'{ImportProblems.Shown(cell)}' is not a time";
            }

            // Binance's files count microseconds from 2025 on: several of them in one have both.
            var otherUnit = own.PerMillisecond > per;
            remark =
                otherUnit ? TimeRemark.OtherUnit
                : IsCount(cell) ? TimeRemark.None
                : TimeRemark.ShortCount;
            unixMilliseconds = (long)decimal.Floor(count / (otherUnit ? own.PerMillisecond : per));
            return null;
        }

        if (!TimeText.TryParse(cell, Order, out var time))
        {
            return $"'{ImportProblems.Shown(cell)}' is not a time";
        }

        unixMilliseconds = time.Milliseconds;
        remark = time.HasShortYear ? TimeRemark.ShortYear : TimeRemark.None;
        if (clock.Length > 0)
        {
            if (time.HasClock || !TimeText.TryClock(clock, out var sinceMidnight))
            {
                return $"'{ImportProblems.Shown(clock)}' is not a time of the day";
            }

            unixMilliseconds += sinceMidnight;
        }

        if (Zone is null || time.HasOffset)
        {
            return null;
        }

        var local = DateTime.SpecifyKind(DateTime.UnixEpoch.AddMilliseconds(unixMilliseconds), DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local) || Zone.IsAmbiguousTime(local))
        {
            return $"'{ImportProblems.Shown(cell)}' is {(Zone.IsInvalidTime(local) ? "never" : "twice")} on the clocks of {Zone.Id}";
        }

        unixMilliseconds -= (long)Zone.GetUtcOffset(local).TotalMilliseconds;
        return null;
    }
}
