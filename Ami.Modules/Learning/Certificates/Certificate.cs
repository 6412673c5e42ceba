using System.Collections.Immutable;

namespace Ami.Modules.Learning;

/// <summary>Why a certificate does not count any more. Everybody who has its code reads it.</summary>
internal enum RevocationReason
{
    /// <summary>The work was not the holder's own. They get no other one of the course.</summary>
    Misconduct,

    /// <summary>It was issued by mistake, or says something wrong.</summary>
    Mistake,

    /// <summary>The holder asked for it.</summary>
    Requested,
}

/// <summary>Says that somebody has done all of a course, as the course was then. Nothing of it changes but whether it counts.</summary>
internal sealed class Certificate
{
    /// <summary>The column that is searched.</summary>
    public const string Search = nameof(Search);

    public required Guid Id { get; init; }

    /// <summary>By which everybody who has it looks; see <see cref="CertificateCode"/>.</summary>
    public required string Code { get; init; }

    public required Guid UserId { get; init; }
    public required Guid CourseId { get; init; }

    /// <summary>Their name as they gave it.</summary>
    public required string Holder { get; init; }

    public required string TitleEs { get; init; }

    public required string TitleEn { get; init; }

    /// <summary>The titles of all lessons, in their order.</summary>
    public required ImmutableArray<InBoth> Lessons { get; init; }

    /// <summary>How long all lessons take, about.</summary>
    public required int Minutes { get; init; }

    /// <summary>What counted of the final exam; null where the course has none.</summary>
    public required decimal? ExamPercent { get; init; }

    /// <summary>Its place in the lists that say which badges count no more. The database gives it.</summary>
    public long StatusIndex { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public RevocationReason? RevokedReason { get; init; }

    /// <summary>For staff alone.</summary>
    public string? RevokedNote { get; init; }
}

/// <summary>The place of a badge that counts no more, of whomever it was.</summary>
internal sealed class WithdrawnBadge
{
    public required long StatusIndex { get; init; }
}
