using Ami.Modules.Payments.Contracts;
using Microsoft.EntityFrameworkCore;
using Stripe;

namespace Ami.Modules.Payments;

/// <summary>
/// Events about disputes: while money is away, or lost, what it paid is withdrawn; an inquiry alone takes no money and withdraws nothing. What is won comes back.
/// </summary>
internal sealed class DisputeEvents(
    UnitOfWork unitOfWork,
    PaymentsDb db,
    Provider provider,
    FetchOrder order,
    Purchases purchases,
    ApplySubscription subscriptions,
    Deposits deposits
) : IEventApplier
{
    public bool Knows(string type) => type.StartsWith("charge.dispute.", StringComparison.Ordinal);

    public async Task<Result> Apply(StripeEventRow told, Func<Guid?, CancellationToken, Task> done, CancellationToken cancellationToken)
    {
        var seq = await order.Next(cancellationToken);
        var fetched = await provider.AskFor(
            api => api.Disputes.GetAsync(told.ObjectId, cancellationToken: cancellationToken),
            one => one is { Status.Length: > 0, Currency.Length: > 0 } && one.Id == told.ObjectId,
            cancellationToken
        );
        if (!fetched.Try(out var dispute, out var refused))
        {
            return refused;
        }

        return await unitOfWork.Run(
            async ct =>
            {
                await Keep(dispute, seq, ct);
                if (!(await deposits.Review(dispute.PaymentIntentId, ct)).Try(out var deposit, out var wrong))
                {
                    return wrong;
                }

                await TellOfSale(dispute, ct);
                await done(deposit?.UserId ?? (dispute.PaymentIntentId is { } payment ? await purchases.Review(payment, ct) : null), ct);
                return Result.Ok;
            },
            cancellationToken
        );
    }

    private async Task TellOfSale(Dispute dispute, CancellationToken cancellationToken)
    {
        var sale = await db
            .Invoices.AsNoTracking()
            .SingleOrDefaultAsync(i => i.PaymentId == dispute.PaymentIntentId && i.Kind == InvoiceKind.Invoice, cancellationToken);
        if (sale is not null)
        {
            unitOfWork.Publish(new SaleChanged(sale.Id, sale.UserId));
            await subscriptions.Review(sale, cancellationToken);
        }
    }

    private async Task Keep(Dispute dispute, long seq, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            insert into payments.disputes (id, stripe_id, payment_id, status, reason, currency, amount, fetch_seq, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (id) do update set status = excluded.status, fetch_seq = excluded.fetch_seq where payments.disputes.fetch_seq < excluded.fetch_seq
            """
        );
        command.With(ComputedId.Of(dispute.Id)).With(dispute.Id).With(dispute.PaymentIntentId, NpgsqlTypes.NpgsqlDbType.Text).With(dispute.Status);
        command.With(dispute.Reason ?? "").With(dispute.Currency.ToUpperInvariant()).With(StripeMoney.Major(dispute.Amount, dispute.Currency)).With(seq);
        command.With(SubscriptionReading.Utc(dispute.Created));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
