using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>Finds subscriptions.</summary>
internal sealed class Subscriptions(PaymentsDb db)
{
    /// <summary>The person's subscription: the open one that gives most, or the last one.</summary>
    public async Task<SubscriptionRow?> Of(Guid userId, CancellationToken cancellationToken) =>
        (await db.Subscriptions.AsNoTracking().Where(s => s.UserId == userId).OrderByDescending(s => s.CreatedAt).Take(20).ToListAsync(cancellationToken))
            .OrderByDescending(s => s.IsOpen)
            .ThenByDescending(s => s.Plan)
            .ThenByDescending(s => s.CreatedAt)
            .FirstOrDefault();

    /// <summary>The person's open subscription, or <c>payments.not_subscribed</c>.</summary>
    public async Task<Result<SubscriptionRow>> Open(Guid userId, CancellationToken cancellationToken) =>
        await Of(userId, cancellationToken) is { IsOpen: true } row ? row : PaymentsErrors.NotSubscribed;
}
