using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Payments;

/// <summary>What is sold.</summary>
/// <param name="TrialDays">How long a first subscription may be tried.</param>
/// <param name="Currencies">In which currencies.</param>
/// <param name="Plans">From least to most.</param>
internal sealed record PlansView(int TrialDays, IReadOnlyList<string> Currencies, IReadOnlyList<PlanView> Plans);

/// <summary>What a plan unlocks and costs; null is without limit.</summary>
/// <param name="Plan">Which.</param>
/// <param name="MlCalls">Signals and predictions: <c>10/day</c>, <c>unlimited</c>.</param>
/// <param name="AgentCalls">Messages to the copilot.</param>
/// <param name="TradingCalls">Calls of the practice market.</param>
/// <param name="Courses">Which courses are included.</param>
/// <param name="Agents">Agents at a time.</param>
/// <param name="Alerts">Price alerts at a time.</param>
/// <param name="HistoryDays">How far back signals and analyses go.</param>
/// <param name="CopilotBudget">US dollars of models in a month.</param>
/// <param name="JournalImports">Imports in a month.</param>
/// <param name="WithdrawPerDay">US dollars out of the wallet in a day.</param>
/// <param name="Prices">None for what is free.</param>
internal sealed record PlanView(
    Plan Plan,
    string MlCalls,
    string AgentCalls,
    string TradingCalls,
    CourseAccess Courses,
    int? Agents,
    int Alerts,
    int? HistoryDays,
    decimal CopilotBudget,
    int? JournalImports,
    decimal WithdrawPerDay,
    IReadOnlyList<PriceView> Prices
);

/// <summary>What a plan costs.</summary>
/// <param name="Currency">In which currency.</param>
/// <param name="Interval">How often.</param>
/// <param name="Amount">Each time, before taxes that are added.</param>
internal sealed record PriceView(string Currency, BillingInterval Interval, decimal Amount);

/// <summary>The table of plans, for everybody.</summary>
internal static class GetPlans
{
    private static readonly PlansView View = new(PlanTable.TrialDays, PlanTable.Currencies, [.. PlanTable.All.Select(Of)]);

    public static void Map(IEndpointRouteBuilder payments) =>
        payments.MapGet("/plans", Handle).AllowAnonymous().WithName("GetPlans").WithSummary("What each plan unlocks and costs.");

    private static Ok<PlansView> Handle() => TypedResults.Ok(View);

    private static PlanView Of(PlanTerms terms) =>
        new(
            Plan: terms.Plan,
            MlCalls: terms.MlCalls,
            AgentCalls: terms.AgentCalls,
            TradingCalls: terms.TradingCalls,
            Courses: terms.Courses,
            Agents: terms.Agents,
            Alerts: terms.Alerts,
            HistoryDays: terms.HistoryDays,
            CopilotBudget: terms.CopilotBudget,
            JournalImports: terms.JournalImports,
            WithdrawPerDay: terms.Wallet.WithdrawPerDay,
            Prices: [.. terms.Prices.Select(price => new PriceView(price.Currency.Code, price.Interval, price.Amount))]
        );
}
