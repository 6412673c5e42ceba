namespace Ami.Modules.PaperTrading.Contracts;

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
