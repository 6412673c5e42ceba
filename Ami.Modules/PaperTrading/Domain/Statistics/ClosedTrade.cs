namespace Ami.Modules.PaperTrading.Domain.Statistics;

/// <summary>A position from flat to flat.</summary>
/// <param name="Quantity">The most that its opening fills bought or sold, together.</param>
/// <param name="EntriesAt">When each order that opened it, or added to it, was placed.</param>
/// <param name="Result">After fees and what holding cost.</param>
/// <param name="Slippage">What its fills cost against the price they touched, ≥ 0.</param>
/// <param name="Notional">What its fills were worth together.</param>
/// <param name="Risk">What was at risk between its entries and their stops, above zero; null when an entry had none.</param>
/// <param name="Carry">What holding it cost; below zero when received.</param>
public sealed record ClosedTrade(
    Guid Id,
    string Symbol,
    bool IsLong,
    decimal Quantity,
    DateTimeOffset OpenedAt,
    IReadOnlyList<DateTimeOffset> EntriesAt,
    DateTimeOffset ClosedAt,
    decimal Result,
    decimal Fees,
    decimal Slippage,
    decimal Notional,
    decimal? Risk,
    decimal Carry = 0
)
{
    /// <summary>The result in multiples of what was at risk.</summary>
    public decimal? R => Risk is > 0 ? decimal.Round(Result / Risk.Value, 4) : null;
}
