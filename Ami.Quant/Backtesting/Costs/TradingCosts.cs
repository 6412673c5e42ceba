namespace Ami.Quant.Backtesting.Costs;

/// <summary>All that trading costs. Every part can be replaced; by default trading is free.</summary>
public sealed record TradingCosts
{
    /// <summary>Nothing costs anything: for comparisons only.</summary>
    public static readonly TradingCosts Free = new();

    /// <summary>Charged per fill; default none.</summary>
    public IFeeModel Fees { get; init; } = ProportionalFee.Free;

    /// <summary>Paid by orders that take liquidity; default none.</summary>
    public ISpreadModel Spread { get; init; } = ProportionalSpread.Free;

    /// <summary>Paid by orders that take liquidity; default none.</summary>
    public ISlippageModel Slippage { get; init; } = ProportionalSlippage.Free;

    /// <summary>Charged at the close of each bar on what is held; default none.</summary>
    public IFundingModel Funding { get; init; } = AccruedFunding.Free;
}
