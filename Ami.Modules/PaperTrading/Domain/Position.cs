using Ami.Modules.PaperTrading.Contracts;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>
/// The net holding of one symbol from flat to flat. Cost basis has the sign of the quantity and is kept in whole cents,
/// so that realised profit sums exactly: a reduction releases its rounded share and the last one releases the rest.
/// </summary>
/// <param name="CloseReason">"fill", or "reset" when the account was reset; the quantity held then stays readable.</param>
public sealed record Position(
    Guid Id, Guid AccountId, Guid UserId, int Generation, string Symbol, int PriceDigits, decimal Quantity, decimal CostBasis,
    decimal RealisedPnl, decimal Fees, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? CloseReason)
{
    public const string ClosedByFill = "fill";
    public const string ClosedByReset = "reset";

    public bool IsOpen => ClosedAt is null;

    public decimal AveragePrice => Quantity == 0 ? 0 : CostBasis / Quantity;

    public static Position Open(Guid id, Order order, DateTimeOffset at) => new(
        id, order.AccountId, order.UserId, order.Generation, order.Symbol, order.PriceDigits, 0, 0, 0, 0, at, null, null);

    /// <summary>Realised profit of trading <paramref name="quantity"/> against this position for <paramref name="notional"/>.</summary>
    /// <returns>Zero when the trade grows the position.</returns>
    public decimal ProfitOf(Side side, decimal quantity, decimal notional)
    {
        if (Quantity == 0 || Math.Sign(Quantity) == side.Sign())
        {
            return 0;
        }

        if (quantity > Math.Abs(Quantity))
        {
            throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "A closing fill cannot exceed the position.");
        }

        var released = quantity == Math.Abs(Quantity)
            ? CostBasis
            : Cents.Round(CostBasis * quantity / Math.Abs(Quantity));
        return (-side.Sign() * notional) - released;
    }

    public Position Apply(Fill fill)
    {
        var quantity = Quantity + (fill.Side.Sign() * fill.Quantity);
        return this with
        {
            Quantity = quantity,
            CostBasis = CostBasis + fill.CostChange,
            RealisedPnl = RealisedPnl + fill.RealisedPnl,
            Fees = Fees + fill.Fee,
            ClosedAt = quantity == 0 ? fill.At : null,
            CloseReason = quantity == 0 ? ClosedByFill : null,
        };
    }

    public Position CloseByReset(DateTimeOffset at) => this with { ClosedAt = at, CloseReason = ClosedByReset };
}
