namespace Ami.Quant.Trading;

/// <summary>Direction of an order.</summary>
public enum Side
{
    /// <summary>Adds to the position.</summary>
    Buy,

    /// <summary>Takes from the position; below zero it is short.</summary>
    Sell,
}

/// <summary>What makes an order execute.</summary>
public enum OrderType
{
    /// <summary>The next tick.</summary>
    Market,

    /// <summary>The other side of the book at the limit or better.</summary>
    Limit,

    /// <summary>The last price at or beyond the stop; then like a market order.</summary>
    Stop,

    /// <summary>The last price at or beyond the stop; from then on a limit order.</summary>
    StopLimit,

    /// <summary>A stop that follows the best price at a distance, never back.</summary>
    TrailingStop,
}

/// <summary>How long an order works.</summary>
public enum TimeInForce
{
    /// <summary>Until it is filled or cancelled.</summary>
    Gtc,

    /// <summary>Until the end of the day it was given on; who places it says when that is.</summary>
    Day,

    /// <summary>Until a moment of its own.</summary>
    Gtd,

    /// <summary>For the first tick after it was accepted: what of it that does not fill is cancelled.</summary>
    Ioc,

    /// <summary>For the first tick after it was accepted: all of it, or nothing.</summary>
    Fok,
}

/// <summary>Why an order exists. Every role but <see cref="Entry"/> can only reduce a position.</summary>
public enum OrderRole
{
    /// <summary>Somebody placed it.</summary>
    Entry,

    /// <summary>Takes the profit of a bracket.</summary>
    TakeProfit,

    /// <summary>Limits the loss of a bracket.</summary>
    StopLoss,

    /// <summary>Closes a position at the market.</summary>
    Close,

    /// <summary>Closes a position because the account's margin no longer suffices.</summary>
    Liquidation,
}

/// <summary>Where an order is in its life. The last three are final.</summary>
public enum OrderStatus
{
    /// <summary>Waits for the entry of its bracket.</summary>
    Pending,

    /// <summary>Meets the market with each tick.</summary>
    Working,

    /// <summary>Executed completely.</summary>
    Filled,

    /// <summary>Withdrawn, see its reason.</summary>
    Cancelled,

    /// <summary>Refused when it should have been executed, see its reason.</summary>
    Rejected,
}

/// <summary>Why an order changed without a fill; stored and shown as it is.</summary>
public static class OrderReasons
{
    /// <summary>Whoever owns the account cancelled it.</summary>
    public const string CancelledByUser = "user";

    /// <summary>The other exit of its bracket was executed.</summary>
    public const string OneCancelsOther = "oco";

    /// <summary>What was left of an entry when one of its exits was executed.</summary>
    public const string ExitFilled = "exit_filled";

    /// <summary>The entry that it waited for was cancelled or rejected.</summary>
    public const string EntryCancelled = "entry_cancelled";

    /// <summary>The position that it may reduce became smaller, or is gone.</summary>
    public const string PositionReduced = "position_reduced";

    /// <summary>The account began anew.</summary>
    public const string Reset = "reset";

    /// <summary>The account's margin did not allow it.</summary>
    public const string Margin = "margin";

    /// <summary>It was good until a moment or for so many bars, and these are over.</summary>
    public const string Expired = "expired";

    /// <summary>It was to be filled at once, and the first tick did not.</summary>
    public const string NotAtOnce = "not_at_once";

    /// <summary>No more prices come of its symbol.</summary>
    public const string Ended = "ended";

    /// <summary>A split left it between the steps of its prices or quantities, or with a part that is filled.</summary>
    public const string CorporateAction = "corporate_action";
}

/// <summary>Arithmetic of sides and terms.</summary>
public static class SideExtensions
{
    /// <summary>+1 for buy, -1 for sell: multiplied with a quantity it gives the change of the position.</summary>
    public static int Sign(this Side side) => side == Side.Buy ? 1 : -1;

    /// <summary>True of orders that are for one tick only.</summary>
    public static bool IsImmediate(this TimeInForce force) => force is TimeInForce.Ioc or TimeInForce.Fok;

    /// <summary>The other side.</summary>
    public static Side Opposite(this Side side) => side == Side.Buy ? Side.Sell : Side.Buy;
}
