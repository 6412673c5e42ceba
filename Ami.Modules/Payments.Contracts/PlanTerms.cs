using System.Collections.Immutable;
using Ami.Modules.Identity.Contracts;

namespace Ami.Modules.Payments.Contracts;

/// <summary>How often a subscription is paid.</summary>
public enum BillingInterval
{
    /// <summary>Every month.</summary>
    Month,

    /// <summary>Every year.</summary>
    Year,
}

/// <summary>Which courses a plan includes.</summary>
public enum CourseAccess
{
    /// <summary>Those that are free for everybody.</summary>
    FreeOnly,

    /// <summary>Those that are not sold apart as well.</summary>
    Standard,

    /// <summary>All of them.</summary>
    All,
}

/// <summary>What a subscription costs.</summary>
/// <param name="Currency">In which currency.</param>
/// <param name="Interval">How often.</param>
/// <param name="Amount">Each time, in the currency's major unit, before taxes that are added.</param>
public sealed record PlanPrice(Currency Currency, BillingInterval Interval, decimal Amount);

/// <summary>What may go through the wallet, in US dollars.</summary>
/// <param name="DepositPerDay">Paid in within a day, UTC.</param>
/// <param name="WithdrawPerDay">Asked to be paid out within a day, UTC.</param>
/// <param name="MostHeld">Held at any time.</param>
public sealed record WalletLimits(decimal DepositPerDay, decimal WithdrawPerDay, decimal MostHeld);

/// <summary>What a plan unlocks and costs.</summary>
/// <param name="Plan">Which.</param>
public sealed record PlanTerms(Plan Plan)
{
    /// <summary>Calls of <c>/api/ml</c>, as quotas are written: <c>10/minute</c>, <c>50/day</c> or <c>unlimited</c>.</summary>
    public required string MlCalls { get; init; }

    /// <summary>Calls of <c>/api/agent</c>.</summary>
    public required string AgentCalls { get; init; }

    /// <summary>Calls of <c>/api/trading</c>.</summary>
    public required string TradingCalls { get; init; }

    /// <summary>Which courses are included.</summary>
    public required CourseAccess Courses { get; init; }

    /// <summary>How many agents may manage one's practice money at a time; null without limit.</summary>
    public required int? Agents { get; init; }

    /// <summary>How many price alerts may wait at a time.</summary>
    public required int Alerts { get; init; }

    /// <summary>How many days back signals and analyses are shown; null without limit.</summary>
    public required int? HistoryDays { get; init; }

    /// <summary>What the copilot's models may cost in a month, in US dollars.</summary>
    public required decimal CopilotBudget { get; init; }

    /// <summary>Imports into the journal in a month; null without limit.</summary>
    public required int? JournalImports { get; init; }

    /// <summary>What may go through the wallet.</summary>
    public required WalletLimits Wallet { get; init; }

    /// <summary>What it costs; nothing for the free plan.</summary>
    public required ImmutableArray<PlanPrice> Prices { get; init; }

    /// <summary>What it costs in a currency; null where it is not sold so.</summary>
    public decimal? PriceIn(Currency currency, BillingInterval interval) =>
        Prices.FirstOrDefault(price => price.Currency == currency && price.Interval == interval)?.Amount;
}
