using System.Collections.Immutable;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>What is absent stays as it is.</summary>
/// <param name="Version">The version of the order that is meant, as it was shown.</param>
/// <param name="Quantity">Of orders that are no exits.</param>
/// <param name="LimitPrice">Of limit and stop-limit orders.</param>
/// <param name="StopPrice">Of stops that do not follow the price, and of stop-limits until they are reached.</param>
/// <param name="Trail">Of stops that follow the price: the new distance from the best price so far.</param>
public sealed record AmendOrderRequest(int Version, decimal? Quantity = null, decimal? LimitPrice = null, decimal? StopPrice = null, TrailRequest? Trail = null)
{
    internal Error? ShapeError()
    {
        var fields = ImmutableDictionary<string, string[]>.Empty;
        Check("quantity", (Quantity ?? LimitPrice ?? StopPrice) is not null || Trail is not null, "Something has to change.");
        foreach (var (field, value) in new[] { ("quantity", Quantity), ("limitPrice", LimitPrice), ("stopPrice", StopPrice), ("trail", Trail?.Value) })
        {
            Check(field, value is null or (> 0 and <= PlaceOrderRequest.Most), "Has to be above zero.");
        }

        Check("trail", Trail is not { Unit: TrailUnit.Percent, Value: >= 100 }, "Has to be below a hundred percent.");
        return fields.IsEmpty ? null : Error.Invalid("paper.order_invalid", "The order is incomplete or contradicts itself.") with { Fields = fields };

        void Check(string field, bool holds, string message) => fields = holds ? fields : fields.SetItem(field, [message]);
    }
}

internal static class AmendOrder
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapPatch("/order/{id:guid}", Handle)
            .MeteredBy(Metering.Orders)
            .WithUrgency(Urgency.Urgent)
            .RequireIdempotencyKey()
            .WithName("AmendPaperOrder")
            .WithSummary(
                "Changes quantity, limit, stop or trailing distance of an open order, which keeps its id. Refused when the order has changed meanwhile."
            );

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Handle(
        Guid id,
        AmendOrderRequest request,
        RequestKey key,
        HttpContext http,
        PaperTradingDb db,
        AccountMarket market,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        if (request.ShapeError() is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (await OrderOwner.Of(db, id, key.UserId, cancellationToken) is not { } owner)
        {
            return PaperErrors.OrderNotFound.ToProblem();
        }

        if (!(await market.Find(key.UserId, owner.AccountId, owner.Symbol, cancellationToken)).Try(out var traded, out var untraded))
        {
            return untraded.ToProblem();
        }

        if (!(await TrailRequest.Distance(request.Trail, traded, market, cancellationToken)).Try(out var trail, out var noRange))
        {
            return noRange.ToProblem();
        }

        var excess = http.Features.Get<QuotaExcess>();
        var change = new OrderChange(id, request.Version, request.Quantity, request.LimitPrice, request.StopPrice, trail.Value);
        var amended = await grains
            .GetGrain<IPaperAccount>(owner.AccountId)
            .Ask(
                account => account.Amend(key, new AmendRequest(traded.Spec, traded.Quote, change, OnlyReducing: excess is not null || traded.IsPaused)),
                cancellationToken
            );
        if (amended.Result is { IsOk: false, Error.Code: PaperErrors.OpensRiskCode })
        {
            return excess?.Refusal ?? PaperErrors.SymbolPaused(owner.Symbol).ToProblem();
        }

        return amended.ToHttp(http, order => TypedResults.Ok(order));
    }
}
