using Ami.Quant.Backtesting.Costs;
using Ami.Quant.Series;
using Ami.Quant.Trading;

namespace Ami.Quant.Backtesting;

/// <summary>One traded instrument with its bars.</summary>
/// <param name="Symbol">Its name, one of its own in a run.</param>
/// <param name="Bars">Its candles, in increasing time.</param>
/// <param name="QuantityStep">Smallest tradable step in units; orders are rounded down to it. 0 (default) allows any quantity, to eight decimals.</param>
/// <param name="PriceDigits">Decimals of prices, 0 to 20; bars and orders are rounded to it. Null (default) keeps twelve significant digits.</param>
public sealed record Instrument(string Symbol, CandleView Bars, double QuantityStep = 0, int? PriceDigits = null);

/// <summary>The account and the market's frictions.</summary>
public sealed record BacktestSettings
{
    /// <summary>Cash at the start, money, positive; default 10,000.</summary>
    public double InitialCash { get; init; } = 10_000;

    /// <summary>Fees, spread, slippage and funding; default free.</summary>
    public TradingCosts Costs { get; init; } = TradingCosts.Free;

    /// <summary>
    /// The venue's rules to the cent, in place of the fees, slippage and spread of <see cref="Costs"/>: the same orders then give the same fills as on a
    /// paper account with these rules. Null (default) takes the models, keeps money to eight decimals, has no maintenance margin and reduces fills to what
    /// leverage allows.
    /// </summary>
    public VenueRules? Venue { get; init; }

    /// <summary>Cap on the value of all positions over equity after fees; opening fills that would exceed it are reduced. Default 1 (no leverage).</summary>
    public double MaximumLeverage { get; init; } = 1;

    /// <summary>Whether open positions are closed at the last close, with costs, so that they count as trades; default true.</summary>
    public bool CloseAtEnd { get; init; } = true;

    /// <summary>Whether every decision is kept in <see cref="BacktestResult.Decisions"/>; default false.</summary>
    public bool RecordDecisions { get; init; }

    /// <summary>Whether every fill is kept in <see cref="BacktestResult.Fills"/>; default false.</summary>
    public bool RecordFills { get; init; }
}
