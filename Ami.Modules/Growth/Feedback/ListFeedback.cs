using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>An idea as people see it. It names nobody.</summary>
/// <param name="Id">The post's.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">Paragraphs; may be empty.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Votes">People behind it.</param>
/// <param name="Voted">Whether the caller is one of them.</param>
/// <param name="Mine">Whether the caller wrote it.</param>
/// <param name="Reply">What staff answered.</param>
/// <param name="RepliedAt">When they did.</param>
/// <param name="CreatedAt">When it was posted.</param>
internal sealed record FeedbackView(
    Guid Id,
    string Title,
    string Body,
    FeedbackStatus Status,
    int Votes,
    bool Voted,
    bool Mine,
    string? Reply,
    DateTimeOffset? RepliedAt,
    DateTimeOffset CreatedAt
)
{
    public static Expression<Func<FeedbackPost, FeedbackView>> Of(GrowthDb db, Guid userId) =>
        p => new FeedbackView(
            Id: p.Id,
            Title: p.Title,
            Body: p.Body,
            Status: p.Status,
            Votes: p.Votes,
            Voted: db.Posts.Any(one => one.RootId == p.Id && db.Votes.Any(v => v.PostId == one.Id && v.UserId == userId)),
            Mine: p.UserId == userId,
            Reply: p.Reply,
            RepliedAt: p.RepliedAt,
            CreatedAt: p.CreatedAt
        );
}

/// <summary>Whose ideas are listed.</summary>
internal enum FeedbackOf
{
    /// <summary>Those that the caller wrote, or what they were merged into.</summary>
    Mine,

    /// <summary>Those that the caller stands behind.</summary>
    Voted,
}

/// <summary>The board: what people ask for, most wanted first. Duplicates are shown by the idea that they were merged into.</summary>
internal static class ListFeedback
{
    /// <param name="Q">Words in title or text.</param>
    /// <param name="Status">Only these.</param>
    /// <param name="Of">Only those that have to do with the caller.</param>
    internal readonly record struct FeedbackFilter(string? Q = null, Choice<FeedbackStatus>? Status = null, Choice<FeedbackOf>? Of = null);

    private static readonly ListOrder<FeedbackPost> Order = new ListOrder<FeedbackPost>(p => p.Id, "-votes")
        .By("votes", p => p.Votes)
        .By("createdAt", p => p.CreatedAt)
        .By("changedAt", p => p.ChangedAt);

    public static void Map(IEndpointRouteBuilder feedback)
    {
        feedback.MapGet("", Page).WithName("ListFeedback").WithSummary("Ideas, most wanted first.");
        feedback.MapGet("/{post}", One).WithName("GetFeedback").WithSummary("An idea; of one that was merged, the one that it was merged into.");
    }

    private static async Task<Results<Ok<Page<FeedbackView>>, ProblemHttpResult>> Page(
        [AsParameters] FeedbackFilter filter,
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        GrowthDb db,
        CancellationToken cancellationToken
    ) => (await Order.Page(Matching(db, filter, user.UserId()), page, FeedbackView.Of(db, user.UserId()), cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<Ok<FeedbackView>, ProblemHttpResult>> One(
        Guid post,
        ClaimsPrincipal user,
        GrowthDb db,
        CancellationToken cancellationToken
    ) => await Find(db, post, user.UserId(), cancellationToken) is { } found ? TypedResults.Ok(found) : FeedbackErrors.Unknown.ToProblem();

    /// <summary>The idea, or what it was merged into.</summary>
    public static Task<FeedbackView?> Find(GrowthDb db, Guid post, Guid userId, CancellationToken cancellationToken) =>
        db
            .Posts.AsNoTracking()
            .Where(p => db.Posts.Any(asked => asked.Id == post && asked.RootId == p.Id))
            .Select(FeedbackView.Of(db, userId))
            .SingleOrDefaultAsync(cancellationToken);

    private static IQueryable<FeedbackPost> Matching(GrowthDb db, FeedbackFilter filter, Guid userId)
    {
        var posts = db.Posts.AsNoTracking().Where(p => p.MergedInto == null);
        foreach (var pattern in SearchText.Patterns(filter.Q))
        {
            posts = posts.Where(p => EF.Functions.Like(EF.Property<string>(p, FeedbackPost.Search), pattern));
        }

        if (filter.Status is { Value: var status })
        {
            posts = posts.Where(p => p.Status == status);
        }

        return filter.Of?.Value switch
        {
            FeedbackOf.Mine => posts.Where(p => db.Posts.Any(one => one.RootId == p.Id && one.UserId == userId)),
            FeedbackOf.Voted => posts.Where(p => db.Posts.Any(one => one.RootId == p.Id && db.Votes.Any(v => v.PostId == one.Id && v.UserId == userId))),
            _ => posts,
        };
    }
}
