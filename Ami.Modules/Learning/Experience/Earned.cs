namespace Ami.Modules.Learning;

/// <summary>A day on which somebody learned, as it was where they were.</summary>
internal sealed class StudyDay
{
    public required Guid UserId { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>By whose clocks it was that day.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When they learned first on it, there.</summary>
    public required DateTimeOffset FirstAt { get; init; }
}

/// <summary>What somebody earned with something, once.</summary>
internal sealed class EarnedPoints
{
    public required Guid UserId { get; init; }
    public required ExperienceKind Kind { get; init; }

    /// <summary>With what; see <see cref="ExperienceRules"/>.</summary>
    public required string Source { get; init; }

    /// <summary>As the rules were then.</summary>
    public required int Points { get; init; }

    public required DateTimeOffset EarnedAt { get; init; }
}

/// <summary>What somebody earned in a week: the sum of it, so that those of many people can be compared.</summary>
internal sealed class EarnedWeek
{
    public required Guid UserId { get; init; }

    /// <summary>Its Monday, UTC.</summary>
    public required DateOnly Week { get; init; }

    public required int Points { get; init; }

    /// <summary>The week that a moment is in.</summary>
    public static DateOnly Of(DateTimeOffset at)
    {
        var day = LocalDay.Of(at, TimeZoneInfo.Utc);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }
}

/// <summary>An achievement that somebody has. It stays.</summary>
internal sealed class GivenAchievement
{
    public required Guid UserId { get; init; }
    public required string Key { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
}
