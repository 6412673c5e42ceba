using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>Who took something out of a discussion.</summary>
internal enum RemovedBy
{
    /// <summary>Whoever wrote it, or the end of their account.</summary>
    Author,

    /// <summary>Staff, with a reason.</summary>
    Team,
}

/// <summary>
/// What somebody asked or remarked about a lesson, or answered there. What is removed leaves its place, so that what others answered stays where it was.
/// </summary>
internal sealed class Post : IKept
{
    public const int LongestText = 4_000;

    /// <summary>The column that is searched.</summary>
    public const string Search = nameof(Search);

    /// <summary>The client's of whoever wrote it.</summary>
    public required Guid Id { get; init; }

    public required Guid LessonId { get; init; }

    /// <summary>What it answers; null for what others answer.</summary>
    public Guid? ThreadId { get; init; }

    /// <summary>Whose; null once their account is gone.</summary>
    public Guid? UserId { get; set; }

    /// <summary>Whether whoever wrote it taught or worked here then.</summary>
    public bool IsTeam { get; init; }

    /// <summary>Plain text; empty once its author removed it.</summary>
    public required string Text { get; set; }

    public required int Version { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Of a thread: when it was written to last.</summary>
    public required DateTimeOffset LastAt { get; set; }

    /// <summary>How many found it helpful.</summary>
    public int Votes { get; set; }

    /// <summary>How many reports of it staff have not looked at yet.</summary>
    public int Reports { get; set; }

    public DateTimeOffset? RemovedAt { get; set; }

    public RemovedBy? RemovedBy { get; set; }

    /// <summary>Why staff removed it. Its author reads it.</summary>
    public HidingReason? RemovedReason { get; set; }

    /// <summary>What staff wrote for staff.</summary>
    public string? RemovedNote { get; set; }

    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Post>(post =>
        {
            post.ToTable("posts").Property(p => p.Id).ValueGeneratedNever();
            post.Property<string>(Search).IsRequired().ValueGeneratedOnAddOrUpdate();
        });
        modelBuilder.Entity<PostVote>().ToTable("post_votes").HasKey(v => new { v.PostId, v.UserId });
        modelBuilder.Entity<PostReport>().ToTable("post_reports").HasKey(r => new { r.PostId, r.UserId });
    }
}

/// <summary>Somebody found a post helpful.</summary>
internal sealed class PostVote
{
    public required Guid PostId { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset VotedAt { get; init; }
}

/// <summary>Somebody thinks that staff should look at a post. Once of a person and post.</summary>
internal sealed class PostReport
{
    public required Guid PostId { get; init; }
    public required Guid UserId { get; init; }
    public required HidingReason Reason { get; init; }
    public required DateTimeOffset ToldAt { get; init; }

    /// <summary>When staff looked at it, whatever they made of it.</summary>
    public DateTimeOffset? SettledAt { get; set; }
}
