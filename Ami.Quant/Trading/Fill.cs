namespace Ami.Quant.Trading;

/// <summary>
/// One execution that opens, grows or reduces exactly one position. An order that turns a position around has two: the part that closes and the part that
/// opens.
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

/// <summary>An order that was executed, with its fills and the position that it closed.</summary>
/// <param name="Order">As it is afterwards.</param>
/// <param name="First">Its fill, or the part that closed a position.</param>
/// <param name="Second">The part that opened the opposite position.</param>
/// <param name="Closed">The position that is flat now.</param>
public readonly record struct Executed(Order Order, Fill First, Fill? Second, Position? Closed);
