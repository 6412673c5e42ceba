using Ami.Quant.Trading;

namespace Ami.Quant.Backtesting;

/// <summary>
/// The exits that protect what an order opens, one cancelling the other (a bracket order). Levels are prices or distances from the fill; NaN means none.
/// When both a price and a distance are given, the price counts.
/// </summary>
public readonly record struct Protection()
{
    /// <summary>No protection.</summary>
    public static readonly Protection None = new();

    /// <summary>Stop-loss, as a price.</summary>
    public double StopPrice { get; init; } = double.NaN;

    /// <summary>Take-profit, as a price.</summary>
    public double TargetPrice { get; init; } = double.NaN;

    /// <summary>Stop-loss, as a positive distance from the fill price.</summary>
    public double StopDistance { get; init; } = double.NaN;

    /// <summary>Take-profit, as a positive distance from the fill price.</summary>
    public double TargetDistance { get; init; } = double.NaN;

    /// <summary>
    /// Trailing stop, as a positive distance from the best price since entry. The stop is moved at the close of each bar, never back:
    /// what somebody can do who amends an order once a bar.
    /// </summary>
    public double TrailDistance { get; init; } = double.NaN;

    /// <summary>The stop for a fill at a price; NaN when there is none. A trailing stop starts at its distance.</summary>
    public double StopFor(PositionSide side, double fill)
    {
        var distance = double.IsNaN(StopDistance) ? TrailDistance : StopDistance;
        return double.IsNaN(StopPrice) ? fill - (int)side * distance : StopPrice;
    }

    /// <summary>The target for a fill at a price; NaN when there is none.</summary>
    public double TargetFor(PositionSide side, double fill) => double.IsNaN(TargetPrice) ? fill + (int)side * TargetDistance : TargetPrice;
}

/// <summary>An instruction that a strategy gives at the close of a bar; it can be filled from the next bar on.</summary>
/// <param name="Side">Buy (long) or sell (short).</param>
/// <param name="Type">When it is filled.</param>
/// <param name="Quantity">Units, positive; infinity with <see cref="ReduceOnly"/> means all that is held.</param>
public readonly record struct Order(PositionSide Side, OrderType Type, double Quantity)
{
    /// <summary>Limit or stop price; unused by market orders.</summary>
    public double Price { get; init; } = double.NaN;

    /// <summary>Only reduces an open position, never opens one.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Bars after which an unfilled order is cancelled; 0 (default) keeps it until cancelled.</summary>
    public int GoodForBars { get; init; }

    /// <summary>Exits attached to the position that the order opens (a bracket order).</summary>
    public Protection Protection { get; init; } = Protection.None;

    /// <summary>Why the order was given; kept on the trade it closes. Default: the strategy's decision.</summary>
    public ExitReason Reason { get; init; }
}

/// <summary>A position of a given size that was asked for; what it takes is known when the next bar opens.</summary>
internal readonly record struct TargetOrder(double Quantity, Protection Protection);
