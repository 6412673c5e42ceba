using Ami.Quant.Backtesting;

namespace Ami.Quant.Performance;

/// <summary>What came out of one closed trade, wherever it was made.</summary>
/// <param name="Profit">Net profit after costs, in account currency; negative for a loss.</param>
/// <param name="R">Profit in multiples of the initial risk; NaN when the trade had no stop.</param>
/// <param name="AdverseR">Maximum adverse excursion in R, 0 or negative; NaN when unknown.</param>
/// <param name="FavourableR">Maximum favourable excursion in R, 0 or positive; NaN when unknown.</param>
public readonly record struct TradeOutcome(double Profit, double R = double.NaN, double AdverseR = double.NaN, double FavourableR = double.NaN)
{
    /// <summary>Outcome of a backtest's trade.</summary>
    public static TradeOutcome Of(in Trade trade) => new(trade.NetProfit, trade.R, trade.AdverseR, trade.FavourableR);
}
