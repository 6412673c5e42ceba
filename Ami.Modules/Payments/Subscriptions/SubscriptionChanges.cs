using Ami.Modules.Payments.Contracts;
using Stripe;
using Plan = Ami.Modules.Identity.Contracts.Plan;

namespace Ami.Modules.Payments;

/// <summary>What is to become of a subscription.</summary>
/// <param name="Price">The provider's price of the new plan.</param>
/// <param name="IsLater">Whether the larger plan stays until the period ends.</param>
internal sealed record PlannedChange(string Price, bool IsLater);

/// <summary>
/// Changes subscriptions at the provider, and applies what came of it at once. Each change may be asked for again: what is as it was asked to be is left as it is.
/// </summary>
internal sealed class SubscriptionChanges(
    RequestOnce once,
    Provider provider,
    PriceCatalogue catalogue,
    Subscriptions subscriptions,
    ApplySubscription apply,
    PaymentsDb db,
    PaymentsOptions options,
    TimeProvider time
)
{
    /// <param name="key">The request.</param>
    /// <param name="change">Given our row and the provider's subscription, changes it there, or gives it back as it is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Answer<SubscriptionView>> Do(
        RequestKey key,
        Func<SubscriptionRow, Subscription, CancellationToken, Task<Result<Subscription>>> change,
        CancellationToken cancellationToken
    ) =>
        once.Run<Guid, SubscriptionView>(
            key,
            async ct =>
            {
                if (!(await Now(key.UserId, ct)).Try(out var now, out var refused))
                {
                    return refused;
                }

                var (row, current) = now;
                if (!(await change(row, current, ct)).Try(out _, out refused))
                {
                    return refused;
                }

                // Where this cannot be fetched now, the provider's event brings it.
                await apply.Fetch(row.StripeId, ct);
                return row.Id;
            },
            async (id, ct) =>
                SubscriptionView.Of(await db.Subscriptions.FindAsync([id], ct) ?? throw new InvalidOperationException("A row of this request is gone.")),
            cancellationToken
        );

    /// <summary>
    /// The person's open subscription as the provider has it now, ours brought up to it: what was told last may be of before a renewal, and who decides by that
    /// takes for paid what is not.
    /// </summary>
    public async Task<Result<(SubscriptionRow Row, Subscription Current)>> Now(Guid userId, CancellationToken cancellationToken)
    {
        if (
            !(await subscriptions.Open(userId, cancellationToken)).Try(out var row, out var refused)
            || !(await Current(row, cancellationToken)).Try(out var current, out refused)
        )
        {
            return refused;
        }

        if (row.Take(current, long.MaxValue))
        {
            row.Settle(time.GetUtcNow(), options.Grace);
        }

        return (row, current);
    }

    /// <summary>The subscription at the provider now.</summary>
    public Task<Result<Subscription>> Current(SubscriptionRow row, CancellationToken cancellationToken) =>
        SubscriptionReading.Fetch(provider, row.StripeId, cancellationToken);

    /// <summary>Nothing is to be done.</summary>
    public static Task<Result<Subscription>> Unchanged(Subscription current) => Task.FromResult<Result<Subscription>>(current);

    /// <summary>Writes to the provider's subscription.</summary>
    public Task<Result<Subscription>> Update(SubscriptionRow row, SubscriptionUpdateOptions options, string key, CancellationToken cancellationToken) =>
        provider.Ask(api => api.Subscriptions.UpdateAsync(row.StripeId, options, Provider.Once(key), cancellationToken), cancellationToken);

    /// <summary>
    /// Ends a pause. Where what was paid is used up, a period begins now and is paid as any renewal is: once, whoever ends the pause, its person or its time.
    /// </summary>
    public Task<Result<Subscription>> EndPause(SubscriptionRow row, Subscription current, string key, CancellationToken cancellationToken)
    {
        var options = new SubscriptionUpdateOptions { Metadata = new() { [SubscriptionNotes.PaidUntil] = "" } };
        options.AddExtraParam("pause_collection", "");
        if (!SubscriptionReading.IsUncollected(current))
        {
            return Update(row, options, key, cancellationToken);
        }

        options.BillingCycleAnchor = new SubscriptionBillingCycleAnchorOptions { Type = "now" };
        options.ProrationBehavior = "none";
        options.PaymentBehavior = "allow_incomplete";
        var period = SubscriptionReading.Utc(current.Items.Data[0].CurrentPeriodStart).ToUnixTimeSeconds();
        return Update(row, options, ComputedId.Of(FormattableString.Invariant($"end-pause/{row.StripeId}/{period}")).ToString("N"), cancellationToken);
    }

    /// <summary>
    /// How a plan would be changed. A larger plan, or another interval, counts and is paid at once; a smaller plan is paid from the next period on, and until then
    /// the larger one stays.
    /// </summary>
    /// <returns>The change; null when the subscription is so already; or why it is not possible.</returns>
    public async Task<Result<PlannedChange?>> Planned(SubscriptionRow row, Plan plan, BillingInterval interval, CancellationToken cancellationToken)
    {
        if (!Currency.Parse(row.Currency).Try(out var currency, out _) || PlanTable.Of(plan).PriceIn(currency, interval) is null)
        {
            return PaymentsErrors.PlanNotSold;
        }

        if (row.Standing is not (Standing.Active or Standing.Trial) || row.CancelAt is not null)
        {
            return PaymentsErrors.ChangeNotPossible;
        }

        if (plan == row.Plan && interval == row.Interval)
        {
            return (PlannedChange?)null;
        }

        var now = row.Granted > row.Plan ? row.Granted : row.Plan;
        if (now > row.Plan && interval != row.Interval)
        {
            // The provider would give back what the smaller plan costs of a period of the larger one.
            return PaymentsErrors.ChangeNotPossible;
        }

        return (await catalogue.Find(plan, interval, cancellationToken)).Map(price =>
            (PlannedChange?)new PlannedChange(price, interval == row.Interval && plan <= now && row.Standing == Standing.Active)
        );
    }
}
