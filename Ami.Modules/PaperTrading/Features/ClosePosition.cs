using System.Security.Claims;
using Ami.Core;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

internal static class ClosePosition
{
    public static void Map(IEndpointRouteBuilder paper) => paper.MapPost("/positions/{symbol}/close", Handle)
        .RequireIdempotencyKey(lookUpWithGrainLock: true)
        .WithName("ClosePaperPosition")
        .WithSummary("Places a market order for the whole position; it can only reduce it.");

    private static async Task<Results<Created<OrderView>, ProblemHttpResult>> Handle(
        string symbol, Guid accountId, ClaimsPrincipal user, Grains grains, CancellationToken cancellationToken)
    {
        if (!Symbol.Parse(symbol).Try(out var parsed, out _))
        {
            return PaperErrors.SymbolUnknown(symbol).ToProblem();
        }

        var userId = user.UserId();
        var closing = await grains.Call<PaperAccountGrain, Result<Order>>(
            accountId, g => g.LoadBook(), (g, loaded) => g.Close(loaded, userId, parsed.Value), cancellationToken);
        return closing.ToHttp(order => TypedResults.Created($"/api/trading/paper/orders?accountId={accountId}", OrderView.Of(order)));
    }
}
