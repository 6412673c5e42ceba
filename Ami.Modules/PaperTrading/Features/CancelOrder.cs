using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

internal static class CancelOrder
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapDelete("/order/{id:guid}", Handle)
            .MeteredBy(Metering.Free)
            .WithUrgency(Urgency.Urgent)
            .RequireIdempotencyKey()
            .WithName("CancelPaperOrder")
            .WithSummary("Cancels a working order, and with an entry its bracket.");

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Handle(
        Guid id,
        RequestKey key,
        HttpContext http,
        PaperTradingDb db,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        if (await OrderOwner.Of(db, id, key.UserId, cancellationToken) is not { } owner)
        {
            return PaperErrors.OrderNotFound.ToProblem();
        }

        var cancelled = await grains.GetGrain<IPaperAccount>(owner.AccountId).Ask(paper => paper.CancelOnce(key, id), cancellationToken);
        return cancelled.ToHttp(http, order => TypedResults.Ok(order));
    }
}
