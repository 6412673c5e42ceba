namespace Ami.Quant.Trading;

/// <summary>The money of an account.</summary>
/// <param name="Cash">May be below zero: bought with leverage, or lost in a gap. Short sales add to it.</param>
/// <param name="RealisedPnl">Results of what was closed and what holding cost (<see cref="TradingBook.Carry"/>), before fees.</param>
/// <param name="FeesPaid">Fees.</param>
/// <param name="FundingPaid">Funding and borrowing; below zero when received.</param>
public readonly record struct Balance(decimal Cash, decimal RealisedPnl = 0, decimal FeesPaid = 0, decimal FundingPaid = 0)
{
    internal Balance Apply(Fill fill) =>
        this with
        {
            Cash = Cash + fill.CashChange,
            RealisedPnl = RealisedPnl + fill.RealisedPnl,
            FeesPaid = FeesPaid + fill.Fee,
        };

    /// <summary>What holding cost is a result of the position.</summary>
    internal Balance Carry(decimal amount) => Charge(amount) with { RealisedPnl = RealisedPnl - amount };

    internal Balance Charge(decimal amount) => this with { Cash = Cash - amount, FundingPaid = FundingPaid + amount };
}

/// <summary>A liquidation that began.</summary>
/// <param name="Equity">Equity at that moment.</param>
/// <param name="GrossExposure">Value of what was held, long and short added up.</param>
public readonly record struct Liquidation(decimal Equity, decimal GrossExposure);
