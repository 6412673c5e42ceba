using System.Security.Claims;
using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Grains;
using Ami.Quant.Trading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>An order as far as its costs are concerned.</summary>
/// <param name="Symbol">What is to be traded.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Type">What makes it execute.</param>
/// <param name="Quantity">Units, above zero.</param>
/// <param name="LimitPrice">Of limits and stop-limits.</param>
/// <param name="StopPrice">Of stops and stop-limits.</param>
/// <param name="AccountId">Whose market it is; the live one when left out.</param>
/// <param name="ReduceOnly">It closes no more than what is held, which counts for the margin after it.</param>
public sealed record OrderCostsQuery(
    string Symbol,
    Choice<Side> Side,
    Choice<OrderType> Type,
    decimal Quantity,
    decimal? LimitPrice = null,
    decimal? StopPrice = null,
    Guid? AccountId = null,
    bool? ReduceOnly = null
)
{
    internal bool IsWhole =>
        Quantity is > 0 and <= PlaceOrderRequest.Most
        && LimitPrice is null or (> 0 and <= PlaceOrderRequest.Most)
        && StopPrice is null or (> 0 and <= PlaceOrderRequest.Most)
        && LimitPrice.HasValue == (Type.Value is OrderType.Limit or OrderType.StopLimit)
        && StopPrice.HasValue == (Type.Value is OrderType.Stop or OrderType.StopLimit);
}

/// <summary>
/// What an order would cost at the prices of now; a stop, once it is reached, with the spread of now. By the rules that execute it: the market may differ by
/// then.
/// </summary>
/// <param name="ExpectedPrice">Average price of all of it, what rests counted at its limit.</param>
/// <param name="WorstPrice">Price of its last part.</param>
/// <param name="AtOnce">Units that one price executes; they pay as a taker.</param>
/// <param name="Resting">Units that wait in the book; they pay as a maker.</param>
/// <param name="Levels">How many prices the part at once has; 1 where the depth suffices.</param>
/// <param name="SpreadCost">What the part at once pays for half of the spread, in the symbol's currency.</param>
/// <param name="Slippage">What it pays beyond bid or ask, because it is larger than the depth and because it slips.</param>
/// <param name="Fee">Commission of all of it.</param>
/// <param name="TakerFeePct">Commission of what is executed at once, as a fraction of its value.</param>
/// <param name="MakerFeePct">Commission of what rested.</param>
/// <param name="DepthUnits">Units at each level of the book; null when any quantity has the best price.</param>
/// <param name="BorrowPctPerYear">What is short pays for a year, as a fraction of the value; zero when nothing.</param>
/// <param name="FundingPct">What is long pays to what is short at each moment, as a fraction of the value; below zero it receives.</param>
/// <param name="FundingHours">Hours from one moment to the next; zero when there are none.</param>
/// <param name="HoldingPerDay">What holding all of it over a day costs at the expected price; below zero when received.</param>
/// <param name="Margin">How the account is covered once all of it is executed; null where no account was named.</param>
public sealed record OrderCosts(
    decimal ExpectedPrice,
    decimal WorstPrice,
    decimal AtOnce,
    decimal Resting,
    int Levels,
    decimal SpreadCost,
    decimal Slippage,
    decimal Fee,
    decimal TakerFeePct,
    decimal MakerFeePct,
    decimal? DepthUnits,
    decimal BorrowPctPerYear,
    decimal FundingPct,
    int FundingHours,
    decimal HoldingPerDay,
    MarginAfter? Margin = null
)
{
    /// <param name="order">A whole one.</param>
    /// <param name="spec">Its symbol.</param>
    /// <param name="quote">The prices.</param>
    /// <param name="venue">What trading the symbol costs.</param>
    internal static OrderCosts Of(OrderCostsQuery order, SymbolSpec spec, Quote quote, VenueRules venue)
    {
        var (side, quantity) = (order.Side.Value, order.Quantity);
        // A stop is reached by the last price, with bid and ask around it; a stop-limit is a limit then.
        var last = order.StopPrice ?? quote.Last;
        var touch = last + (side == Side.Buy ? quote.Ask - quote.Last : quote.Bid - quote.Last);
        touch = touch > 0 ? touch : last;
        var lots = new List<Lot>();
        if (order.LimitPrice is not { } worst || side.Sign() * (touch - worst) <= 0)
        {
            venue.Fill(lots, side, touch, quantity, order.LimitPrice, spec.PriceDigits);
        }

        var atOnce = lots.Sum(lot => lot.Quantity);
        var (rests, limit) = (quantity - atOnce, order.LimitPrice ?? 0);
        var fee = lots.Sum(lot => FeeOf(lot.Quantity, lot.Price, maker: false)) + (rests > 0 ? FeeOf(rests, limit, maker: true) : 0);
        var expected = decimal.Round((lots.Sum(lot => lot.Quantity * lot.Price) + (rests * limit)) / quantity, 10);
        return new OrderCosts(
            ExpectedPrice: expected.Plain(),
            WorstPrice: (rests > 0 ? limit : lots[^1].Price).Plain(),
            AtOnce: atOnce.Plain(),
            Resting: rests.Plain(),
            Levels: lots.Count,
            SpreadCost: venue.Round(atOnce * (quote.Ask - quote.Bid) / 2).Plain(),
            Slippage: lots.Sum(lot => venue.Round(lot.Quantity * Math.Abs(lot.Price - touch))).Plain(),
            Fee: fee.Plain(),
            TakerFeePct: venue.TakerFee.Plain(),
            MakerFeePct: venue.MakerFee.Plain(),
            DepthUnits: venue.Depth?.Units.Plain(),
            BorrowPctPerYear: (venue.Carry?.BorrowPerYear ?? 0).Plain(),
            FundingPct: (venue.Carry?.FundingRate ?? 0).Plain(),
            FundingHours: (int)(venue.Carry?.FundingEvery.TotalHours ?? 0),
            HoldingPerDay: venue.Round(quantity * expected * (venue.Carry?.PerDay(side) ?? 0)).Plain()
        );

        decimal FeeOf(decimal units, decimal price, bool maker) => venue.Fee(units, price, venue.Notional(units, price), maker);
    }
}

internal static class GetOrderCosts
{
    public static void Map(IEndpointRouteBuilder paper) =>
        paper
            .MapGet("/order-costs", Handle)
            .MeteredBy(Metering.Reads)
            .WithName("GetPaperOrderCosts")
            .WithSummary("What an order would cost: expected price over the depth, spread, slippage, fee.");

    private static async Task<Results<Ok<OrderCosts>, ProblemHttpResult>> Handle(
        [AsParameters] OrderCostsQuery query,
        ClaimsPrincipal user,
        AccountMarket market,
        SymbolVenues venues,
        IGrainFactory grains,
        CancellationToken cancellationToken
    )
    {
        if (!query.IsWhole)
        {
            return Error.Invalid("paper.order_invalid", "The order is incomplete or contradicts itself.").ToProblem();
        }

        if (!(await market.Find(user.UserId(), query.AccountId ?? Guid.Empty, query.Symbol, cancellationToken)).Try(out var traded, out var untraded))
        {
            return untraded.ToProblem();
        }

        var venue = (await venues.Fresh(cancellationToken)).For(traded.Spec.Symbol.Value);
        var costs = OrderCosts.Of(query, traded.Spec, traded.Quote, venue);
        if (query.AccountId is not { } accountId)
        {
            return TypedResults.Ok(costs);
        }

        var userId = user.UserId();
        var look = await grains.GetGrain<IPaperAccount>(accountId).Ask(account => account.Look(userId), cancellationToken);
        return look.ToHttp(found => TypedResults.Ok(costs with { Margin = MarginAfter.Of(query, costs, traded, found, venue) }));
    }
}
