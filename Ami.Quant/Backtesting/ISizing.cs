namespace Ami.Quant.Backtesting;

/// <summary>How large a position to take.</summary>
public interface ISizing
{
    /// <summary>Units to trade.</summary>
    /// <param name="equity">Account equity at the decision, money.</param>
    /// <param name="price">Expected entry price.</param>
    /// <param name="stopPrice">Stop-loss, or NaN when there is none.</param>
    /// <returns>Units, zero or more; 0 when no position can be justified.</returns>
    double Quantity(double equity, double price, double stopPrice);
}

/// <summary>Always the same number of units.</summary>
/// <param name="Units">Units, positive.</param>
public sealed record FixedQuantity(double Units) : ISizing
{
    /// <inheritdoc/>
    public double Quantity(double equity, double price, double stopPrice) => Units;
}

/// <summary>A position worth a share of the equity.</summary>
/// <param name="Fraction">1 is the whole equity, 2 is twofold leverage.</param>
public sealed record EquityFraction(double Fraction) : ISizing
{
    /// <inheritdoc/>
    public double Quantity(double equity, double price, double stopPrice) => Math.Max(0, Fraction * equity / price);
}

/// <summary>
/// A position that loses a share of the equity when the stop is hit (fixed fractional sizing): equity × risk / |price − stop|.
/// Source: Vince (1990), "Portfolio Management Formulas"; Tharp (1998), "Trade Your Way to Financial Freedom", for R as its unit.
/// </summary>
/// <param name="Risk">Share of the equity at risk per trade; 0.01 is 1 %.</param>
/// <param name="MaximumLeverage">Cap on position value over equity; default 1.</param>
public sealed record RiskFraction(double Risk, double MaximumLeverage = 1) : ISizing
{
    /// <inheritdoc/>
    public double Quantity(double equity, double price, double stopPrice)
    {
        var distance = Math.Abs(price - stopPrice);
        return distance > 0 ? Math.Max(0, Math.Min(Risk * equity / distance, MaximumLeverage * equity / price)) : 0;
    }
}
