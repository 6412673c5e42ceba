using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>What somebody wants to trade, as it travels. Its shape (which prices belong to which type) was checked at the door.</summary>
/// <param name="TrailDistance">Of a trailing stop; of any other order, that of its stop-loss.</param>
/// <param name="Targets">Several targets instead of <paramref name="TakeProfit"/>; null when there are none.</param>
/// <param name="BreakEven">Whether the stop-loss moves to the entry's price at the first of several targets.</param>
[GenerateSerializer, Immutable, Alias("paper.order-ticket")]
public sealed record OrderTicket(
    Side Side,
    OrderType Type,
    decimal Quantity,
    decimal? LimitPrice,
    decimal? StopPrice,
    decimal? TakeProfit,
    decimal? StopLoss,
    decimal? TrailDistance = null,
    TimeInForce TimeInForce = TimeInForce.Gtc,
    DateTimeOffset? ExpiresAt = null,
    bool ReduceOnly = false,
    bool PostOnly = false,
    TargetTicket[]? Targets = null,
    bool BreakEven = false
)
{
    /// <summary>
    /// Whether silos from before stop-limits understand all of it. They would leave out what they do not know, so the rest is asked for by a method that they do
    /// not have.
    /// </summary>
    public bool IsPlain =>
        Type is OrderType.Market or OrderType.Limit or OrderType.Stop
        && this == new OrderTicket(Side, Type, Quantity, LimitPrice, StopPrice, TakeProfit, StopLoss);

    /// <param name="onlyReduces">Whether a limit or stop is placed so that it never opens anything.</param>
    /// <param name="dayEnds">When it ends that is good for the day; null of any other.</param>
    public NewOrder ToOrder(bool onlyReduces, DateTimeOffset? dayEnds) =>
        new(Side, Type, Quantity)
        {
            LimitPrice = LimitPrice,
            StopPrice = StopPrice,
            TakeProfit = TakeProfit,
            StopLoss = StopLoss,
            TrailDistance = TrailDistance,
            TimeInForce = TimeInForce,
            ExpiresAt = dayEnds ?? ExpiresAt,
            ReduceOnly = ReduceOnly || (onlyReduces && Type != OrderType.Market),
            PostOnly = PostOnly,
            Targets = [.. (Targets ?? []).Select(target => new TargetPart(target.Price, target.Quantity))],
            BreakEven = BreakEven,
        };
}

/// <summary>One of several targets.</summary>
[GenerateSerializer, Immutable, Alias("paper.target-ticket")]
public readonly record struct TargetTicket(decimal Price, decimal Quantity);
