using Ami.Quant.Series;

namespace Ami.Quant.Backtesting.Costs;

/// <summary>How much worse than the quoted price an order that takes liquidity is filled.</summary>
public interface ISlippageModel
{
    /// <summary>Slippage against the trader, in price units, zero or more.</summary>
    /// <param name="bar">The bar of the fill.</param>
    /// <param name="price">Price of the fill before costs.</param>
    /// <param name="quantity">Units, positive.</param>
    double Slippage(in Bar bar, double price, double quantity);
}

/// <summary>Slippage as a share of the price.</summary>
/// <param name="Fraction">0.0005 is five basis points.</param>
public sealed record ProportionalSlippage(double Fraction) : ISlippageModel
{
    /// <summary>No slippage.</summary>
    public static readonly ProportionalSlippage Free = new(0);

    /// <inheritdoc/>
    public double Slippage(in Bar bar, double price, double quantity) => Fraction * price;
}

/// <summary>
/// Square-root market impact: coefficient × bar range × sqrt(quantity / bar volume).
/// Source: Almgren, Thum, Hauptmann, Li (2005), "Direct estimation of equity market impact", with the bar's range as volatility.
/// </summary>
/// <param name="Coefficient">Impact, in ranges, of trading a whole bar's volume; of order 1.</param>
public sealed record SquareRootImpact(double Coefficient) : ISlippageModel
{
    /// <inheritdoc/>
    public double Slippage(in Bar bar, double price, double quantity) => Coefficient * bar.Range * (bar.Volume > 0 ? Math.Sqrt(quantity / bar.Volume) : 1);
}
