using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>A member asks to be an affiliate; who was refused may ask again. One application for each member, so sending it twice changes nothing.</summary>
internal static class ApplyAsAffiliate
{
    /// <param name="About">How one means to bring people, 1 to 1,000 characters.</param>
    /// <param name="TermsAccepted">Must be true.</param>
    internal sealed record ApplyRequest(string? About, bool TermsAccepted);

    public static void Map(IEndpointRouteBuilder affiliate) =>
        affiliate.MapPost("", Handle).RefuseImpersonation().WithName("ApplyAsAffiliate").WithSummary("Ask to be an affiliate.");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        ApplyRequest request,
        ClaimsPrincipal user,
        UnitOfWork unitOfWork,
        GrowthDb db,
        IPersonDirectory people,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        if (!request.TermsAccepted)
        {
            return AffiliateErrors.TermsNotAccepted.ToProblem();
        }

        if (WrittenText.Paragraphs(request.About, Affiliate.LongestText) is not { Length: > 0 } about)
        {
            return AffiliateErrors.AboutInvalid.ToProblem();
        }

        if (await people.Find(userId, cancellationToken) is not { EmailConfirmed: true })
        {
            return AffiliateErrors.ConfirmFirst.ToProblem();
        }

        var done = await unitOfWork.Run<Result>(
            async ct =>
            {
                await unitOfWork.Hold($"growth.affiliate-apply:{userId}", ct);
                var before = await db.Affiliates.AsNoTracking().SingleOrDefaultAsync(a => a.UserId == userId, ct);
                if (before is not null and not { State: AffiliateState.Refused })
                {
                    return before.State == AffiliateState.Applied && before.About == about ? Result.Ok : AffiliateErrors.AlreadyApplied;
                }

                var id = await Keep(db, before, userId, about, time.GetUtcNow(), ct);
                audit.Append(new AuditEntry("growth.affiliate-applied", "affiliate", id.ToString()));
                return Result.Ok;
            },
            cancellationToken
        );
        return done is { IsOk: false, Error: var refused } ? refused.ToProblem() : TypedResults.NoContent();
    }

    private static async Task<Guid> Keep(GrowthDb db, Affiliate? before, Guid userId, string about, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (before is not null)
        {
            await db
                .Affiliates.Where(a => a.Id == before.Id)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(a => a.State, AffiliateState.Applied)
                            .SetProperty(a => a.About, about)
                            .SetProperty(a => a.AppliedAt, now)
                            .SetProperty(a => a.Version, a => a.Version + 1),
                    cancellationToken
                );
            return before.Id;
        }

        var made = new Affiliate
        {
            Id = TimeOrderedId.New(now),
            UserId = userId,
            Code = Affiliate.NewCode(),
            About = about,
            State = AffiliateState.Applied,
            Version = 1,
            AppliedAt = now,
        };
        db.Affiliates.Add(made);
        await db.SaveChangesAsync(cancellationToken);
        return made.Id;
    }
}
