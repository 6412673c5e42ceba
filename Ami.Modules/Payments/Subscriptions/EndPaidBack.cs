using Ami.Modules.Payments.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>
/// Ends a subscription whose period was paid back in full, or was lost in a dispute: what it paid is withdrawn, and nothing more is taken. An older invoice of a
/// subscription that goes on ends nothing. Asks the provider, so it has no transaction of its own; where the provider is away, the outbox tries again.
/// </summary>
internal sealed class EndPaidBack(PaymentsDb db, ISales sales, Provider provider, ApplySubscription apply) : IRepeatableEventHandler<SaleChanged>
{
    public const string Name = "payments.end-paid-back";

    public async Task Handle(SaleChanged @event, EventContext context, CancellationToken cancellationToken)
    {
        if (
            await sales.Find(@event.SaleId, cancellationToken) is { Kind: SaleKind.Subscription } sale
            && sale.PaidBack >= sale.Net.Amount
            && await End(sale, cancellationToken) is { IsOk: false } refused
        )
        {
            throw new EventNotHandledException(refused.Error);
        }
    }

    private async Task<Result> End(Sale sale, CancellationToken cancellationToken)
    {
        var stripeId = await db.Invoices.AsNoTracking().Where(i => i.Id == sale.Id).Select(i => i.StripeId).SingleAsync(cancellationToken);
        if (!(await PaidSale.Fetch(provider, stripeId, cancellationToken)).Try(out var invoice, out var refused))
        {
            return Unless(refused);
        }

        if (invoice.Parent?.SubscriptionDetails?.SubscriptionId is not { } id)
        {
            return Result.Ok;
        }

        if (!(await SubscriptionReading.Fetch(provider, id, cancellationToken)).Try(out var current, out refused))
        {
            return Unless(refused);
        }

        if (current.LatestInvoiceId != stripeId || current.Status is "canceled" or "incomplete_expired")
        {
            return Result.Ok;
        }

        var ended = await provider.Ask(
            api => api.Subscriptions.CancelAsync(id, null, Provider.Once($"paid-back/{stripeId}"), cancellationToken),
            cancellationToken
        );
        if (!ended.Try(out _, out refused))
        {
            return Unless(refused);
        }

        return (await apply.Fetch(id, cancellationToken)).Match(_ => Result.Ok, error => error);
    }

    /// <summary>What the provider has forgotten is over.</summary>
    private static Result Unless(Error refused) => refused == PaymentsErrors.NotAtProvider ? Result.Ok : refused;
}
