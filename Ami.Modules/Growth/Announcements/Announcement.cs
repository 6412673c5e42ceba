namespace Ami.Modules.Growth;

/// <summary>What an announcement is about.</summary>
internal enum AnnouncementKind
{
    /// <summary>Something people should know.</summary>
    News,

    /// <summary>What became new or different in the product; the changelog.</summary>
    Change,
}

/// <summary>How far an announcement is.</summary>
internal enum AnnouncementState
{
    /// <summary>Only staff see it.</summary>
    Draft,

    /// <summary>People see it when its time has come.</summary>
    Scheduled,

    /// <summary>People see it.</summary>
    Published,
}

/// <summary>When an announcement is to be seen.</summary>
internal enum AnnouncementTiming
{
    /// <summary>Not yet.</summary>
    Draft,

    /// <summary>At once; one that is published already stays as it is.</summary>
    Now,

    /// <summary>From a given time on.</summary>
    At,
}

/// <summary>What staff tell people, in both languages.</summary>
internal sealed class Announcement
{
    /// <summary>Characters of a title, at most; the table says so too.</summary>
    public const int LongestTitle = 120;

    /// <summary>Characters of a text, at most; the table says so too.</summary>
    public const int LongestBody = 4_000;

    /// <summary>The column that is searched.</summary>
    public const string Search = "Search";

    /// <summary>What is older is no news: it is neither counted as unread nor shown in the banner.</summary>
    public static readonly TimeSpan NewsFor = TimeSpan.FromDays(30);

    public required Guid Id { get; init; }
    public required AnnouncementKind Kind { get; init; }
    public required string TitleEs { get; init; }
    public required string TitleEn { get; init; }
    public required string BodyEs { get; init; }
    public required string BodyEn { get; init; }

    /// <summary>Only people on this plan see it; null is everybody.</summary>
    public Plan? Plan { get; init; }

    /// <summary>Whether it stands above every page until somebody has read it.</summary>
    public bool IsImportant { get; init; }

    /// <summary>From when on people see it; null for a draft.</summary>
    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>Until when it stands above pages; null for as long as it is news.</summary>
    public DateTimeOffset? BannerUntil { get; init; }

    /// <summary>Counts changes, so that nobody overwrites one that they have not seen.</summary>
    public int Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>Somebody has read an announcement, or closed its banner.</summary>
internal sealed class AnnouncementRead
{
    public required Guid AnnouncementId { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset ReadAt { get; init; }
}
