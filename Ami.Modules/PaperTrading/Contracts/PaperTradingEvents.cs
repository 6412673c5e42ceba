namespace Ami.Modules.PaperTrading.Contracts;

/// <summary>An order was executed completely.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="AccountId">Its paper account.</param>
/// <param name="Owner">The user whose account it is.</param>
/// <param name="Symbol">What was traded.</param>
/// <param name="Side">"Buy" or "Sell".</param>
/// <param name="Role">"Entry", "TakeProfit", "StopLoss", "Close" or "Liquidation".</param>
/// <param name="Quantity">Units, above zero.</param>
/// <param name="Price">Execution price in the symbol's currency, on average.</param>
/// <param name="Fees">Commission in account currency.</param>
/// <param name="At">Time of the tick that executed it, or the rest of it, UTC.</param>
public sealed record OrderFilled(
    Guid OrderId,
    Guid AccountId,
    Guid Owner,
    string Symbol,
    string Side,
    string Role,
    decimal Quantity,
    decimal Price,
    decimal Fees,
    DateTimeOffset At
) : IEvent<OrderFilled>
{
    /// <inheritdoc/>
    public static string EventName => "paper-trading.order-filled.v1";

    /// <inheritdoc/>
    public Guid? UserId => Owner;
}

/// <summary>A part of an order was executed, as much as the depth gave; the rest works on.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="AccountId">Its paper account.</param>
/// <param name="Owner">The user whose account it is.</param>
/// <param name="Symbol">What is traded.</param>
/// <param name="Side">"Buy" or "Sell".</param>
/// <param name="Role">"Entry", "TakeProfit", "StopLoss", "Close" or "Liquidation".</param>
/// <param name="Quantity">Units of the whole order.</param>
/// <param name="FilledQuantity">Units executed so far, above zero and less than <paramref name="Quantity"/>.</param>
/// <param name="Price">Their average price in the symbol's currency.</param>
/// <param name="Fees">Their commission in account currency.</param>
/// <param name="At">Time of the tick, UTC.</param>
public sealed record OrderPartlyFilled(
    Guid OrderId,
    Guid AccountId,
    Guid Owner,
    string Symbol,
    string Side,
    string Role,
    decimal Quantity,
    decimal FilledQuantity,
    decimal Price,
    decimal Fees,
    DateTimeOffset At
) : IEvent<OrderPartlyFilled>
{
    /// <inheritdoc/>
    public static string EventName => "paper-trading.order-partly-filled.v1";

    /// <inheritdoc/>
    public Guid? UserId => Owner;
}

/// <summary>Somebody changed the terms of an order of theirs; what they were is with the order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="AccountId">Its paper account.</param>
/// <param name="Owner">The user whose account it is.</param>
/// <param name="Symbol">What it trades.</param>
/// <param name="Version">The order's version since.</param>
/// <param name="At">When, UTC.</param>
public sealed record OrderAmended(Guid OrderId, Guid AccountId, Guid Owner, string Symbol, int Version, DateTimeOffset At) : IEvent<OrderAmended>
{
    /// <inheritdoc/>
    public static string EventName => "paper-trading.order-amended.v1";

    /// <inheritdoc/>
    public Guid? UserId => Owner;
}

/// <summary>A position went from flat to flat.</summary>
/// <param name="PositionId">The position.</param>
/// <param name="AccountId">Its paper account.</param>
/// <param name="Owner">The user whose account it is.</param>
/// <param name="Symbol">What was held.</param>
/// <param name="RealisedPnl">Result before fees, in account currency.</param>
/// <param name="Fees">Commissions of all its fills, in account currency.</param>
/// <param name="OpenedAt">First fill, UTC.</param>
/// <param name="ClosedAt">Last fill, UTC.</param>
public sealed record PositionClosed(
    Guid PositionId,
    Guid AccountId,
    Guid Owner,
    string Symbol,
    decimal RealisedPnl,
    decimal Fees,
    DateTimeOffset OpenedAt,
    DateTimeOffset ClosedAt
) : IEvent<PositionClosed>
{
    /// <inheritdoc/>
    public static string EventName => "paper-trading.position-closed.v1";

    /// <inheritdoc/>
    public Guid? UserId => Owner;
}

/// <summary>An account covers its maintenance margin with little to spare: told once until it has more again.</summary>
/// <param name="AccountId">The paper account.</param>
/// <param name="Owner">The user whose account it is.</param>
/// <param name="Equity">Cash plus the value of what it held, in account currency.</param>
/// <param name="Maintenance">The margin below which it is liquidated, in account currency.</param>
/// <param name="At">When, UTC.</param>
public sealed record AccountMarginCalled(Guid AccountId, Guid Owner, decimal Equity, decimal Maintenance, DateTimeOffset At) : IEvent<AccountMarginCalled>
{
    /// <inheritdoc/>
    public static string EventName => "paper-trading.margin-called.v1";

    /// <inheritdoc/>
    public Guid? UserId => Owner;
}

/// <summary>An account no longer covered its maintenance margin; market orders for all its positions were sent.</summary>
/// <param name="AccountId">The paper account.</param>
/// <param name="Owner">The user whose account it is.</param>
/// <param name="Equity">Equity at that moment, in account currency.</param>
/// <param name="GrossExposure">Value of what was held, long and short added up.</param>
/// <param name="At">Time of the tick that showed it, UTC.</param>
public sealed record AccountLiquidated(Guid AccountId, Guid Owner, decimal Equity, decimal GrossExposure, DateTimeOffset At) : IEvent<AccountLiquidated>
{
    /// <inheritdoc/>
    public static string EventName => "paper-trading.account-liquidated.v1";

    /// <inheritdoc/>
    public Guid? UserId => Owner;
}

/// <summary>A split or dividend was applied to what an account held.</summary>
/// <param name="EffectId">Of the row that says so.</param>
/// <param name="AccountId">The paper account.</param>
/// <param name="Owner">The user whose account it is.</param>
/// <param name="Symbol">What was held.</param>
/// <param name="NewShares">So many new shares …</param>
/// <param name="OldShares">… for so many old ones; equal when it was no split.</param>
/// <param name="Dividend">Cash for each old share.</param>
/// <param name="QuantityBefore">Units before; below zero when short.</param>
/// <param name="QuantityAfter">Units after it.</param>
/// <param name="CashChange">Dividend and cash for parts of shares, account currency; below zero when paid.</param>
/// <param name="At">The action's moment, UTC.</param>
public sealed record CorporateActionApplied(
    Guid EffectId,
    Guid AccountId,
    Guid Owner,
    string Symbol,
    int NewShares,
    int OldShares,
    decimal Dividend,
    decimal QuantityBefore,
    decimal QuantityAfter,
    decimal CashChange,
    DateTimeOffset At
) : IEvent<CorporateActionApplied>
{
    /// <inheritdoc/>
    public static string EventName => "paper-trading.corporate-action-applied.v1";

    /// <inheritdoc/>
    public Guid? UserId => Owner;
}

/// <summary>A gap had cost more than the account had; the debt was forgiven when nothing was held any more.</summary>
/// <param name="AccountId">The paper account.</param>
/// <param name="Owner">The user whose account it is.</param>
/// <param name="Amount">Above zero, account currency.</param>
/// <param name="At">When, UTC.</param>
public sealed record DebtForgiven(Guid AccountId, Guid Owner, decimal Amount, DateTimeOffset At) : IEvent<DebtForgiven>
{
    /// <inheritdoc/>
    public static string EventName => "paper-trading.debt-forgiven.v1";

    /// <inheritdoc/>
    public Guid? UserId => Owner;
}

/// <summary>An account started again with fresh cash.</summary>
/// <param name="AccountId">The paper account.</param>
/// <param name="Owner">The user whose account it is.</param>
/// <param name="Generation">Number of the generation that started; 1 after the first reset.</param>
/// <param name="StartingCash">Its cash, in account currency.</param>
/// <param name="At">When, UTC.</param>
public sealed record AccountReset(Guid AccountId, Guid Owner, int Generation, decimal StartingCash, DateTimeOffset At) : IEvent<AccountReset>
{
    /// <inheritdoc/>
    public static string EventName => "paper-trading.account-reset.v1";

    /// <inheritdoc/>
    public Guid? UserId => Owner;
}

/// <summary>A larger account was granted for trades within the rules.</summary>
/// <param name="AccountId">The account that earned it.</param>
/// <param name="Owner">The user whose account it is.</param>
/// <param name="NewAccountId">The larger account.</param>
/// <param name="StartingCash">Its cash, in account currency.</param>
/// <param name="At">When, UTC.</param>
public sealed record AccountGraduated(Guid AccountId, Guid Owner, Guid NewAccountId, decimal StartingCash, DateTimeOffset At) : IEvent<AccountGraduated>
{
    /// <inheritdoc/>
    public static string EventName => "paper-trading.account-graduated.v1";

    /// <inheritdoc/>
    public Guid? UserId => Owner;
}
