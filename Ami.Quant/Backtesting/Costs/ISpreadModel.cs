using Ami.Quant.Series;

namespace Ami.Quant.Backtesting.Costs;

/// <summary>
/// Distance between the bars' prices and the quotes one can trade at. Orders that take liquidity pay half the spread; a resting limit order
/// is filled only when the market trades through it by half the spread.
/// </summary>
public interface ISpreadModel
{
    /// <summary>Half of the spread, in price units, zero or more.</summary>
    /// <param name="bar">The bar of the fill.</param>
    /// <param name="price">Price of the fill before costs.</param>
    double HalfSpread(in Bar bar, double price);
}

/// <summary>A spread that is a share of the price.</summary>
/// <param name="Fraction">Full spread as a fraction of the price; 0.0002 is two basis points.</param>
public sealed record ProportionalSpread(double Fraction) : ISpreadModel
{
    /// <summary>No spread.</summary>
    public static readonly ProportionalSpread Free = new(0);

    /// <inheritdoc/>
    public double HalfSpread(in Bar bar, double price) => 0.5 * Fraction * price;
}

/// <summary>A spread of constant size.</summary>
/// <param name="Width">Full spread in price units.</param>
public sealed record FixedSpread(double Width) : ISpreadModel
{
    /// <inheritdoc/>
    public double HalfSpread(in Bar bar, double price) => 0.5 * Width;
}

/// <summary>A spread that widens with the bar's range, but not below a floor.</summary>
/// <param name="ShareOfRange">Full spread as a share of high minus low.</param>
/// <param name="Minimum">Least spread, as a fraction of the price.</param>
public sealed record RangeSpread(double ShareOfRange, double Minimum = 0) : ISpreadModel
{
    /// <inheritdoc/>
    public double HalfSpread(in Bar bar, double price) => 0.5 * Math.Max(ShareOfRange * bar.Range, Minimum * price);
}
