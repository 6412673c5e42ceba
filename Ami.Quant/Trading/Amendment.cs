namespace Ami.Quant.Trading;

/// <summary>New terms of an order that works or waits for its entry; what is null stays as it is.</summary>
/// <param name="Version">The order's version (<see cref="Order.Version"/>) that is meant.</param>
public sealed record Amendment(int Version)
{
    /// <summary>Of limits, and of stop-limits.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Of stops that do not follow the price, and of stop-limits until they are reached.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>Of stops that follow the price: the new distance from the best price so far.</summary>
    public decimal? TrailDistance { get; init; }

    /// <summary>Of orders that are no exits, units.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Whether an order of this kind has what is to be amended.</summary>
    internal bool Fits(Order order) =>
        order.Type != OrderType.Market
        && (LimitPrice is null || order.Type is OrderType.Limit or OrderType.StopLimit)
        && (StopPrice is null || !order.Follows && (order.Type == OrderType.Stop || order is { Type: OrderType.StopLimit, IsTriggered: false }))
        && (TrailDistance is null || order.Follows)
        && (Quantity is null || !order.IsProtective);

    internal bool IsOnGrid(SymbolRules symbol) =>
        (LimitPrice is not { } limit || symbol.IsOnPriceStep(limit))
        && (StopPrice is not { } stop || symbol.IsOnPriceStep(stop))
        && (TrailDistance is not { } trail || symbol.IsOnPriceStep(trail));

    /// <param name="order">The order before.</param>
    /// <param name="most">What is held at most of what it reduces; null for entries.</param>
    /// <param name="market">Current prices.</param>
    /// <param name="now">Only later ticks can fill it.</param>
    internal Order ApplyTo(Order order, decimal? most, in PriceTick market, DateTimeOffset now)
    {
        var quantity = Quantity is { } wanted ? Math.Min(wanted, most + order.FilledQuantity ?? wanted) : order.Quantity;
        // What follows is measured from the best price so far. A stop that says nothing of it, because it was given with its entry or moved to break-even, stays
        // until the price leads it on.
        var isMeasured = order.Status == OrderStatus.Working && order.StopPrice != order.BreakEvenPrice;
        var stop =
            isMeasured && TrailDistance is { } distance && order.StopPrice is { } level
                ? level + (order.Side.Sign() * (distance - order.TrailDistance.GetValueOrDefault()))
                : StopPrice ?? order.StopPrice;
        var amended = order with
        {
            LimitPrice = LimitPrice ?? order.LimitPrice,
            StopPrice = stop,
            TrailDistance = TrailDistance ?? order.TrailDistance,
            Quantity = quantity,
            PlacedQuantity = Quantity is null ? order.PlacedQuantity : quantity,
            Version = order.Version + 1,
            WorkingSince = order.Status == OrderStatus.Working ? now : null,
            ActedTo = order.Later(market.Began),
            UpdatedAt = now,
        };
        amended = amended with { ReferencePrice = amended.LimitPrice ?? amended.StopPrice ?? amended.ReferencePrice };
        return amended with { TakesLiquidity = amended is { ActsAsLimit: true, Status: OrderStatus.Working } && Execution.IsMet(amended, market) };
    }
}
