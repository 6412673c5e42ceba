using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="Items">The orders that close what is held.</param>
public sealed record ClosingOrders(IReadOnlyList<OrderView> Items);

internal static class CloseAll
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapPost("/accounts/{id:guid}/close-all", Handle)
            .MeteredBy(Metering.Free)
            .WithUrgency(Urgency.Urgent)
            .RequireIdempotencyKey()
            .WithName("CloseAllPaperPositions")
            .WithSummary("Cancels every entry and places a market order for each position; what has no more prices is closed at once, at the last ones.");

    private static async Task<Results<Ok<ClosingOrders>, ProblemHttpResult>> Handle(
        Guid id,
        RequestKey key,
        HttpContext http,
        IQuoteBoard quotes,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        var paper = grains.GetGrain<IPaperAccount>(id);
        if (!(await paper.Ask(account => account.Look(key.UserId), cancellationToken)).Try(out var look, out var missing))
        {
            return missing.ToProblem();
        }

        var ended = new List<string>();
        foreach (var position in look.Positions)
        {
            if (Symbol.Parse(position.Symbol).Try(out var symbol, out _) && await quotes.HasEnded(symbol, cancellationToken))
            {
                ended.Add(position.Symbol);
            }
        }

        var closing = await paper.Ask(account => account.CloseAll(key, [.. ended]), cancellationToken);
        return closing.ToHttp(http, orders => TypedResults.Ok(new ClosingOrders(orders)));
    }
}
