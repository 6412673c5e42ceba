using System.Collections.Immutable;
using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Features;

/// <param name="LimitPrice">Required for limit and stop-limit orders, absent for others.</param>
/// <param name="StopPrice">Required for stop and stop-limit orders, absent for others.</param>
/// <param name="TakeProfit">Closes the position with a profit; with <paramref name="StopLoss"/> one cancels the other.</param>
/// <param name="TimeInForce">How long it works; until it is cancelled by default.</param>
/// <param name="ExpiresAt">Required for orders good till a moment (gtd), absent for others.</param>
/// <param name="ReduceOnly">Only makes smaller what is held; for at most what is held.</param>
/// <param name="PostOnly">A limit that is refused rather than executed at once.</param>
/// <param name="Trail">Required for trailing stops; with any other order, its stop-loss follows the best price at this distance.</param>
/// <param name="Targets">Two to five targets instead of <paramref name="TakeProfit"/>; their quantities are together the order's.</param>
/// <param name="BreakEven">Moves the stop-loss to the entry's price at the first of several targets.</param>
public sealed record PlaceOrderRequest(
    Guid AccountId,
    string Symbol,
    Side Side,
    OrderType Type,
    decimal Quantity,
    decimal? LimitPrice = null,
    decimal? StopPrice = null,
    decimal? TakeProfit = null,
    decimal? StopLoss = null,
    TimeInForce TimeInForce = TimeInForce.Gtc,
    DateTimeOffset? ExpiresAt = null,
    bool ReduceOnly = false,
    bool PostOnly = false,
    TrailRequest? Trail = null,
    IReadOnlyList<TargetRequest>? Targets = null,
    bool BreakEven = false
)
{
    internal const decimal Most = 1_000_000_000_000m;
    private const int MostTargets = 5;

    private bool HasExits => (TakeProfit ?? StopLoss) is not null || Targets is not null || (Trail is not null && Type != OrderType.TrailingStop);

    internal OrderTicket ToTicket(decimal? trailDistance) =>
        new(
            Side,
            Type,
            Quantity,
            LimitPrice,
            StopPrice,
            TakeProfit,
            StopLoss,
            trailDistance,
            TimeInForce,
            ExpiresAt?.ToUniversalTime(),
            ReduceOnly,
            PostOnly,
            Targets is null ? null : [.. Targets.Select(target => new TargetTicket(target.Price, target.Quantity))],
            BreakEven
        );

    /// <summary>What is wrong with the request whatever the market does; null when nothing is.</summary>
    internal Error? ShapeError()
    {
        var fields = ImmutableDictionary<string, string[]>.Empty;
        Check("quantity", Quantity is > 0 and <= Most, "Has to be above zero.");
        Check(
            "limitPrice",
            LimitPrice.HasValue == (Type is OrderType.Limit or OrderType.StopLimit),
            "Limit orders have a limit price, other orders have none."
        );
        Check("stopPrice", StopPrice.HasValue == (Type is OrderType.Stop or OrderType.StopLimit), "Stop orders have a stop price, other orders have none.");
        foreach (var (field, price) in new[] { ("limitPrice", LimitPrice), ("stopPrice", StopPrice), ("takeProfit", TakeProfit), ("stopLoss", StopLoss) })
        {
            Check(field, price is null or (> 0 and <= Most), "Has to be above zero.");
        }

        Check("trail", Trail is not null || Type != OrderType.TrailingStop, "Trailing stops have a distance.");
        Check("trail", Trail is null or { Value: > 0 and <= Most }, "Has to be above zero.");
        Check("trail", Trail is not { Unit: TrailUnit.Percent, Value: >= 100 }, "Has to be below a hundred percent.");
        Check("timeInForce", Type != OrderType.Market || TimeInForce is not (TimeInForce.Day or TimeInForce.Gtd), "Market orders do not wait.");
        Check("timeInForce", !TimeInForce.IsImmediate() || Type is OrderType.Market or OrderType.Limit, "Only limits and market orders can be for one tick.");
        Check("expiresAt", ExpiresAt.HasValue == (TimeInForce == TimeInForce.Gtd), "Orders good till a moment have one, other orders have none.");
        Check("postOnly", !PostOnly || (Type == OrderType.Limit && !TimeInForce.IsImmediate()), "Only a limit that may rest can be for resting only.");
        Check("reduceOnly", !ReduceOnly || !HasExits, "What only reduces has no exits of its own.");
        Check("targets", Targets is null || (Targets.Count is > 1 and <= MostTargets && TakeProfit is null), "Two to five targets, instead of a take-profit.");
        Check("targets", Targets is null || Targets.All(target => target is { Price: > 0 and <= Most, Quantity: > 0 and <= Most }), "Have to be above zero.");
        Check("breakEven", !BreakEven || (Targets is not null && (StopLoss is not null || Trail is not null)), "Needs several targets and a stop-loss.");
        return fields.IsEmpty ? null : Error.Invalid("paper.order_invalid", "The order is incomplete or contradicts itself.") with { Fields = fields };

        void Check(string field, bool holds, string message) => fields = holds ? fields : fields.SetItem(field, [message]);
    }
}

/// <summary>One of several targets.</summary>
/// <param name="Price">Where it is.</param>
/// <param name="Quantity">How much of the order it closes.</param>
public sealed record TargetRequest(decimal Price, decimal Quantity);

/// <summary>What the distance of a trailing stop is told in.</summary>
public enum TrailUnit
{
    /// <summary>The symbol's currency.</summary>
    Price,

    /// <summary>Percent of the last price.</summary>
    Percent,

    /// <summary>Average true ranges of 14 hours, or of 14 days where there are no shorter bars.</summary>
    Atr,
}

/// <summary>A trailing distance in prices; null where there is none.</summary>
internal readonly record struct TrailDistance(decimal? Value);

/// <summary>The distance of a trailing stop. It becomes a distance in prices when the order is placed, and stays.</summary>
/// <param name="Unit">What it is told in.</param>
/// <param name="Value">Above zero.</param>
public sealed record TrailRequest(TrailUnit Unit, decimal Value)
{
    /// <returns>A distance on the price grid, at least one step, unless a price was given: that has to be on it. Nothing where none is asked for.</returns>
    internal static async Task<Result<TrailDistance>> Distance(
        TrailRequest? trail,
        TradedSymbol traded,
        AccountMarket market,
        CancellationToken cancellationToken
    )
    {
        switch (trail)
        {
            case null:
                return default(TrailDistance);
            case { Unit: TrailUnit.Price }:
                return new TrailDistance(trail.Value);
            case { Unit: TrailUnit.Percent }:
                return OnGrid(traded.Quote.Last * trail.Value / 100);
            default:
                var range = await market.AverageTrueRange(traded, cancellationToken);
                return range is { } average ? OnGrid(average * trail.Value) : PaperErrors.RangeUnknown;
        }

        TrailDistance OnGrid(decimal distance) => new(Math.Max(traded.Spec.PriceStep, decimal.Round(distance, traded.Spec.PriceDigits)));
    }
}
