using Ami.Quant;
using Ami.Quant.Trading;

namespace Ami.Modules.Learning;

/// <summary>An entry of a scene, as it was given, or changed last before it was executed.</summary>
/// <param name="Side">Which way.</param>
/// <param name="Entry">Its price; the last one then for a market order.</param>
/// <param name="Stop">Where its stop was; null without one.</param>
/// <param name="Target">Where its target was; null without one.</param>
/// <param name="RiskPct">What is lost at the stop, costs included, in percent of the equity; null without one.</param>
/// <param name="Clock">How many bars were over.</param>
internal sealed record ScenePlan(PositionSide Side, decimal Entry, decimal? Stop, decimal? Target, decimal? RiskPct, int Clock)
{
    /// <summary>Distance of the target by that of the stop; null without one of them.</summary>
    public decimal? RewardToRisk => Target is { } target && Stop is { } stop && stop != Entry ? Math.Abs(target - Entry) / Math.Abs(Entry - stop) : null;

    /// <summary>From the entry to its stop; null without one.</summary>
    public decimal? Distance => Stop is { } stop ? Math.Abs(Entry - stop) : null;

    public static ScenePlan Of(NewOrder order, SceneRun run, decimal equity, int digits)
    {
        var entry = order.LimitPrice ?? order.StopPrice ?? run.Last;
        var risk = order.StopLoss is { } stop ? Loss(order, stop, run, digits) / equity * 100 : (decimal?)null;
        return new ScenePlan(order.Side.Sign() > 0 ? PositionSide.Long : PositionSide.Short, entry, order.StopLoss, order.TakeProfit, risk, run.Clock);
    }

    /// <summary>What an order loses that is executed as it is expected to be, and then at its stop: prices with spread and slippage, and both fees.</summary>
    public static decimal Loss(NewOrder order, decimal stop, SceneRun run, int digits)
    {
        var (side, quantity, venue, half) = (order.Side, order.Quantity, run.Venue, run.HalfSpread);
        var into = order.LimitPrice ?? venue.Slip(side, (order.StopPrice ?? run.Last) + (side.Sign() * half), quantity, digits);
        var outOf = venue.Slip(side.Opposite(), stop - (side.Sign() * half), quantity, digits);
        return (side.Sign() * (venue.Notional(quantity, into) - venue.Notional(quantity, outOf))) + Fee(into) + Fee(outOf);

        decimal Fee(decimal price) => venue.Fee(quantity, price, venue.Notional(quantity, price), maker: false);
    }
}
