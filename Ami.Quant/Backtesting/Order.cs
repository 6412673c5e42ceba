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

    /// <summary>Several targets instead of one: prices, and quantities that together are the order's.</summary>
    public TargetLadder? Targets { get; init; }

    /// <summary>Moves the stop to the entry's price once the first of several targets is reached.</summary>
    public bool BreakEven { get; init; }

    /// <summary>The stop for a fill at a price; NaN when there is none. A trailing stop starts at its distance.</summary>
    public double StopFor(PositionSide side, double fill)
    {
        var distance = double.IsNaN(StopDistance) ? TrailDistance : StopDistance;
        return double.IsNaN(StopPrice) ? fill - (int)side * distance : StopPrice;
    }

    /// <summary>The target for a fill at a price; NaN when there is none.</summary>
    public double TargetFor(PositionSide side, double fill) => double.IsNaN(TargetPrice) ? fill + (int)side * TargetDistance : TargetPrice;
}

/// <summary>Several targets of a bracket. Two with the same parts are equal.</summary>
/// <param name="Parts">Prices, and how many units of the order each closes.</param>
public sealed record TargetLadder(params IReadOnlyList<(double Price, double Quantity)> Parts)
{
    /// <inheritdoc/>
    public bool Equals(TargetLadder? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(0, HashCode.Combine);
}

/// <summary>An instruction that a strategy gives at the close of a bar; it can be filled from the next bar on.</summary>
/// <param name="Side">Buy (long) or sell (short).</param>
/// <param name="Type">When it is filled.</param>
/// <param name="Quantity">Units, positive; infinity with <see cref="ReduceOnly"/> means all that is held.</param>
public readonly record struct Order(PositionSide Side, OrderType Type, double Quantity)
{
    /// <summary>Limit or stop price, of a stop-limit the stop; unused by market orders and trailing stops.</summary>
    public double Price { get; init; } = double.NaN;

    /// <summary>Limit of a stop-limit.</summary>
    public double LimitPrice { get; init; } = double.NaN;

    /// <summary>Of a trailing stop, the positive distance at which it follows the best price.</summary>
    public double TrailDistance { get; init; } = double.NaN;

    /// <summary>How long it works; default until it is cancelled.</summary>
    public Trading.TimeInForce TimeInForce { get; init; }

    /// <summary>The first moment of the bars' clock at which it no longer works; null keeps it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>A limit that is refused when it would be executed at once.</summary>
    public bool PostOnly { get; init; }

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
