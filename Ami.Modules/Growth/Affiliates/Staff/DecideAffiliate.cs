using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>What staff decide about an affiliate.</summary>
internal enum AffiliateDecision
{
    /// <summary>An application is accepted, or a suspension ends.</summary>
    Approve,

    /// <summary>An application is not accepted.</summary>
    Refuse,

    /// <summary>The link stops counting, and commissions wait.</summary>
    Suspend,
}

/// <summary>Staff accept, refuse or suspend, with a reason that the affiliate is told.</summary>
internal static class DecideAffiliate
{
    /// <param name="Decision">What.</param>
    /// <param name="Reason">Why; may be empty where an application is accepted.</param>
    /// <param name="Version">Of what was seen.</param>
    internal sealed record DecideAffiliateRequest(AffiliateDecision Decision, string? Reason, int Version);

    public static void Map(IEndpointRouteBuilder affiliates) =>
        affiliates
            .MapPut("/{id:guid}/decision", Handle)
            .RequirePermission(GrowthPermissions.ManageAffiliates)
            .WithName("DecideAffiliate")
            .WithSummary("Accept, refuse or suspend an affiliate.");

    private static async Task<Results<Ok<AffiliateRow>, ProblemHttpResult>> Handle(
        Guid id,
        DecideAffiliateRequest request,
        UnitOfWork unitOfWork,
        GrowthDb db,
        Messages messages,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (
            WrittenText.Paragraphs(request.Reason, Affiliate.LongestText) is not { } reason
            || (reason.Length == 0 && request.Decision != AffiliateDecision.Approve)
        )
        {
            return AffiliateErrors.ReasonInvalid.ToProblem();
        }

        var decided = await unitOfWork.Run<Result<AffiliateRow>>(
            async ct =>
            {
                await unitOfWork.Hold(Affiliate.HoldName(id), ct);
                if (await db.Affiliates.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } affiliate)
                {
                    return AffiliateErrors.Unknown;
                }

                if (affiliate.Version != request.Version)
                {
                    return AffiliateErrors.ChangedMeanwhile;
                }

                if (Next(affiliate.State, request.Decision) is not { } state)
                {
                    return AffiliateErrors.NotPossible;
                }

                var now = time.GetUtcNow();
                await db
                    .Affiliates.Where(a => a.Id == id)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(a => a.State, state)
                                .SetProperty(a => a.Reason, reason.Length == 0 ? null : reason)
                                .SetProperty(a => a.Version, a => a.Version + 1)
                                .SetProperty(a => a.DecidedAt, now),
                        ct
                    );
                audit.Append(
                    new AuditEntry("growth.affiliate-decided", "affiliate", id.ToString())
                    {
                        Before = new { affiliate.State, affiliate.Reason },
                        After = new { state, reason },
                    }
                );
                if (affiliate.UserId is { } userId)
                {
                    messages.Send(Told(state), userId, new Dictionary<string, string> { ["reason"] = reason }, AffiliateMessages.Page);
                }

                return await db.Affiliates.AsNoTracking().Where(a => a.Id == id).Select(AffiliateRow.Of(db)).SingleAsync(ct);
            },
            cancellationToken
        );
        return decided.ToHttp(TypedResults.Ok);
    }

    private static AffiliateState? Next(AffiliateState state, AffiliateDecision decision) =>
        (state, decision) switch
        {
            (AffiliateState.Applied or AffiliateState.Suspended, AffiliateDecision.Approve) => AffiliateState.Active,
            (AffiliateState.Applied, AffiliateDecision.Refuse) => AffiliateState.Refused,
            (AffiliateState.Active, AffiliateDecision.Suspend) => AffiliateState.Suspended,
            _ => null,
        };

    private static MessageKind Told(AffiliateState state) =>
        state switch
        {
            AffiliateState.Active => AffiliateMessages.Approved,
            AffiliateState.Refused => AffiliateMessages.Refused,
            _ => AffiliateMessages.Suspended,
        };
}
