using Microsoft.EntityFrameworkCore;
using Stripe;

namespace Ami.Modules.Payments;

/// <summary>
/// Makes what was paid back count: a deposit is taken back, a sale gets a credit note, and what it bought is looked at again. A refund may fail after it
/// succeeded; then a debit note counters its credit note. Readings may come in any order: what failed once has failed, so one that says otherwise is old.
/// Everything here runs inside a transaction.
/// </summary>
internal sealed class Refunds(
    UnitOfWork unitOfWork,
    PaymentsDb db,
    IssueDocuments documents,
    Purchases purchases,
    ApplySubscription subscriptions,
    Customers customers,
    Deposits deposits,
    TimeProvider time
)
{
    /// <summary>So long a refund waits for the invoice of its payment; one of a payment without an invoice is kept then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>Applies one reading of a refund.</summary>
    /// <param name="refund">As it was fetched.</param>
    /// <param name="toldAt">When somebody first told of it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whose payment it is of, or <c>payments.invoice_missing</c>.</returns>
    public async Task<Result<Guid?>> Apply(Refund refund, DateTimeOffset toldAt, CancellationToken cancellationToken)
    {
        // From here on the payment is held, whatever it paid.
        if (!(await deposits.PaidBack(refund, cancellationToken)).Try(out var deposit, out var wrong))
        {
            return wrong;
        }

        var failed = refund.Status is "failed" or "canceled";
        if (deposit is not null || refund.PaymentIntentId is not { } payment || !(failed || refund.Status == "succeeded"))
        {
            return deposit?.UserId;
        }

        if (failed)
        {
            await KeepFailure(refund, cancellationToken);
        }

        await Stay(payment, cancellationToken);
        var invoice = await db.Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.PaymentId == payment && i.Kind == InvoiceKind.Invoice, cancellationToken);
        if (invoice is null)
        {
            return !failed && time.GetUtcNow() - toldAt < Patience ? PaymentsErrors.InvoiceMissing : (Guid?)null;
        }

        var written =
            failed ? await documents.Counter(invoice, refund, cancellationToken)
            : await IsOld(refund, cancellationToken) ? Result.Ok
            : await documents.Credit(invoice, refund, cancellationToken);
        if (written is { IsOk: false, Error: var refused })
        {
            return refused;
        }

        await purchases.Review(payment, cancellationToken);
        await subscriptions.Review(invoice, cancellationToken);
        return invoice.UserId;
    }

    /// <summary>Whoever paid does not leave before the note is written.</summary>
    private async Task Stay(string paymentId, CancellationToken cancellationToken)
    {
        var payer = await db.Invoices.Where(i => i.PaymentId == paymentId).Select(i => i.UserId).FirstOrDefaultAsync(cancellationToken);
        if (payer is { } user)
        {
            await customers.Stay(user, cancellationToken);
        }
    }

    private Task<bool> IsOld(Refund refund, CancellationToken cancellationToken)
    {
        var id = ComputedId.Of(refund.Id);
        return db.FailedRefunds.AnyAsync(one => one.Id == id, cancellationToken);
    }

    private async Task KeepFailure(Refund refund, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            "insert into payments.failed_refunds (id, stripe_id, failed_at) values ($1, $2, $3) on conflict do nothing"
        );
        command.With(ComputedId.Of(refund.Id)).With(refund.Id).With(time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>A refund that failed.</summary>
internal sealed class FailedRefundRow
{
    public required Guid Id { get; init; }
    public required string StripeId { get; init; }
    public required DateTimeOffset FailedAt { get; init; }
}
