using System.Security.Claims;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

public sealed record PositionList(IReadOnlyList<PositionView> Items);

internal static class GetPositions
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/positions", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperPositions")
            .WithSummary("Open positions of an account, valued at the last prices.");

    private static async Task<Results<Ok<PositionList>, ProblemHttpResult>> Handle(
        Guid accountId,
        ClaimsPrincipal user,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        var look = await grains.GetGrain<IPaperAccount>(accountId).Ask(account => account.Look(userId), cancellationToken);
        return look.ToHttp(found => TypedResults.Ok(new PositionList(found.Positions)));
    }
}
