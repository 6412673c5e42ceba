using System.Collections.Immutable;
using Ami.Modules.Identity.Contracts;

namespace Ami.Modules.Payments.Contracts;

/// <summary>
/// The one table of plans: what each unlocks and costs. The pricing page shows it, quotas and limits are read from it, and the provider's prices are made of it.
/// </summary>
public static class PlanTable
{
    /// <summary>How long a first subscription may be tried before it is paid.</summary>
    public const int TrialDays = 14;

    /// <summary>Where plans are sold in their own currency; elsewhere in US dollars.</summary>
    public static ImmutableArray<string> Currencies { get; } = ["USD", "EUR", "ARS", "MXN"];

    /// <summary>All plans, from least to most.</summary>
    public static ImmutableArray<PlanTerms> All { get; } =
    [
        new(Plan.Free)
        {
            MlCalls = "3/day",
            AgentCalls = "10/day",
            TradingCalls = "10/minute",
            Courses = CourseAccess.FreeOnly,
            Agents = 1,
            Alerts = 3,
            HistoryDays = 30,
            CopilotBudget = 0.5m,
            JournalImports = 1,
            Wallet = new(200, 100, 1_000),
            Prices = [],
        },
        new(Plan.Basic)
        {
            MlCalls = "10/day",
            AgentCalls = "50/day",
            TradingCalls = "30/minute",
            Courses = CourseAccess.Standard,
            Agents = 2,
            Alerts = 20,
            HistoryDays = 365,
            CopilotBudget = 2,
            JournalImports = 10,
            Wallet = new(1_000, 500, 5_000),
            Prices = Monthly(9, 9, 9_900, 169),
        },
        new(Plan.Pro)
        {
            MlCalls = "100/day",
            AgentCalls = "200/day",
            TradingCalls = "100/minute",
            Courses = CourseAccess.Standard,
            Agents = 3,
            Alerts = 100,
            HistoryDays = 1_825,
            CopilotBudget = 10,
            JournalImports = 100,
            Wallet = new(5_000, 2_500, 25_000),
            Prices = Monthly(29, 29, 29_900, 529),
        },
        new(Plan.Premium)
        {
            MlCalls = "unlimited",
            AgentCalls = "unlimited",
            TradingCalls = "300/minute",
            Courses = CourseAccess.All,
            Agents = null,
            Alerts = 500,
            HistoryDays = null,
            CopilotBudget = 40,
            JournalImports = null,
            Wallet = new(20_000, 10_000, 100_000),
            Prices = Monthly(79, 79, 79_900, 1_399),
        },
    ];

    /// <summary>What a plan unlocks and costs.</summary>
    public static PlanTerms Of(Plan plan) => All[(int)plan];

    /// <summary>A year costs ten months.</summary>
    private static ImmutableArray<PlanPrice> Monthly(params ReadOnlySpan<decimal> amounts)
    {
        var prices = ImmutableArray.CreateBuilder<PlanPrice>();
        for (var i = 0; i < amounts.Length; i++)
        {
            var currency = Currency.Parse(Currencies[i]).Value;
            prices.Add(new(currency, BillingInterval.Month, amounts[i]));
            prices.Add(new(currency, BillingInterval.Year, amounts[i] * 10));
        }

        return prices.ToImmutable();
    }
}
