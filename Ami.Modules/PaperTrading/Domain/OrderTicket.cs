using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>What somebody wants to trade, as it travels. Its shape (which prices belong to which type) was checked at the door.</summary>
[GenerateSerializer, Immutable, Alias("paper.order-ticket")]
public sealed record OrderTicket(Side Side, OrderType Type, decimal Quantity, decimal? LimitPrice, decimal? StopPrice, decimal? TakeProfit, decimal? StopLoss)
{
    /// <param name="onlyReduces">Whether a limit or stop is placed so that it never opens anything.</param>
    public NewOrder ToOrder(bool onlyReduces) =>
        new(Side, Type, Quantity)
        {
            LimitPrice = LimitPrice,
            StopPrice = StopPrice,
            TakeProfit = TakeProfit,
            StopLoss = StopLoss,
            ReduceOnly = onlyReduces && Type != OrderType.Market,
        };
}
