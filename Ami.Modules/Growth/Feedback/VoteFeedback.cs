using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Growth;

/// <summary>Stands behind an idea, or no longer. Each person counts once, however many duplicates of it they voted for.</summary>
internal static class VoteFeedback
{
    /// <summary>Votes of one person, given and taken back.</summary>
    private static readonly Quota Votes = Quota.PerMinute(60);

    public static void Map(IEndpointRouteBuilder feedback)
    {
        feedback.MapPut("/{post}/vote", Vote).RefuseImpersonation().WithName("VoteFeedback").WithSummary("Stands behind an idea.");
        feedback.MapDelete("/{post}/vote", TakeBack).RefuseImpersonation().WithName("UnvoteFeedback").WithSummary("Stands behind an idea no longer.");
    }

    private static Task<Results<Ok<FeedbackView>, ProblemHttpResult>> Vote(
        Guid post,
        ClaimsPrincipal user,
        Voting voting,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => voting.Change(post, user.UserId(), (board, root, ct) => board.Vote(root, user.UserId(), time.GetUtcNow(), ct), cancellationToken);

    private static Task<Results<Ok<FeedbackView>, ProblemHttpResult>> TakeBack(
        Guid post,
        ClaimsPrincipal user,
        Voting voting,
        CancellationToken cancellationToken
    ) => voting.Change(post, user.UserId(), (board, root, ct) => board.TakeBack(root, user.UserId(), ct), cancellationToken);

    /// <summary>One change of one person's vote.</summary>
    internal sealed class Voting(UnitOfWork unitOfWork, GrowthDb db, FeedbackBoard board, QuotaLimiter quotas)
    {
        public async Task<Results<Ok<FeedbackView>, ProblemHttpResult>> Change(
            Guid post,
            Guid userId,
            Func<FeedbackBoard, Guid, CancellationToken, Task> change,
            CancellationToken cancellationToken
        )
        {
            if (await quotas.Take($"growth.feedback-votes:{userId}", Votes, cancellationToken) is { Admitted: false } over)
            {
                return FeedbackErrors.TooMany(over.Wait).ToProblem();
            }

            var found = await unitOfWork.Run(
                async ct =>
                {
                    if (await board.Hold(post, ct) is not { } root)
                    {
                        return null;
                    }

                    await change(board, root, ct);
                    return await ListFeedback.Find(db, root, userId, ct);
                },
                cancellationToken
            );
            return found is null ? FeedbackErrors.Unknown.ToProblem() : TypedResults.Ok(found);
        }
    }
}
