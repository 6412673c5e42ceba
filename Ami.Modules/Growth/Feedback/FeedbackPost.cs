namespace Ami.Modules.Growth;

/// <summary>What became of an idea.</summary>
internal enum FeedbackStatus
{
    /// <summary>Nothing was decided.</summary>
    Open,

    /// <summary>It will be made.</summary>
    Planned,

    /// <summary>It is being made.</summary>
    InProgress,

    /// <summary>It is there.</summary>
    Done,

    /// <summary>It will not be made.</summary>
    Declined,
}

/// <summary>An idea on the board. Everybody who is signed in reads it; who wrote it and who stands behind it, nobody but staff and they themselves.</summary>
internal sealed class FeedbackPost
{
    /// <summary>Characters of a title, at most; the table says so too.</summary>
    public const int LongestTitle = 120;

    /// <summary>Characters of a text or a reply, at most; the table says so too.</summary>
    public const int LongestText = 4_000;

    /// <summary>The column that is searched.</summary>
    public const string Search = "Search";

    public required Guid Id { get; init; }

    /// <summary>Who wrote it; null when they have left and others stand behind it.</summary>
    public Guid? UserId { get; init; }

    public required string Title { get; init; }

    /// <summary>Paragraphs; may be empty.</summary>
    public required string Body { get; init; }

    public FeedbackStatus Status { get; init; }

    /// <summary>People behind it and behind what was merged into it. Of a merged post: when it was merged.</summary>
    public int Votes { get; init; }

    /// <summary>What staff answered.</summary>
    public string? Reply { get; init; }

    public DateTimeOffset? RepliedAt { get; init; }

    /// <summary>The post that counts for it: itself, or the one at the end of <see cref="MergedInto"/>.</summary>
    public required Guid RootId { get; init; }

    /// <summary>The post that it is a duplicate of.</summary>
    public Guid? MergedInto { get; init; }

    public DateTimeOffset? MergedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When staff last decided or answered.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <returns>The post, or <c>feedback.title_invalid</c>, or <c>feedback.body_invalid</c>.</returns>
    public static Result<FeedbackPost> Write(Guid userId, string title, string? body, DateTimeOffset now)
    {
        if (WrittenText.Line(title, LongestTitle) is not { } line)
        {
            return FeedbackErrors.TitleInvalid;
        }

        if (WrittenText.Paragraphs(body, LongestText) is not { } text)
        {
            return FeedbackErrors.BodyInvalid;
        }

        var id = TimeOrderedId.New(now);
        return new FeedbackPost
        {
            Id = id,
            UserId = userId,
            Title = line,
            Body = text,
            RootId = id,
            CreatedAt = now,
            ChangedAt = now,
        };
    }
}

/// <summary>Somebody stands behind a post. It stays with the post that it was given to, also when that is merged.</summary>
internal sealed class FeedbackVote
{
    public required Guid PostId { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
