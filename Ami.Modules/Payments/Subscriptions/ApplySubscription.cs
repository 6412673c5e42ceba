using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.EntityFrameworkCore;
using Stripe;
using Plan = Ami.Modules.Identity.Contracts.Plan;

namespace Ami.Modules.Payments;

/// <summary>
/// Makes a subscription at the provider count here: fetched outside of any transaction, applied where nothing newer was, and what its person may do follows in the
/// same transaction.
/// </summary>
internal sealed class ApplySubscription(
    UnitOfWork unitOfWork,
    PaymentsDb db,
    Provider provider,
    Customers customers,
    FetchOrder order,
    IPaidPlans plans,
    SubscriptionMessages messages,
    SubscriptionHistory history,
    PaymentsOptions options,
    TimeProvider time
)
{
    /// <summary>Fetches it and applies what it is now, with <paramref name="alongside"/> in the same transaction.</summary>
    /// <returns>Whose it is; null when nobody's here; or why it could not be fetched.</returns>
    public async Task<Result<Guid?>> Fetch(
        string subscriptionId,
        Func<Guid?, CancellationToken, Task> alongside,
        CancellationToken cancellationToken,
        bool trialEnds = false
    )
    {
        var seq = await order.Next(cancellationToken);
        return (await SubscriptionReading.Fetch(provider, subscriptionId, cancellationToken)).Try(out var read, out var refused)
            ? await Apply(read, seq, alongside, trialEnds, cancellationToken)
            : refused;
    }

    /// <summary>The same with nothing alongside.</summary>
    public Task<Result<Guid?>> Fetch(string subscriptionId, CancellationToken cancellationToken) =>
        Fetch(subscriptionId, (_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>Looks again at subscriptions whose standing changes by the clock: a grace that is over, a plan that was kept.</summary>
    public Task<bool> Review(Guid id, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                var userId = await db.Subscriptions.AsNoTracking().Where(s => s.Id == id).Select(s => (Guid?)s.UserId).SingleOrDefaultAsync(ct);
                if (userId is not { } user)
                {
                    return false;
                }

                await Hold(user, ct);
                if (await db.Subscriptions.SingleOrDefaultAsync(s => s.Id == id && s.ReviewAt <= time.GetUtcNow(), ct) is not { } row)
                {
                    return false;
                }

                await Settle(row, before: row.Standing, ct);
                return true;
            },
            cancellationToken
        );

    /// <summary>Looks again at the subscription that an invoice pays, after a refund or a dispute of it. Inside a transaction.</summary>
    public async Task Review(InvoiceRow invoice, CancellationToken cancellationToken)
    {
        if (invoice is not { SubscriptionId: { } subscription, UserId: { } user })
        {
            return;
        }

        await Hold(user, cancellationToken);
        if (await db.Subscriptions.SingleOrDefaultAsync(s => s.StripeId == subscription, cancellationToken) is { } row)
        {
            await Settle(row, before: row.Standing, cancellationToken);
        }
    }

    /// <summary>Applies what was fetched with a number, unless something with a higher one was.</summary>
    internal Task<Result<Guid?>> Apply(Subscription read, long seq, CancellationToken cancellationToken) =>
        Apply(read, seq, (_, _) => Task.CompletedTask, trialEnds: false, cancellationToken);

    private async Task<Result<Guid?>> Apply(
        Subscription read,
        long seq,
        Func<Guid?, CancellationToken, Task> alongside,
        bool trialEnds,
        CancellationToken cancellationToken
    )
    {
        return await unitOfWork.Run<Result<Guid?>>(
            async ct =>
            {
                var owner = await customers.UserOf(read.CustomerId, ct);
                if (owner is { } user)
                {
                    await Hold(user, ct);
                    await Write(user, read, seq, trialEnds, ct);
                }

                await alongside(owner, ct);
                return owner;
            },
            cancellationToken
        );
    }

    private async Task Write(Guid user, Subscription read, long seq, bool trialEnds, CancellationToken cancellationToken)
    {
        var id = ComputedId.Of(read.Id);
        var known = await db.Subscriptions.SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        var (row, before) = (known ?? Blank(id, user, read), known?.Standing);
        if (!row.Take(read, seq))
        {
            return;
        }

        if (known is null)
        {
            db.Subscriptions.Add(row);
        }

        await Settle(row, before, cancellationToken);
        if (trialEnds && row is { Standing: Standing.Trial, TrialReminded: false })
        {
            row.TrialReminded = true;
            messages.TrialEnds(row);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Works out what it comes to now; its person's plan is the largest of their subscriptions.</summary>
    private async Task Settle(SubscriptionRow row, Standing? before, CancellationToken cancellationToken)
    {
        row.IsPaidBack = await PaidBack(row.StripeId, cancellationToken);
        row.Settle(time.GetUtcNow(), options.Grace);
        await db.SaveChangesAsync(cancellationToken);
        await history.Keep(row, cancellationToken);
        var granted = await db.Subscriptions.AsNoTracking().Where(s => s.UserId == row.UserId).Select(s => s.Granted).ToListAsync(cancellationToken);
        await plans.Set(row.UserId, granted.DefaultIfEmpty(Plan.Free).Max(), cancellationToken);
        if (before != row.Standing)
        {
            messages.Changed(row, before);
        }
    }

    private Task<bool> PaidBack(string subscription, CancellationToken cancellationToken) =>
        db
            .Invoices.Where(i => i.SubscriptionId == subscription && i.CoversUntil > time.GetUtcNow())
            .AnyAsync(
                i =>
                    db.Credits(null).Where(note => note.CreditsId == i.Id).Sum(note => note.Total) >= i.Total
                    || db.Disputes.Any(d => d.PaymentId == i.PaymentId && DisputeRow.MoneyIsAway.Contains(d.Status)),
                cancellationToken
            );

    /// <summary>What concerns one person's subscriptions happens one after the other.</summary>
    private Task Hold(Guid user, CancellationToken cancellationToken) => unitOfWork.Hold($"payments:{user}", cancellationToken);

    private SubscriptionRow Blank(Guid id, Guid user, Subscription read) =>
        new()
        {
            Id = id,
            StripeId = read.Id,
            UserId = user,
            Status = read.Status,
            Plan = Plan.Free,
            Interval = BillingInterval.Month,
            Currency = "",
            Amount = 0,
            PeriodStart = default,
            PeriodEnd = default,
            IsPaused = false,
            Granted = Plan.Free,
            Standing = Standing.Incomplete,
            FetchSeq = 0,
            CreatedAt = SubscriptionReading.Utc(read.Created),
            ChangedAt = time.GetUtcNow(),
        };
}
