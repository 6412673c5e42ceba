using System.Security.Claims;
using Ami.Modules.PaperTrading.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>What somebody, or a split, changed about an order, in one step.</summary>
/// <param name="Version">The order's version since.</param>
/// <param name="At">When, UTC.</param>
/// <param name="QuantityBefore">Units before.</param>
/// <param name="Quantity">Units since.</param>
/// <param name="LimitBefore">Limit before.</param>
/// <param name="LimitPrice">Limit since.</param>
/// <param name="StopBefore">Stop before.</param>
/// <param name="StopPrice">Stop since.</param>
/// <param name="TrailBefore">Trailing distance before.</param>
/// <param name="TrailDistance">Trailing distance since.</param>
/// <param name="Action">The moment of the split that changed it, UTC; null when somebody did.</param>
public sealed record AmendmentView(
    int Version,
    DateTimeOffset At,
    decimal QuantityBefore,
    decimal Quantity,
    decimal? LimitBefore,
    decimal? LimitPrice,
    decimal? StopBefore,
    decimal? StopPrice,
    decimal? TrailBefore,
    decimal? TrailDistance,
    DateTimeOffset? Action
);

/// <param name="Items">Oldest first.</param>
public sealed record AmendmentList(IReadOnlyList<AmendmentView> Items);

internal static class GetAmendments
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/order/{id:guid}/amendments", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperAmendments")
            .WithSummary("What was changed about an order since it was placed, oldest first.");

    private static async Task<Results<Ok<AmendmentList>, ProblemHttpResult>> Handle(
        Guid id,
        ClaimsPrincipal user,
        PaperTradingDb db,
        CancellationToken cancellationToken
    )
    {
        if (await OrderOwner.Of(db, id, user.UserId(), cancellationToken) is null)
        {
            return PaperErrors.OrderNotFound.ToProblem();
        }

        var rows = await db.OrderAmendments.Where(a => a.OrderId == id).OrderBy(a => a.Version).ToListAsync(cancellationToken);
        return TypedResults.Ok(new AmendmentList([.. rows.Select(Of)]));
    }

    private static AmendmentView Of(OrderAmendment a) =>
        new(
            Version: a.Version,
            At: a.At,
            QuantityBefore: a.QuantityBefore.Plain(),
            Quantity: a.Quantity.Plain(),
            LimitBefore: a.LimitBefore.Plain(),
            LimitPrice: a.LimitPrice.Plain(),
            StopBefore: a.StopBefore.Plain(),
            StopPrice: a.StopPrice.Plain(),
            TrailBefore: a.TrailBefore.Plain(),
            TrailDistance: a.TrailDistance.Plain(),
            Action: a.Action
        );
}
