using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>
/// What others think of a post: that it helped, or that staff should look at it. Each once of a person, however often it is sent; what was changed since staff
/// looked can be reported again.
/// </summary>
internal sealed class MarkPosts(UnitOfWork unitOfWork, LearningDb db, Discussion discussion, TimeProvider time)
{
    /// <param name="Reason">What is wrong with it.</param>
    internal sealed record ReportPostRequest(HidingReason Reason);

    public static void Map(IEndpointRouteBuilder posts)
    {
        posts
            .MapPut("/{id}/vote", (Guid id, ClaimsPrincipal user, MarkPosts marks, CancellationToken ct) => marks.Vote(id, true, user, ct))
            .RefuseImpersonation()
            .WithName("VotePost")
            .WithSummary("Says that a post of somebody else helped.");
        posts
            .MapDelete("/{id}/vote", (Guid id, ClaimsPrincipal user, MarkPosts marks, CancellationToken ct) => marks.Vote(id, false, user, ct))
            .RefuseImpersonation()
            .WithName("UnvotePost")
            .WithSummary("Takes that back.");
        posts
            .MapPut(
                "/{id}/report",
                (Guid id, ReportPostRequest request, ClaimsPrincipal user, MarkPosts marks, CancellationToken ct) => marks.Report(id, request.Reason, user, ct)
            )
            .RefuseImpersonation()
            .WithName("ReportPost")
            .WithSummary("Asks staff to look at a post of somebody else. Its author does not learn who did.");
    }

    private Task<Results<NoContent, ProblemHttpResult>> Vote(Guid id, bool helped, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Mark(
            id,
            user,
            async (userId, ct) =>
            {
                if (helped)
                {
                    await db.Database.ExecuteSqlAsync(
                        $"insert into learning.post_votes (post_id, user_id, voted_at) values ({id}, {userId}, {time.GetUtcNow()}) on conflict do nothing",
                        ct
                    );
                }
                else
                {
                    await db.PostVotes.Where(v => v.PostId == id && v.UserId == userId).ExecuteDeleteAsync(ct);
                }

                await db
                    .Posts.Where(p => p.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.Votes, p => db.PostVotes.Count(v => v.PostId == p.Id)), ct);
            },
            cancellationToken
        );

    private Task<Results<NoContent, ProblemHttpResult>> Report(Guid id, HidingReason reason, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Mark(
            id,
            user,
            async (userId, ct) =>
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    insert into learning.post_reports as r (post_id, user_id, reason, told_at) values ({id}, {userId}, {reason.ToString()}, {time.GetUtcNow()})
                    on conflict (post_id, user_id) do update set reason = excluded.reason, told_at = excluded.told_at, settled_at = null
                    where r.settled_at < (select p.updated_at from learning.posts p where p.id = r.post_id)
                    """,
                    ct
                );
                await CountReports(db, id, ct);
            },
            cancellationToken
        );

    /// <summary>The post, which nobody else changes until this is committed; null where there is none.</summary>
    public static Task<Post?> Lock(LearningDb db, Guid id, CancellationToken cancellationToken) =>
        db.Posts.FromSql($"select * from learning.posts where id = {id} for update").SingleOrDefaultAsync(cancellationToken);

    /// <summary>Whatever was reported of a post is done with.</summary>
    public static async Task Settle(LearningDb db, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db
            .PostReports.Where(r => r.PostId == id && r.SettledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.SettledAt, now), cancellationToken);
        await CountReports(db, id, cancellationToken);
    }

    private static Task CountReports(LearningDb db, Guid id, CancellationToken cancellationToken) =>
        db
            .Posts.Where(p => p.Id == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(p => p.Reports, p => db.PostReports.Count(r => r.PostId == p.Id && r.SettledAt == null)),
                cancellationToken
            );

    private async Task<Results<NoContent, ProblemHttpResult>> Mark(
        Guid id,
        ClaimsPrincipal user,
        Func<Guid, CancellationToken, Task> mark,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        if (!(await discussion.OpenPost(id, user, cancellationToken)).Try(out var opened, out var refused))
        {
            return refused.ToProblem();
        }

        if (opened.Post.UserId == userId)
        {
            return DiscussionErrors.OwnPost.ToProblem();
        }

        if (opened.Post.RemovedAt is not null)
        {
            return DiscussionErrors.Removed.ToProblem();
        }

        await unitOfWork.Run(
            async ct =>
            {
                // One after the other, so that the number is that of the marks.
                await Lock(db, id, ct);
                await mark(userId, ct);
            },
            cancellationToken
        );
        return TypedResults.NoContent();
    }
}
