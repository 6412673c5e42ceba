using Ami.Modules.PaperTrading.Contracts;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>What trading costs on the simulated venue.</summary>
/// <param name="FeeBps">Commission in basis points (1/10,000) of the notional, per fill, ≥ 0. Default 5.</param>
/// <param name="SlippageBps">How much worse than bid or ask a market or stop order fills, in basis points, ≥ 0. Default 1.</param>
public sealed record TradingCosts(decimal FeeBps = 5m, decimal SlippageBps = 1m)
{
    private const decimal BasisPoint = 0.0001m;

    public static decimal Notional(decimal quantity, decimal price) => Cents.Round(quantity * price);

    public decimal Fee(decimal notional) => Cents.Round(notional * FeeBps * BasisPoint);

    /// <summary>The touched price moved against the trader and rounded away from them to the symbol's price step.</summary>
    public decimal Slip(Side side, decimal touch, int priceDigits)
    {
        var slipped = touch * (1 + (side.Sign() * SlippageBps * BasisPoint));
        var rounding = side == Side.Buy ? MidpointRounding.ToPositiveInfinity : MidpointRounding.ToNegativeInfinity;
        var rounded = decimal.Round(slipped, priceDigits, rounding);
        return rounded > 0 ? rounded : touch;
    }
}
