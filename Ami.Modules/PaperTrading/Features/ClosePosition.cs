using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

internal static class ClosePosition
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapPost("/positions/{symbol}/close", Handle)
            .MeteredBy(Metering.Free)
            .WithUrgency(Urgency.Urgent)
            .RequireIdempotencyKey()
            .WithName("ClosePaperPosition")
            .WithSummary(
                "Places a market order for the whole position, or for so much of it as `quantity` says; it can only reduce it. Where no more prices will come it fills at once, at the last one."
            );

    private static async Task<Results<Created<OrderView>, ProblemHttpResult>> Handle(
        string symbol,
        Guid accountId,
        decimal? quantity,
        RequestKey key,
        HttpContext http,
        ISymbolDirectory symbols,
        IQuoteBoard quotes,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        if (!Symbol.Parse(symbol).Try(out var parsed, out _))
        {
            return PaperErrors.SymbolUnknown(symbol).ToProblem();
        }

        var hasEnded = await quotes.HasEnded(parsed, cancellationToken);
        var paper = grains.GetGrain<IPaperAccount>(accountId);
        Answer<OrderView> closing;
        if (quantity is { } part)
        {
            if (!(await symbols.Find(parsed, cancellationToken)).Try(out var spec, out _))
            {
                return PaperErrors.SymbolUnknown(symbol).ToProblem();
            }

            closing = await paper.Ask(account => account.ClosePart(key, spec, part, hasEnded), cancellationToken);
        }
        else
        {
            closing = await paper.Ask(account => hasEnded ? account.CloseAtLast(key, parsed.Value) : account.Close(key, parsed.Value), cancellationToken);
        }

        return closing.ToHttp(http, order => TypedResults.Created($"/api/trading/paper/orders?accountId={accountId}", order));
    }
}
