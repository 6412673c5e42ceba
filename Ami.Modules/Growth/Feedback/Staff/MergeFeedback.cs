using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>
/// Makes an idea a duplicate of another, and takes that back. Votes are not moved: the other one counts the people of both, each once, and counts them without
/// these again when the merge is undone.
/// </summary>
internal static class MergeFeedback
{
    /// <param name="Into">The idea that it is a duplicate of.</param>
    internal sealed record MergeFeedbackRequest(Guid Into);

    public static void Map(IEndpointRouteBuilder feedback)
    {
        feedback
            .MapPost("/{id:guid}/merge", Merge)
            .RequirePermission(GrowthPermissions.ManageFeedback)
            .WithName("MergeFeedback")
            .WithSummary("Make an idea a duplicate of another.");
        feedback
            .MapDelete("/{id:guid}/merge", Undo)
            .RequirePermission(GrowthPermissions.ManageFeedback)
            .WithName("UndoFeedbackMerge")
            .WithSummary("Let a duplicate stand for itself again.");
    }

    private static async Task<Results<Ok<FeedbackRow>, ProblemHttpResult>> Merge(
        Guid id,
        MergeFeedbackRequest request,
        UnitOfWork unitOfWork,
        GrowthDb db,
        FeedbackBoard board,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var into = request.Into;
        if (into == id)
        {
            return FeedbackErrors.IntoItself.ToProblem();
        }

        var merged = await unitOfWork.Run<Result<FeedbackRow>>(
            async ct =>
            {
                await board.HoldAll(ct);
                var posts = await db.Posts.AsNoTracking().Where(p => p.Id == id || p.Id == into).ToDictionaryAsync(p => p.Id, ct);
                if (!posts.TryGetValue(id, out var post) || !posts.TryGetValue(into, out var target))
                {
                    return FeedbackErrors.Unknown;
                }

                if (post.MergedInto is not null)
                {
                    return FeedbackErrors.AlreadyMerged;
                }

                if (target.MergedInto is not null)
                {
                    return FeedbackErrors.TargetMerged;
                }

                var now = time.GetUtcNow();
                await db
                    .Posts.Where(p => p.RootId == id)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(p => p.RootId, into)
                                .SetProperty(p => p.MergedInto, p => p.Id == id ? into : p.MergedInto)
                                .SetProperty(p => p.MergedAt, p => p.Id == id ? now : p.MergedAt),
                        ct
                    );
                await board.Recount([into], ct);
                audit.Append(new AuditEntry("growth.feedback-merged", "feedback", id.ToString()) { After = new { into, post.Votes } });
                return await FeedbackRows.One(db, into, ct);
            },
            cancellationToken
        );
        return merged.ToHttp(TypedResults.Ok);
    }

    private static async Task<Results<Ok<FeedbackRow>, ProblemHttpResult>> Undo(
        Guid id,
        UnitOfWork unitOfWork,
        GrowthDb db,
        FeedbackBoard board,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        var undone = await unitOfWork.Run<Result<FeedbackRow>>(
            async ct =>
            {
                await board.HoldAll(ct);
                if (await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } post)
                {
                    return FeedbackErrors.Unknown;
                }

                if (post.MergedInto is null)
                {
                    return FeedbackErrors.NotMerged;
                }

                // What was merged into it before goes with it.
                await using var command = unitOfWork.Command(
                    """
                    with recursive own as (
                        select $1 as id union all select p.id from growth.feedback_posts p join own on p.merged_into = own.id)
                    update growth.feedback_posts p set root_id = $1,
                        merged_into = case when p.id = $1 then null else p.merged_into end, merged_at = case when p.id = $1 then null else p.merged_at end
                    from own where p.id = own.id
                    """
                );
                command.With(id);
                await command.ExecuteNonQueryAsync(ct);
                await board.Recount([id, post.RootId], ct);
                audit.Append(new AuditEntry("growth.feedback-merge-undone", "feedback", id.ToString()) { Before = new { into = post.MergedInto } });
                return await FeedbackRows.One(db, id, ct);
            },
            cancellationToken
        );
        return undone.ToHttp(TypedResults.Ok);
    }
}
