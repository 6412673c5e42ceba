using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="StartingCash">As before when absent.</param>
/// <param name="Leverage">As before when absent.</param>
public sealed record ResetAccountRequest(decimal? StartingCash = null, int? Leverage = null);

internal static class ResetAccount
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapPost("/accounts/{id:guid}/reset", Handle)
            .RequireIdempotencyKey()
            .WithName("ResetPaperAccount")
            .WithSummary("Cancels all orders, closes all positions and starts again with fresh cash; the history of each generation stays readable.");

    private static async Task<Results<Ok<AccountSummary>, ProblemHttpResult>> Handle(
        Guid id,
        ResetAccountRequest request,
        RequestKey key,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        if (OpenAccount.TermsError(null, request.StartingCash ?? PaperAccount.LeastCash, request.Leverage ?? 1) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var restarted = await grains.GetGrain<IPaperAccount>(id).Ask(account => account.Reset(key, request.StartingCash, request.Leverage), cancellationToken);
        return restarted.ToHttp(http, account => TypedResults.Ok(account));
    }
}
