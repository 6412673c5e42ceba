using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>What somebody wants to trade. Its shape (which prices belong to which type) was checked at the door.</summary>
[GenerateSerializer, Immutable, Alias("paper.order-ticket")]
public sealed record OrderTicket(
    Side Side, OrderType Type, decimal Quantity, decimal? LimitPrice, decimal? StopPrice, decimal? TakeProfit, decimal? StopLoss)
{
    /// <summary>The price an unfilled order is expected to trade at: its own, or the other side of the book.</summary>
    public decimal ReferencePrice(Quote quote) => LimitPrice ?? StopPrice ?? (Side == Side.Buy ? quote.Ask : quote.Bid);

    public IEnumerable<decimal> Prices => new[] { LimitPrice, StopPrice, TakeProfit, StopLoss }.OfType<decimal>();

    /// <summary>The rules of the symbol and of the current market, apart from buying power.</summary>
    public Error? Violation(SymbolSpec spec, Quote quote)
    {
        if (Quantity < spec.MinQuantity || !spec.IsOnQuantityStep(Quantity))
        {
            return PaperErrors.QuantityStep(spec.QuantityDigits, spec.MinQuantity);
        }

        if (!Prices.All(spec.IsOnPriceStep))
        {
            return PaperErrors.PriceStep(spec.PriceDigits);
        }

        return TriggerViolation(quote) ?? BracketViolation(quote);
    }

    private Error? TriggerViolation(Quote quote) => (Side, StopPrice) switch
    {
        (Side.Buy, { } stop) when stop <= quote.Last =>
            PaperErrors.StopWrongSide("A buy stop has to be above the last price; below it use a limit order."),
        (Side.Sell, { } stop) when stop >= quote.Last =>
            PaperErrors.StopWrongSide("A sell stop has to be below the last price; above it use a limit order."),
        _ => null,
    };

    private Error? BracketViolation(Quote quote)
    {
        var sign = Side.Sign();
        var entry = ReferencePrice(quote);
        var leaves = Type == OrderType.Market ? (Side == Side.Buy ? quote.Bid : quote.Ask) : entry;
        if (StopLoss is { } stop && (sign * (entry - stop) <= 0 || sign * (leaves - stop) <= 0))
        {
            return PaperErrors.StopWrongSide(Side == Side.Buy
                ? "The stop-loss of a buy has to be below its price."
                : "The stop-loss of a sell has to be above its price.");
        }

        if (TakeProfit is { } target && sign * (target - entry) <= 0)
        {
            return PaperErrors.TargetWrongSide(Side == Side.Buy
                ? "The take-profit of a buy has to be above its price."
                : "The take-profit of a sell has to be below its price.");
        }

        return null;
    }
}
