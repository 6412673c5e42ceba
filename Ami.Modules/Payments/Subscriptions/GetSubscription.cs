using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Payments;

/// <summary>A subscription as its person sees it.</summary>
/// <param name="Plan">What it is for now.</param>
/// <param name="NextPlan">A smaller plan that follows at the end of the period; null when none does.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Granted">The plan that it gives just now.</param>
/// <param name="Interval">How often it is paid.</param>
/// <param name="Currency">In which currency.</param>
/// <param name="Amount">What a period costs, before discounts and taxes.</param>
/// <param name="PeriodEnd">When the next period begins.</param>
/// <param name="TrialEnd">When the trial ends; null without one.</param>
/// <param name="CancelAt">When it ends because it was cancelled; null while it goes on.</param>
/// <param name="ResumesAt">When a pause ends by itself; null when it does not.</param>
/// <param name="GraceUntil">Until when the plan stays although a payment is open.</param>
/// <param name="EndedAt">When it ended.</param>
internal sealed record SubscriptionView(
    Plan Plan,
    Plan? NextPlan,
    Standing Standing,
    Plan Granted,
    BillingInterval Interval,
    string Currency,
    decimal Amount,
    DateTimeOffset PeriodEnd,
    DateTimeOffset? TrialEnd,
    DateTimeOffset? CancelAt,
    DateTimeOffset? ResumesAt,
    DateTimeOffset? GraceUntil,
    DateTimeOffset? EndedAt
)
{
    public static SubscriptionView Of(SubscriptionRow row)
    {
        var keeps = row.Standing is Standing.Active or Standing.Trial && row.Granted > row.Plan;
        return new(
            Plan: keeps ? row.Granted : row.Plan,
            NextPlan: keeps ? row.Plan : null,
            Standing: row.Standing,
            Granted: row.Granted,
            Interval: row.Interval,
            Currency: row.Currency,
            Amount: row.Amount,
            PeriodEnd: row.PeriodEnd,
            TrialEnd: row.TrialEnd,
            CancelAt: row.CancelAt,
            ResumesAt: row.ResumesAt,
            GraceUntil: row.GraceUntil,
            EndedAt: row.EndedAt
        );
    }
}

/// <summary>What one has.</summary>
/// <param name="Plan">The plan of the account now, whoever pays for it.</param>
/// <param name="MayTry">Whether a subscription would begin with a trial.</param>
/// <param name="Subscription">The subscription, or the last one; null when there never was one.</param>
internal sealed record MyPlan(Plan Plan, bool MayTry, SubscriptionView? Subscription);

/// <summary>One's own plan and subscription.</summary>
internal static class GetSubscription
{
    public static void Map(IEndpointRouteBuilder payments) =>
        payments.MapGet("/subscription", Handle).WithName("GetSubscription").WithSummary("The signed-in user's plan and subscription.");

    private static async Task<Ok<MyPlan>> Handle(ClaimsPrincipal user, ICurrentPlans plans, Subscriptions subscriptions, CancellationToken cancellationToken)
    {
        var row = await subscriptions.Of(user.UserId(), cancellationToken);
        return TypedResults.Ok(new MyPlan(await plans.Of(user, cancellationToken), row is null, row is null ? null : SubscriptionView.Of(row)));
    }
}
