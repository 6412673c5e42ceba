using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Stripe;

namespace Ami.Modules.Payments;

/// <summary>Ends a subscription with its period, or undoes that. One that is not paid ends at once.</summary>
internal static class CancelSubscription
{
    public static void Map(IEndpointRouteBuilder payments)
    {
        payments
            .MapPost("/cancel", Cancel)
            .RequireIdempotencyKey()
            .RefuseImpersonation()
            .WithName("CancelSubscription")
            .WithSummary("Ends the subscription with its period; it can be undone until then.");
        payments
            .MapPost("/resume", Resume)
            .RequireIdempotencyKey()
            .RefuseImpersonation()
            .WithName("ResumeSubscription")
            .WithSummary("Undoes that the subscription ends.");
    }

    private static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> Cancel(
        RequestKey key,
        SubscriptionChanges changes,
        Provider provider,
        HttpContext http
    )
    {
        var answer = await changes.Do(
            key,
            (row, current, ct) =>
                current is { CancelAtPeriodEnd: true } or { EndedAt: not null } ? SubscriptionChanges.Unchanged(current)
                : row.Standing is Standing.Grace or Standing.Unpaid or Standing.PaidBack
                    ? provider.Ask(api => api.Subscriptions.CancelAsync(row.StripeId, null, Provider.Once(key.For("cancel")), ct), ct)
                : changes.Update(row, new SubscriptionUpdateOptions { CancelAtPeriodEnd = true }, key.For("cancel"), ct),
            http.RequestAborted
        );
        return answer.ToHttp(http, TypedResults.Ok);
    }

    private static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> Resume(RequestKey key, SubscriptionChanges changes, HttpContext http)
    {
        var answer = await changes.Do(
            key,
            (row, current, ct) =>
                current.CancelAtPeriodEnd
                    ? changes.Update(row, new SubscriptionUpdateOptions { CancelAtPeriodEnd = false }, key.For("resume"), ct)
                    : SubscriptionChanges.Unchanged(current),
            http.RequestAborted
        );
        return answer.ToHttp(http, TypedResults.Ok);
    }
}
