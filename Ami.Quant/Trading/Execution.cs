namespace Ami.Quant.Trading;

/// <summary>When prices execute an order, and which comes first.</summary>
internal static class Execution
{
    /// <summary>
    /// Market orders are met by any tick; limits when the other side of the book reaches them; stops when the last price is at or beyond the stop. A stop-limit
    /// is a stop until that happened, and a limit since.
    /// </summary>
    internal static bool IsMet(Order order, in PriceTick tick) =>
        order.Type == OrderType.Market
        || (order.ActsAsLimit, order.Side) switch
        {
            (true, Side.Buy) => tick.Ask <= order.LimitPrice,
            (true, _) => tick.Bid >= order.LimitPrice,
            (_, Side.Buy) => tick.Last >= order.StopPrice,
            _ => tick.Last <= order.StopPrice,
        };

    /// <summary>The last price at which a spread around it meets an order; null when it waits for no price.</summary>
    internal static decimal? LevelOf(Order order, decimal askDistance, decimal bidDistance) =>
        order.Type == OrderType.Market ? null
        : !order.ActsAsLimit ? order.StopPrice
        : order.Side == Side.Buy ? order.LimitPrice - askDistance
        : order.LimitPrice + bidDistance;

    /// <summary>Whether a falling price meets an order: it buys at a limit or sells at a stop.</summary>
    internal static bool IsMetFalling(Order order) => order.ActsAsLimit == (order.Side == Side.Buy);

    /// <summary>
    /// Order of execution at one price: what protects or reduces comes before what opens, and a stop-loss before the take-profit of the same bracket; then by
    /// age.
    /// </summary>
    internal static int Compare(Order one, Order other)
    {
        var byRole = Priority(one).CompareTo(Priority(other));
        if (byRole != 0)
        {
            return byRole;
        }

        var byAge = one.PlacedAt.CompareTo(other.PlacedAt);
        return byAge != 0 ? byAge : one.Id.CompareTo(other.Id);
    }

    private static int Priority(Order order) =>
        order.Role switch
        {
            OrderRole.Liquidation => 0,
            OrderRole.StopLoss => 1,
            OrderRole.Close => 2,
            OrderRole.TakeProfit => 3,
            _ => order.Type switch
            {
                OrderType.Market => 4,
                _ when !order.ActsAsLimit => 5,
                _ => 6,
            },
        };
}
