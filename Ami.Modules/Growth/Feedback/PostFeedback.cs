using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>Puts an idea on the board, with its author as the first who stands behind it; and takes back one that is nobody else's yet.</summary>
internal static class PostFeedback
{
    /// <summary>Ideas of one person in a day.</summary>
    private static readonly Quota Posts = Quota.PerDay(10);

    /// <param name="Title">1 to 120 characters, in one line.</param>
    /// <param name="Body">Up to 4,000 characters in paragraphs.</param>
    internal sealed record PostFeedbackRequest(string Title, string? Body = null);

    public static void Map(IEndpointRouteBuilder feedback)
    {
        feedback.MapPost("", Post).RequireIdempotencyKey().RefuseImpersonation().WithName("PostFeedback").WithSummary("Puts an idea on the board.");
        feedback
            .MapDelete("/{id:guid}", Withdraw)
            .RefuseImpersonation()
            .WithName("WithdrawFeedback")
            .WithSummary("Takes one's own idea back while nobody else stands behind it and nobody answered.");
    }

    private static async Task<Results<Created<FeedbackView>, ProblemHttpResult>> Post(
        PostFeedbackRequest request,
        RequestKey key,
        RequestOnce once,
        GrowthDb db,
        FeedbackBoard board,
        QuotaLimiter quotas,
        TimeProvider time,
        HttpContext http
    )
    {
        var userId = key.UserId;
        var now = time.GetUtcNow();
        if (!FeedbackPost.Write(userId, request.Title, request.Body, now).Try(out var post, out var refused))
        {
            return refused.ToProblem();
        }

        var answer = await once.Run<FeedbackPost, FeedbackView>(
            key,
            async ct => await quotas.Take($"growth.feedback-posts:{userId}", Posts, ct) is { Admitted: false } over ? FeedbackErrors.TooMany(over.Wait) : post,
            async (_, ct) =>
            {
                db.Posts.Add(post);
                await db.SaveChangesAsync(ct);
                await board.Vote(post.Id, userId, now, ct);
                return await ListFeedback.Find(db, post.Id, userId, ct) ?? throw new InvalidOperationException("What was just written is gone.");
            },
            http.RequestAborted
        );
        return answer.ToHttp(http, view => TypedResults.Created($"/api/feedback/{view.Id}", view));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Withdraw(
        Guid id,
        ClaimsPrincipal user,
        UnitOfWork unitOfWork,
        GrowthDb db,
        FeedbackBoard board,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        var done = await unitOfWork.Run<Result>(
            async ct =>
            {
                await board.HoldAll(ct);
                if (await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.UserId == userId, ct) is not { } post)
                {
                    return FeedbackErrors.NotYours;
                }

                if (
                    post is not { Status: FeedbackStatus.Open, Reply: null, MergedInto: null }
                    || await db.Posts.AnyAsync(p => p.RootId == id && p.Id != id, ct)
                    || await db.Votes.AnyAsync(v => v.PostId == id && v.UserId != userId, ct)
                )
                {
                    return FeedbackErrors.HasSupport;
                }

                await db.Posts.Where(p => p.Id == id).ExecuteDeleteAsync(ct);
                return Result.Ok;
            },
            cancellationToken
        );
        return done is { IsOk: false, Error: var refused } ? refused.ToProblem() : TypedResults.NoContent();
    }
}
