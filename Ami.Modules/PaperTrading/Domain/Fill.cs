using Ami.Modules.PaperTrading.Contracts;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>
/// One execution that opens, grows or reduces exactly one position. An order that turns a position around has two:
/// the part that closes and the part that opens. Its id is also the id of its ledger transfer.
/// </summary>
/// <param name="Slippage">Cost against the touched bid or ask, in account currency; never negative.</param>
/// <param name="RealisedPnl">Before fees; zero when the fill does not reduce a position.</param>
public sealed record Fill(
    Guid Id, Guid OrderId, Guid AccountId, Guid UserId, int Generation, Guid PositionId, string Symbol, Side Side,
    decimal Quantity, decimal Price, decimal Notional, decimal Fee, decimal Slippage, decimal RealisedPnl, DateTimeOffset At)
{
    /// <summary>What the fill does to the cash balance.</summary>
    public decimal CashChange => (-Side.Sign() * Notional) - Fee;

    /// <summary>What the fill does to the cost basis of its position.</summary>
    public decimal CostChange => (Side.Sign() * Notional) + RealisedPnl;
}
