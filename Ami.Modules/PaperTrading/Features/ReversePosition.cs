using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

internal static class ReversePosition
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapPost("/positions/{symbol}/reverse", Handle)
            .MeteredBy(Metering.Orders)
            .WithUrgency(Urgency.Urgent)
            .RequireIdempotencyKey()
            .WithName("ReversePaperPosition")
            .WithSummary("Places a market order for twice the position on its other side, and cancels what protected it.");

    private static async Task<Results<Created<OrderView>, ProblemHttpResult>> Handle(
        string symbol,
        Guid accountId,
        RequestKey key,
        HttpContext http,
        AccountMarket market,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        var paper = grains.GetGrain<IPaperAccount>(accountId);
        if (http.Features.Get<QuotaExcess>() is { } excess)
        {
            // A repeat is no new order.
            var reversed = await paper.Ask(account => account.Reversed(key), cancellationToken);
            return reversed.Result.IsOk ? Answered(reversed) : excess.Refusal;
        }

        if (!(await market.Find(key.UserId, accountId, symbol, cancellationToken)).Try(out var traded, out var untraded))
        {
            return untraded.ToProblem();
        }

        if (traded.IsPaused)
        {
            // A repeat is no new order.
            var before = await paper.Ask(account => account.Reversed(key), cancellationToken);
            return before.Result.IsOk ? Answered(before) : PaperErrors.SymbolPaused(symbol).ToProblem();
        }

        return Answered(await paper.Ask(account => account.Reverse(key, traded.Spec, traded.Quote), cancellationToken));

        Results<Created<OrderView>, ProblemHttpResult> Answered(Answer<OrderView> answer) =>
            answer.ToHttp(http, order => TypedResults.Created($"/api/trading/paper/orders?accountId={accountId}", order));
    }
}
