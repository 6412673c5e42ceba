using System.Globalization;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Stripe;

namespace Ami.Modules.Payments;

/// <summary>Pauses a subscription: nothing is collected, and what was paid already is used up first.</summary>
internal static class PauseSubscription
{
    private const int MostMonths = 6;

    /// <param name="Months">After how many months it goes on by itself, 1 to 6.</param>
    internal sealed record PauseRequest(int Months);

    public static void Map(IEndpointRouteBuilder payments)
    {
        payments
            .MapPost("/pause", Pause)
            .RequireIdempotencyKey()
            .RefuseImpersonation()
            .WithName("PauseSubscription")
            .WithSummary("Collects nothing for some months; the plan stays until what was paid is used up.");
        payments.MapPost("/unpause", Unpause).RequireIdempotencyKey().RefuseImpersonation().WithName("UnpauseSubscription").WithSummary("Ends the pause.");
    }

    private static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> Pause(
        PauseRequest request,
        RequestKey key,
        SubscriptionChanges changes,
        HttpContext http
    )
    {
        if (request.Months is < 1 or > MostMonths)
        {
            return PaymentsErrors.PauseInvalid.ToProblem();
        }

        var answer = await changes.Do(
            key,
            (row, current, ct) =>
            {
                if (current.PauseCollection is not null)
                {
                    return SubscriptionChanges.Unchanged(current);
                }

                if (row.Standing != Standing.Active)
                {
                    return Task.FromResult<Result<Subscription>>(PaymentsErrors.ChangeNotPossible);
                }

                var end = SubscriptionReading.Utc(current.Items.Data[0].CurrentPeriodEnd);
                var options = new SubscriptionUpdateOptions
                {
                    // The months are counted from the end of what is paid. Calendar days: the same for a repeat of the request.
                    PauseCollection = new SubscriptionPauseCollectionOptions { Behavior = "void", ResumesAt = end.AddMonths(request.Months).UtcDateTime },
                    Metadata = new() { [SubscriptionNotes.PaidUntil] = end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
                };
                return changes.Update(row, options, key.For("pause"), ct);
            },
            http.RequestAborted
        );
        return answer.ToHttp(http, TypedResults.Ok);
    }

    private static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> Unpause(RequestKey key, SubscriptionChanges changes, HttpContext http)
    {
        var answer = await changes.Do(
            key,
            (row, current, ct) =>
                current.PauseCollection is null && !SubscriptionReading.IsUncollected(current)
                    ? SubscriptionChanges.Unchanged(current)
                    : changes.EndPause(row, current, key.For("unpause"), ct),
            http.RequestAborted
        );
        return answer.ToHttp(http, TypedResults.Ok);
    }
}
