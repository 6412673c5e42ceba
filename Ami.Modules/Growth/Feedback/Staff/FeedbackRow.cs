using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>An idea as staff see it.</summary>
/// <param name="Id">The post's.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">Paragraphs; may be empty.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Votes">People behind it; of a merged one, when it was merged.</param>
/// <param name="Duplicates">How many are merged into it, directly or by way of others.</param>
/// <param name="Reply">What staff answered.</param>
/// <param name="RepliedAt">When they did.</param>
/// <param name="AuthorId">Who wrote it; null when they have left.</param>
/// <param name="MergedInto">What it is a duplicate of.</param>
/// <param name="MergedIntoTitle">The title of that.</param>
/// <param name="CreatedAt">When it was posted.</param>
/// <param name="ChangedAt">When staff last decided or answered.</param>
internal sealed record FeedbackRow(
    Guid Id,
    string Title,
    string Body,
    FeedbackStatus Status,
    int Votes,
    int Duplicates,
    string? Reply,
    DateTimeOffset? RepliedAt,
    Guid? AuthorId,
    Guid? MergedInto,
    string? MergedIntoTitle,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt
);

/// <summary>Which ideas are listed. Shared by list and export, so that an export holds what was seen.</summary>
/// <param name="Q">Words in title or text.</param>
/// <param name="Status">Only these.</param>
/// <param name="Merged">Only duplicates, or none of them; null is none.</param>
internal readonly record struct FeedbackRowFilter(string? Q = null, Choice<FeedbackStatus>? Status = null, Choice<MergedFeedback>? Merged = null);

/// <summary>Whether duplicates are listed.</summary>
internal enum MergedFeedback
{
    /// <summary>With the others.</summary>
    Shown,

    /// <summary>Alone.</summary>
    Only,
}

/// <summary>The list of ideas of the admin area.</summary>
internal static class FeedbackRows
{
    public static readonly ListOrder<FeedbackPost> Order = new ListOrder<FeedbackPost>(p => p.Id, "-createdAt")
        .By("votes", p => p.Votes)
        .By("createdAt", p => p.CreatedAt)
        .By("changedAt", p => p.ChangedAt);

    public static IQueryable<FeedbackPost> Matching(GrowthDb db, FeedbackRowFilter filter)
    {
        var posts = db.Posts.AsNoTracking();
        foreach (var pattern in SearchText.Patterns(filter.Q))
        {
            posts = posts.Where(p => EF.Functions.Like(EF.Property<string>(p, FeedbackPost.Search), pattern));
        }

        if (filter.Status is { Value: var status })
        {
            posts = posts.Where(p => p.Status == status);
        }

        return filter.Merged?.Value switch
        {
            MergedFeedback.Only => posts.Where(p => p.MergedInto != null),
            MergedFeedback.Shown => posts,
            _ => posts.Where(p => p.MergedInto == null),
        };
    }

    public static Expression<Func<FeedbackPost, FeedbackRow>> Row(GrowthDb db) =>
        p => new FeedbackRow(
            Id: p.Id,
            Title: p.Title,
            Body: p.Body,
            Status: p.Status,
            Votes: p.Votes,
            Duplicates: db.Posts.Count(one => one.RootId == p.Id && one.Id != p.Id),
            Reply: p.Reply,
            RepliedAt: p.RepliedAt,
            AuthorId: p.UserId,
            MergedInto: p.MergedInto,
            MergedIntoTitle: db.Posts.Where(one => one.Id == p.MergedInto).Select(one => one.Title).SingleOrDefault(),
            CreatedAt: p.CreatedAt,
            ChangedAt: p.ChangedAt
        );

    public static Task<FeedbackRow> One(GrowthDb db, Guid id, CancellationToken cancellationToken) =>
        db.Posts.AsNoTracking().Where(p => p.Id == id).Select(Row(db)).SingleAsync(cancellationToken);
}
