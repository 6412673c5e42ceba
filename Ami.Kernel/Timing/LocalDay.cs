namespace Ami.Kernel;

/// <summary>Days as they are where somebody lives: of 23, 24 or 25 hours.</summary>
public static class LocalDay
{
    /// <summary>The day that it is there.</summary>
    /// <param name="at">When.</param>
    /// <param name="zone">Where.</param>
    public static DateOnly Of(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>The first moment of a day, UTC.</summary>
    /// <param name="day">Which.</param>
    /// <param name="zone">Where.</param>
    public static DateTimeOffset Begins(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where clocks are put forward at midnight the day begins later.
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        // Where they are put back to midnight there are two of them, and the day begins with the first.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
