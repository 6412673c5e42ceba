using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

internal static class PlaceOrder
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapPost("/order", Handle)
            .MeteredBy(Metering.Orders)
            .WithUrgency(Urgency.Urgent)
            .RequireIdempotencyKey()
            .WithName("PlacePaperOrder")
            .WithSummary(
                "Places a market, limit, stop, stop-limit or trailing stop order, alone or with a stop-loss and one or several targets. It is executed by the next ticks."
            );

    private static async Task<Results<Created<OrderView>, ProblemHttpResult>> Handle(
        PlaceOrderRequest request,
        RequestKey key,
        HttpContext http,
        AccountMarket market,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        if (request.ShapeError() is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (!(await market.Find(key.UserId, request.AccountId, request.Symbol, cancellationToken)).Try(out var traded, out var untraded))
        {
            return untraded.ToProblem();
        }

        if (!(await TrailRequest.Distance(request.Trail, traded, market, cancellationToken)).Try(out var trail, out var noRange))
        {
            return noRange.ToProblem();
        }

        var excess = http.Features.Get<QuotaExcess>();
        var order = new OrderRequest(traded.Spec, traded.Quote, request.ToTicket(trail.Value), OnlyReducing: excess is not null || traded.IsPaused);
        var placed = await grains
            .GetGrain<IPaperAccount>(request.AccountId)
            .Ask(account => order.Ticket.IsPlain ? account.Place(key, order) : account.PlaceWithTerms(key, order), cancellationToken);
        if (placed.Result is { IsOk: false, Error.Code: PaperErrors.OpensRiskCode })
        {
            return excess?.Refusal ?? PaperErrors.SymbolPaused(request.Symbol).ToProblem();
        }

        return placed.ToHttp(http, view => TypedResults.Created($"/api/trading/paper/orders?accountId={view.AccountId}", view));
    }
}
