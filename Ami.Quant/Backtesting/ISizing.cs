using Ami.Quant.Trading;

namespace Ami.Quant.Backtesting;

/// <summary>How large a position to take.</summary>
public interface ISizing
{
    /// <summary>Units to trade.</summary>
    /// <param name="equity">Account equity at the decision, money.</param>
    /// <param name="price">Expected entry price.</param>
    /// <param name="stopPrice">Stop-loss, or NaN when there is none.</param>
    /// <param name="venue">Where it is traded: its fees are part of what a position takes. Null trades for free.</param>
    /// <returns>Units, zero or more; 0 when no position can be justified.</returns>
    double Quantity(double equity, double price, double stopPrice, VenueRules? venue = null);
}

/// <summary>Always the same number of units.</summary>
/// <param name="Units">Units, positive.</param>
public sealed record FixedQuantity(double Units) : ISizing
{
    /// <inheritdoc/>
    public double Quantity(double equity, double price, double stopPrice, VenueRules? venue = null) => Units;
}

/// <summary>A position worth a share of the equity that is left once its fee is paid.</summary>
/// <param name="Fraction">1 is the whole equity, 2 is twofold leverage.</param>
public sealed record EquityFraction(double Fraction) : ISizing
{
    /// <inheritdoc/>
    public double Quantity(double equity, double price, double stopPrice, VenueRules? venue = null) => Affordable.Units(Fraction, equity, price, venue);
}

/// <summary>
/// A position that loses a share of the equity when the stop is hit (fixed fractional sizing): equity × risk / |price − stop|.
/// Source: Vince (1990), "Portfolio Management Formulas"; Tharp (1998), "Trade Your Way to Financial Freedom", for R as its unit.
/// </summary>
/// <param name="Risk">Share of the equity at risk per trade, before fees; 0.01 is 1 %.</param>
/// <param name="MaximumLeverage">Cap on position value over the equity that is left once the position's fee is paid; default 1.</param>
public sealed record RiskFraction(double Risk, double MaximumLeverage = 1) : ISizing
{
    /// <inheritdoc/>
    public double Quantity(double equity, double price, double stopPrice, VenueRules? venue = null)
    {
        var distance = Math.Abs(price - stopPrice);
        return distance > 0 ? Math.Max(0, Math.Min(Risk * equity / distance, Affordable.Units(MaximumLeverage, equity, price, venue))) : 0;
    }
}

/// <summary>The cap that the engine holds at the fill, for whoever sizes before it.</summary>
internal static class Affordable
{
    /// <summary>Units whose value is at most a multiple of the equity that their fee leaves; 0 without equity.</summary>
    public static double Units(double leverage, double equity, double price, VenueRules? venue)
    {
        var most = leverage * equity / price;
        return !(most > 0) ? 0
            : venue is null ? most
            : (double)venue.MostFor((decimal)(leverage * equity), (decimal)price, (decimal)leverage, maker: false);
    }
}
