using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>Decides about an idea and answers it. Whoever wrote it or stands behind it is told once: of the decision, or else of the answer.</summary>
internal static class AnswerFeedback
{
    /// <param name="Status">What becomes of it.</param>
    /// <param name="Reply">What people read below it; empty for nothing.</param>
    internal sealed record AnswerFeedbackRequest(FeedbackStatus Status, string? Reply = null);

    public static void Map(IEndpointRouteBuilder feedback) =>
        feedback
            .MapPut("/{id:guid}/answer", Handle)
            .RequirePermission(GrowthPermissions.ManageFeedback)
            .WithName("AnswerFeedback")
            .WithSummary("Decide about an idea and answer it.");

    private static async Task<Results<Ok<FeedbackRow>, ProblemHttpResult>> Handle(
        Guid id,
        AnswerFeedbackRequest request,
        UnitOfWork unitOfWork,
        GrowthDb db,
        FeedbackBoard board,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (WrittenText.Paragraphs(request.Reply, FeedbackPost.LongestText) is not { } written)
        {
            return FeedbackErrors.ReplyInvalid.ToProblem();
        }

        var reply = written.Length == 0 ? null : written;
        var answered = await unitOfWork.Run<Result<FeedbackRow>>(
            async ct =>
            {
                if (await board.Hold(id, ct) is not { } root || await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } post)
                {
                    return FeedbackErrors.Unknown;
                }

                if (root != id)
                {
                    return FeedbackErrors.AlreadyMerged;
                }

                var (decided, said) = (post.Status != request.Status, post.Reply != reply);
                if (decided || said)
                {
                    var now = time.GetUtcNow();
                    await db
                        .Posts.Where(p => p.Id == id)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(p => p.Status, request.Status)
                                    .SetProperty(p => p.Reply, reply)
                                    .SetProperty(
                                        p => p.RepliedAt,
                                        reply is null ? null
                                            : said ? now
                                            : post.RepliedAt
                                    )
                                    .SetProperty(p => p.ChangedAt, now),
                            ct
                        );
                    audit.Append(
                        new AuditEntry("growth.feedback-answered", "feedback", id.ToString())
                        {
                            Before = new { post.Status, post.Reply },
                            After = new { request.Status, reply },
                        }
                    );
                }

                if (decided || (said && reply is not null))
                {
                    unitOfWork.Publish(new FeedbackNews(id, decided ? request.Status : null, null));
                }

                return await FeedbackRows.One(db, id, ct);
            },
            cancellationToken
        );
        return answered.ToHttp(TypedResults.Ok);
    }
}
