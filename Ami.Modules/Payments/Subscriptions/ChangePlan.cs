using System.Globalization;
using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Stripe;
using Plan = Ami.Modules.Identity.Contracts.Plan;

namespace Ami.Modules.Payments;

/// <summary>Moves a subscription to another plan or interval. The amounts of a preview are those of the change, when both name the same moment.</summary>
internal sealed class ChangePlan(SubscriptionChanges changes, Provider provider, TimeProvider time)
{
    /// <summary>How old the preview may be that somebody agreed to.</summary>
    private static readonly TimeSpan PreviewAge = TimeSpan.FromHours(1);

    /// <param name="Plan">The plan to have.</param>
    /// <param name="Interval">How often to pay.</param>
    /// <param name="At">The moment of the preview that was agreed to; null is now.</param>
    internal sealed record PlanChangeRequest(Plan Plan, BillingInterval Interval, DateTimeOffset? At = null);

    /// <param name="At">The moment for which it was worked out; the change takes it.</param>
    /// <param name="IsLater">Whether the change comes at the end of the period and costs nothing now.</param>
    /// <param name="Due">What is paid now; below zero where money is kept for the next payments.</param>
    /// <param name="Currency">Of all amounts.</param>
    /// <param name="Lines">What it is made of.</param>
    internal sealed record ChangePreview(DateTimeOffset At, bool IsLater, decimal Due, string Currency, IReadOnlyList<ChangeLine> Lines);

    /// <param name="Text">As the provider names it.</param>
    /// <param name="Amount">Below zero for what is given back.</param>
    internal sealed record ChangeLine(string Text, decimal Amount);

    public static void Map(IEndpointRouteBuilder payments)
    {
        payments.MapPost("/change/preview", Preview).WithName("PreviewPlanChange").WithSummary("What moving to another plan would cost now.");
        payments
            .MapPost("/change", Change)
            .RequireIdempotencyKey()
            .RefuseImpersonation()
            .WithName("ChangePlan")
            .WithSummary("Moves the subscription to another plan: a larger one at once, a smaller one at the end of the period.");
    }

    private static async Task<Results<Ok<SubscriptionView>, ProblemHttpResult>> Change(
        PlanChangeRequest request,
        RequestKey key,
        ChangePlan plans,
        HttpContext http
    ) => (await plans.Move(request, key, http.RequestAborted)).ToHttp(http, TypedResults.Ok);

    private static async Task<Results<Ok<ChangePreview>, ProblemHttpResult>> Preview(
        PlanChangeRequest request,
        ClaimsPrincipal user,
        ChangePlan plans,
        CancellationToken cancellationToken
    ) => (await plans.WorkOut(request, user.UserId(), cancellationToken)).ToHttp(TypedResults.Ok);

    private Task<Answer<SubscriptionView>> Move(PlanChangeRequest request, RequestKey key, CancellationToken cancellationToken) =>
        changes.Do(key, (row, current, ct) => Move(request, key, row, current, ct), cancellationToken);

    private async Task<Result<Subscription>> Move(
        PlanChangeRequest request,
        RequestKey key,
        SubscriptionRow row,
        Subscription current,
        CancellationToken cancellationToken
    )
    {
        if (!(await changes.Planned(row, request.Plan, request.Interval, cancellationToken)).Try(out var planned, out var refused))
        {
            return refused;
        }

        if (planned is null)
        {
            return current;
        }

        var item = current.Items.Data[0];
        var kept = row.Granted > row.Plan ? row.Granted : row.Plan;
        var options = new SubscriptionUpdateOptions
        {
            Items = [new SubscriptionItemOptions { Id = item.Id, Price = planned.Price }],
            ProrationBehavior = planned.IsLater ? "none" : "always_invoice",
            // Without the money nothing changes.
            PaymentBehavior = planned.IsLater ? "allow_incomplete" : "error_if_incomplete",
            ProrationDate = planned.IsLater ? null : Moment(request.At, item).UtcDateTime,
            Metadata = new()
            {
                [SubscriptionNotes.KeptPlan] = planned.IsLater && request.Plan < kept ? StripeMoney.Name(kept) : "",
                [SubscriptionNotes.KeptUntil] = planned.IsLater && request.Plan < kept ? Seconds(item.CurrentPeriodEnd) : "",
            },
        };
        return await changes.Update(row, options, key.For("change"), cancellationToken);
    }

    private async Task<Result<ChangePreview>> WorkOut(PlanChangeRequest request, Guid userId, CancellationToken cancellationToken)
    {
        if (!(await changes.Now(userId, cancellationToken)).Try(out var now, out var refused))
        {
            return refused;
        }

        var (row, current) = now;
        if (!(await changes.Planned(row, request.Plan, request.Interval, cancellationToken)).Try(out var planned, out refused))
        {
            return refused;
        }

        var item = current.Items.Data[0];
        var at = Moment(request.At, item);
        // A trial goes on whatever the plan: what the provider would preview is its first payment, at the trial's end.
        if (planned is null or { IsLater: true } || current.Status == "trialing")
        {
            return new ChangePreview(at, planned is { IsLater: true }, 0, row.Currency, []);
        }

        var options = new InvoiceCreatePreviewOptions
        {
            Customer = current.CustomerId,
            Subscription = row.StripeId,
            SubscriptionDetails = new InvoiceSubscriptionDetailsOptions
            {
                Items = [new InvoiceSubscriptionDetailsItemOptions { Id = item.Id, Price = planned.Price }],
                ProrationBehavior = "always_invoice",
                ProrationDate = at.UtcDateTime,
            },
        };
        var previewed = await provider.AskFor(
            api => api.Invoices.CreatePreviewAsync(options, cancellationToken: cancellationToken),
            invoice => invoice.Lines?.Data is not null,
            cancellationToken
        );
        return previewed.Map(invoice => new ChangePreview(
            at,
            IsLater: false,
            StripeMoney.Major(invoice.AmountDue > 0 ? invoice.AmountDue : invoice.Total, invoice.Currency),
            row.Currency,
            [.. invoice.Lines.Data.Select(line => new ChangeLine(line.Description ?? "", StripeMoney.Major(line.Amount, invoice.Currency)))]
        ));
    }

    /// <summary>A moment of the last hour within the period, in whole seconds as the provider has them.</summary>
    private DateTimeOffset Moment(DateTimeOffset? wanted, SubscriptionItem item)
    {
        var now = time.GetUtcNow();
        var (start, end) = (SubscriptionReading.Utc(item.CurrentPeriodStart), SubscriptionReading.Utc(item.CurrentPeriodEnd));
        var at = wanted is { } given && given <= now && now - given < PreviewAge ? given : now;
        var within =
            at < start ? start
            : at > end ? end
            : at;
        return DateTimeOffset.FromUnixTimeSeconds(within.ToUnixTimeSeconds());
    }

    private static string Seconds(DateTime moment) => SubscriptionReading.Utc(moment).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
