using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>Takes off the board what has no place there. It is gone, with its votes; what was merged into it has to stand for itself first.</summary>
internal static class RemoveFeedback
{
    public static void Map(IEndpointRouteBuilder feedback) =>
        feedback
            .MapDelete("/{id:guid}", Handle)
            .RequirePermission(GrowthPermissions.ManageFeedback)
            .WithName("RemoveFeedback")
            .WithSummary("Take an idea off the board for good.");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id,
        UnitOfWork unitOfWork,
        GrowthDb db,
        FeedbackBoard board,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        var done = await unitOfWork.Run<Result>(
            async ct =>
            {
                await board.HoldAll(ct);
                if (await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } post)
                {
                    return FeedbackErrors.Unknown;
                }

                if (await db.Posts.AnyAsync(p => p.MergedInto == id, ct))
                {
                    return FeedbackErrors.HasDuplicates;
                }

                await db.Posts.Where(p => p.Id == id).ExecuteDeleteAsync(ct);
                await board.Recount([post.RootId], ct);
                audit.Append(
                    new AuditEntry("growth.feedback-removed", "feedback", id.ToString())
                    {
                        Before = new
                        {
                            post.Title,
                            post.Status,
                            post.Votes,
                        },
                    }
                );
                return Result.Ok;
            },
            cancellationToken
        );
        return done is { IsOk: false, Error: var refused } ? refused.ToProblem() : TypedResults.NoContent();
    }
}
