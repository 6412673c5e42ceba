namespace Ami.Quant.Trading;

/// <summary>
/// The net holding of one symbol from flat to flat. Cost basis has the sign of the quantity and is kept rounded, so that realised profit sums exactly: a
/// reduction releases its rounded share, or what its oldest units cost (<see cref="CostMethod"/>), and the last one releases the rest.
/// </summary>
public sealed record Position
{
    /// <summary>How a position ends that fills closed.</summary>
    public const string ClosedByFill = "fill";

    /// <summary>How a position ends that was open when the account began anew; the quantity held then stays readable.</summary>
    public const string ClosedByReset = "reset";

    /// <summary>Its own id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What is held.</summary>
    public required string Symbol { get; init; }

    /// <summary>Decimals of the symbol's prices.</summary>
    public required int PriceDigits { get; init; }

    /// <summary>Units; below zero when short.</summary>
    public decimal Quantity { get; init; }

    /// <summary>What the quantity was bought for, with its sign.</summary>
    public decimal CostBasis { get; init; }

    /// <summary>Of what it consists, oldest first, where reductions release what was traded first; null where they release the average.</summary>
    public IReadOnlyList<CostLot>? Lots { get; init; }

    /// <summary>Result of the reductions so far and what holding it cost, before fees.</summary>
    public decimal RealisedPnl { get; init; }

    /// <summary>Fees of all its fills.</summary>
    public decimal Fees { get; init; }

    /// <summary>First fill.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Last fill.</summary>
    public required DateTimeOffset TradedAt { get; init; }

    /// <summary>The last moment for which holding it was charged; null before the first.</summary>
    public DateTimeOffset? CarriedTo { get; init; }

    /// <summary>
    /// Its quantity is of shares as they were at this moment: when the last price began at which it was traded, or the last corporate action that was applied to it.
    /// Null for positions of before there were any.
    /// </summary>
    public DateTimeOffset? ActedTo { get; init; }

    /// <summary>What the shares are of: only actions after it are still to be applied.</summary>
    public DateTimeOffset ActedFrom => ActedTo ?? TradedAt;

    /// <summary>Moments after it are not charged yet.</summary>
    internal DateTimeOffset CarriedFrom => CarriedTo ?? OpenedAt;

    /// <summary>Last fill, or the reset; null while open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary><see cref="ClosedByFill"/> or <see cref="ClosedByReset"/>.</summary>
    public string? CloseReason { get; init; }

    /// <summary>True while something is held.</summary>
    public bool IsOpen => ClosedAt is null;

    /// <summary>Cost basis per unit.</summary>
    public decimal AveragePrice => Quantity == 0 ? 0 : CostBasis / Quantity;

    /// <summary>Realised profit of trading a quantity against this position.</summary>
    /// <param name="side">Side of the fill.</param>
    /// <param name="quantity">At most what is held when the fill reduces.</param>
    /// <param name="notional">What the fill is worth.</param>
    /// <param name="rules">How money is rounded.</param>
    /// <returns>Zero when the fill grows the position.</returns>
    internal decimal ProfitOf(Side side, decimal quantity, decimal notional, VenueRules rules)
    {
        if (Quantity == 0 || Math.Sign(Quantity) == side.Sign())
        {
            return 0;
        }

        var held = Math.Abs(Quantity);
        if (quantity > held)
        {
            throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "A closing fill cannot exceed the position.");
        }

        var released =
            quantity == held ? CostBasis
            : Lots is not null ? CostLots.Released(Lots, quantity, rules)
            : rules.Round(CostBasis * quantity / held);
        return (-side.Sign() * notional) - released;
    }

    /// <param name="fill">What was traded.</param>
    /// <param name="began">When the price of it began.</param>
    internal Position Apply(Fill fill, DateTimeOffset began)
    {
        var quantity = Quantity + (fill.Side.Sign() * fill.Quantity);
        return this with
        {
            Quantity = quantity,
            CostBasis = CostBasis + fill.CostChange,
            Lots =
                Lots is null ? null
                : Math.Sign(Quantity) == -fill.Side.Sign() ? CostLots.Without(Lots, fill.Quantity, -fill.CostChange)
                : [.. Lots, new CostLot(fill.Side.Sign() * fill.Quantity, fill.CostChange)],
            RealisedPnl = RealisedPnl + fill.RealisedPnl,
            Fees = Fees + fill.Fee,
            TradedAt = fill.At,
            ActedTo = ActedFrom > began ? ActedFrom : began,
            ClosedAt = quantity == 0 ? fill.At : null,
            CloseReason = quantity == 0 ? ClosedByFill : null,
        };
    }

    internal Position CloseByReset(DateTimeOffset at) => this with { ClosedAt = at, CloseReason = ClosedByReset };
}
