using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>When a tick executes an order, and at which price.</summary>
public static class Execution
{
    /// <summary>
    /// Market orders take the first tick after acceptance; limits fill when the other side of the book reaches them;
    /// stops trigger when the last price is at or beyond the stop.
    /// </summary>
    public static bool IsTriggered(Order order, Tick tick)
    {
        if (order.Status != OrderStatus.Working || order.WorkingSince is not { } since || tick.Time <= since)
        {
            return false;
        }

        return (order.Type, order.Side) switch
        {
            (OrderType.Market, _) => true,
            (OrderType.Limit, Side.Buy) => tick.Ask <= order.LimitPrice,
            (OrderType.Limit, Side.Sell) => tick.Bid >= order.LimitPrice,
            (OrderType.Stop, Side.Buy) => tick.Last >= order.StopPrice,
            (OrderType.Stop, Side.Sell) => tick.Last <= order.StopPrice,
            _ => false,
        };
    }

    /// <summary>Ask for a buyer, bid for a seller; worse by the slippage unless the order is a limit.</summary>
    public static decimal PriceOf(Order order, Tick tick, TradingCosts costs)
    {
        var touch = TouchOf(order.Side, tick);
        return order.Type == OrderType.Limit ? touch : costs.Slip(order.Side, touch, order.PriceDigits);
    }

    public static decimal TouchOf(Side side, Tick tick) => side == Side.Buy ? tick.Ask : tick.Bid;

    /// <summary>
    /// Order of execution within one tick, lowest first: what protects or reduces comes before what opens,
    /// and a stop-loss before the take-profit of the same bracket.
    /// </summary>
    public static int Priority(Order order) => order.Role switch
    {
        OrderRole.Liquidation => 0,
        OrderRole.StopLoss => 1,
        OrderRole.Close => 2,
        OrderRole.TakeProfit => 3,
        _ => order.Type switch { OrderType.Market => 4, OrderType.Stop => 5, _ => 6 },
    };
}
