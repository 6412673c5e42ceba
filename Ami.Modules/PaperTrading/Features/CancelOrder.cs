using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

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
        var userId = key.UserId;
        var account = await db
            .Orders.Where(o => o.Id == id && EF.Property<Guid>(o, PaperTradingDb.UserId) == userId)
            .Select(o => (Guid?)EF.Property<Guid>(o, PaperTradingDb.AccountId))
            .FirstOrDefaultAsync(cancellationToken);
        if (account is not { } accountId)
        {
            return PaperErrors.OrderNotFound.ToProblem();
        }

        var cancelled = await grains.GetGrain<IPaperAccount>(accountId).Ask(paper => paper.CancelOnce(key, id), cancellationToken);
        return cancelled.ToHttp(http, order => TypedResults.Ok(order));
    }
}
