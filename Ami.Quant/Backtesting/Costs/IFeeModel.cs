namespace Ami.Quant.Backtesting.Costs;

/// <summary>What a broker or exchange charges per fill.</summary>
public interface IFeeModel
{
    /// <summary>The fee of one fill.</summary>
    /// <param name="quantity">Units, positive.</param>
    /// <param name="price">Price per unit.</param>
    /// <param name="maker">True when a resting limit order was filled.</param>
    /// <returns>Money; negative is a rebate.</returns>
    double Fee(double quantity, double price, bool maker);
}

/// <summary>A share of the traded value.</summary>
/// <param name="Taker">Fraction for orders that take liquidity; 0.001 is 0.1 %.</param>
/// <param name="Maker">Fraction for resting limit orders; negative is a rebate.</param>
public sealed record ProportionalFee(double Taker, double Maker) : IFeeModel
{
    /// <summary>No fees.</summary>
    public static readonly ProportionalFee Free = new(0, 0);

    /// <summary>The same fraction for makers and takers.</summary>
    public ProportionalFee(double fraction)
        : this(fraction, fraction) { }

    /// <inheritdoc/>
    public double Fee(double quantity, double price, bool maker) => quantity * price * (maker ? Maker : Taker);
}

/// <summary>A price per unit with a minimum per fill, as stock brokers charge.</summary>
/// <param name="PerUnit">Money per unit.</param>
/// <param name="Minimum">Least money per fill.</param>
public sealed record PerUnitFee(double PerUnit, double Minimum = 0) : IFeeModel
{
    /// <inheritdoc/>
    public double Fee(double quantity, double price, bool maker) => Math.Max(Minimum, PerUnit * quantity);
}
