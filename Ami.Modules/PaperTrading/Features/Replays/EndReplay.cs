using System.Security.Claims;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

internal static class EndReplay
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapPost("/replays/{id:guid}/end", Handle)
            .MeteredBy(Metering.Free)
            .WithName("EndPaperReplay")
            .WithSummary("Ends a replay: orders are cancelled, and what is held is closed at its last price. Its account stays readable.");

    private static async Task<Results<Ok<ReplayView>, ProblemHttpResult>> Handle(
        Guid id,
        ClaimsPrincipal user,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        return (await grains.GetGrain<IPaperAccount>(id).Ask(account => account.EndReplay(userId), cancellationToken)).ToHttp(replay =>
            TypedResults.Ok(replay)
        );
    }
}
