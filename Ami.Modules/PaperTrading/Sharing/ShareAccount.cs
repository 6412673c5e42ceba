using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.PaperTrading.Features;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Sharing;

/// <param name="Amounts">True shows practice money, false only fractions of what the account began with.</param>
/// <param name="Title">1 to 80 characters that everybody reads; none by default.</param>
/// <param name="Days">How long the link lasts: 1 to 365, 30 by default.</param>
public sealed record ShareAccountRequest(bool Amounts, string? Title = null, int Days = ShareRequest<object>.DefaultDays);

internal static class ShareAccount
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapPost("/accounts/{id:guid}/share", Handle)
            .MeteredBy(Metering.Reads)
            .RefuseImpersonation()
            .WithName("SharePaperAccount")
            .WithSummary("Makes a link under which everybody sees how the account does since its last reset, and nothing about whose it is.");

    private static async Task<Results<Created<NewShareLink>, ProblemHttpResult>> Handle(
        Guid id,
        ShareAccountRequest request,
        ClaimsPrincipal user,
        PaperTradingDb db,
        ShareLinks links,
        ISharedThing<PerformanceTerms, PaperPerformance> thing,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        if (!(await db.OwnedLive(user.UserId(), id, cancellationToken)).Try(out var owned, out var missing))
        {
            return missing.ToProblem();
        }

        var wanted = new ShareRequest<PerformanceTerms>(
            user.UserId(),
            id,
            new PerformanceTerms(owned.Generation, request.Amounts),
            request.Title,
            request.Days
        );
        response.Headers.CacheControl = "no-store";
        return (await links.Make(SharedPerformance.Kind, thing, wanted, cancellationToken)).ToHttp(made => TypedResults.Created("/api/me/share-links", made));
    }
}
