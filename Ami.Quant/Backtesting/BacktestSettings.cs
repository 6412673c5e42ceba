using Ami.Quant.Backtesting.Costs;
using Ami.Quant.Series;

namespace Ami.Quant.Backtesting;

/// <summary>One traded instrument with its bars.</summary>
/// <param name="Symbol">Name for reports.</param>
/// <param name="Bars">Its candles, in increasing time.</param>
/// <param name="QuantityStep">Smallest tradable step in units; fills are rounded down to it. 0 (default) allows any quantity.</param>
public sealed record Instrument(string Symbol, CandleView Bars, double QuantityStep = 0);

/// <summary>The account and the market's frictions.</summary>
public sealed record BacktestSettings
{
    /// <summary>Cash at the start, money, positive; default 10,000.</summary>
    public double InitialCash { get; init; } = 10_000;

    /// <summary>Fees, spread, slippage and funding; default free.</summary>
    public TradingCosts Costs { get; init; } = TradingCosts.Free;

    /// <summary>Cap on the value of all positions over equity; fills that would exceed it are reduced. Default 1 (no leverage).</summary>
    public double MaximumLeverage { get; init; } = 1;

    /// <summary>Whether open positions are closed at the last close, with costs, so that they count as trades; default true.</summary>
    public bool CloseAtEnd { get; init; } = true;

    /// <summary>Whether every decision is kept in <see cref="BacktestResult.Decisions"/>; default false.</summary>
    public bool RecordDecisions { get; init; }

    /// <summary>Whether every fill is kept in <see cref="BacktestResult.Fills"/>; default false.</summary>
    public bool RecordFills { get; init; }
}
