using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
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
        ISymbolDirectory symbols,
        IQuoteBoard quotes,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        if (http.Features.Get<QuotaExcess>() is { } excess)
        {
            return excess.Refusal;
        }

        if (!(await TradedSymbol.Find(symbol, symbols, quotes, cancellationToken)).Try(out var traded, out var untraded))
        {
            return untraded.ToProblem();
        }

        var reversing = await grains.GetGrain<IPaperAccount>(accountId).Ask(account => account.Reverse(key, traded.Spec, traded.Quote), cancellationToken);
        return reversing.ToHttp(http, order => TypedResults.Created($"/api/trading/paper/orders?accountId={accountId}", order));
    }
}
