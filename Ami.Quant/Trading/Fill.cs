namespace Ami.Quant.Trading;

/// <summary>
/// One execution that opens, grows or reduces exactly one position, at one price. An order that turns a position around has two at least: the part that closes
/// and the part that opens; one that is larger than the depth has one for each level.
/// </summary>
public sealed record Fill
{
    /// <summary>Its own id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The order it executed.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>The position it changed.</summary>
    public required Guid PositionId { get; init; }

    /// <summary>What was traded.</summary>
    public required string Symbol { get; init; }

    /// <summary>Bought or sold.</summary>
    public required Side Side { get; init; }

    /// <summary>Units, above zero.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Price per unit.</summary>
    public required decimal Price { get; init; }

    /// <summary>Quantity × price, rounded.</summary>
    public required decimal Notional { get; init; }

    /// <summary>Fee, rounded.</summary>
    public required decimal Fee { get; init; }

    /// <summary>Cost against the touched bid or ask; never negative.</summary>
    public required decimal Slippage { get; init; }

    /// <summary>Before fees; zero when the fill does not reduce a position.</summary>
    public required decimal RealisedPnl { get; init; }

    /// <summary>Time of the tick.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the fill does to the cash balance.</summary>
    public decimal CashChange => (-Side.Sign() * Notional) - Fee;

    /// <summary>What the fill does to the cost basis of its position.</summary>
    public decimal CostChange => (Side.Sign() * Notional) + RealisedPnl;
}

/// <summary>One fill, with its order and the position that it closed.</summary>
/// <param name="Order">As it is after all fills that it had at that price and moment.</param>
/// <param name="Fill">The fill.</param>
/// <param name="Closed">The position that is flat now.</param>
/// <param name="IsLast">False when the same tick filled more of the order after it.</param>
public readonly record struct Executed(Order Order, Fill Fill, Position? Closed, bool IsLast);
