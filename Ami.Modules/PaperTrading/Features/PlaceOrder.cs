using System.Collections.Immutable;
using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Ami.Quant.Trading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="LimitPrice">Required for limit orders, absent for others.</param>
/// <param name="StopPrice">Required for stop orders, absent for others.</param>
/// <param name="TakeProfit">Closes the position with a profit; with <paramref name="StopLoss"/> one cancels the other.</param>
public sealed record PlaceOrderRequest(
    Guid AccountId,
    string Symbol,
    Side Side,
    OrderType Type,
    decimal Quantity,
    decimal? LimitPrice = null,
    decimal? StopPrice = null,
    decimal? TakeProfit = null,
    decimal? StopLoss = null
)
{
    private const decimal Most = 1_000_000_000_000m;

    internal OrderTicket ToTicket() => new(Side, Type, Quantity, LimitPrice, StopPrice, TakeProfit, StopLoss);

    /// <summary>What is wrong with the request whatever the market does; null when nothing is.</summary>
    internal Error? ShapeError()
    {
        var fields = ImmutableDictionary<string, string[]>.Empty;
        Check("quantity", Quantity is > 0 and <= Most, "Has to be above zero.");
        Check("limitPrice", LimitPrice.HasValue == (Type == OrderType.Limit), "Limit orders have a limit price, other orders have none.");
        Check("stopPrice", StopPrice.HasValue == (Type == OrderType.Stop), "Stop orders have a stop price, other orders have none.");
        Check("limitPrice", LimitPrice is null or (> 0 and <= Most), "Has to be above zero.");
        Check("stopPrice", StopPrice is null or (> 0 and <= Most), "Has to be above zero.");
        Check("takeProfit", TakeProfit is null or (> 0 and <= Most), "Has to be above zero.");
        Check("stopLoss", StopLoss is null or (> 0 and <= Most), "Has to be above zero.");
        return fields.IsEmpty ? null : Error.Invalid("paper.order_invalid", "The order is incomplete or contradicts itself.") with { Fields = fields };

        void Check(string field, bool holds, string message) => fields = holds ? fields : fields.SetItem(field, [message]);
    }
}

internal static class PlaceOrder
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapPost("/order", Handle)
            .MeteredBy(Metering.Orders)
            .WithUrgency(Urgency.Urgent)
            .RequireIdempotencyKey()
            .WithName("PlacePaperOrder")
            .WithSummary("Places a market, limit or stop order, alone or with a take-profit and a stop-loss. It is executed by the next ticks.");

    private static async Task<Results<Created<OrderView>, ProblemHttpResult>> Handle(
        PlaceOrderRequest request,
        RequestKey key,
        HttpContext http,
        ISymbolDirectory symbols,
        IQuoteBoard quotes,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        if (request.ShapeError() is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (!Symbol.Parse(request.Symbol).Try(out var symbol, out _) || !(await symbols.Find(symbol, cancellationToken)).Try(out var spec, out _))
        {
            return PaperErrors.SymbolUnknown(request.Symbol).ToProblem();
        }

        if (await quotes.HasEnded(symbol, cancellationToken))
        {
            return PaperErrors.SymbolEnded(symbol.Value).ToProblem();
        }

        if (!(await quotes.Latest(symbol, cancellationToken)).Try(out var quote, out var noQuote))
        {
            return noQuote.ToProblem();
        }

        var excess = http.Features.Get<QuotaExcess>();
        var order = new OrderRequest(spec, quote, request.ToTicket(), OnlyReducing: excess is not null);
        var placed = await grains.GetGrain<IPaperAccount>(request.AccountId).Ask(account => account.Place(key, order), cancellationToken);
        if (excess is not null && placed.Result is { IsOk: false, Error.Code: PaperErrors.OpensRiskCode })
        {
            return excess.Refusal;
        }

        return placed.ToHttp(http, view => TypedResults.Created($"/api/trading/paper/orders?accountId={view.AccountId}", view));
    }
}
