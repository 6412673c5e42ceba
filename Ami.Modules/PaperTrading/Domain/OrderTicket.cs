using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>What somebody wants to trade, as it travels. Its shape (which prices belong to which type) was checked at the door.</summary>
[GenerateSerializer, Immutable, Alias("paper.order-ticket")]
public sealed record OrderTicket(Side Side, OrderType Type, decimal Quantity, decimal? LimitPrice, decimal? StopPrice, decimal? TakeProfit, decimal? StopLoss)
{
    public NewOrder ToOrder() =>
        new(Side, Type, Quantity)
        {
            LimitPrice = LimitPrice,
            StopPrice = StopPrice,
            TakeProfit = TakeProfit,
            StopLoss = StopLoss,
        };
}
