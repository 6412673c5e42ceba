using Microsoft.EntityFrameworkCore;
using Stripe;

namespace Ami.Modules.Payments;

/// <summary>Events about refunds and the charges that they are of: what was paid back gets a credit note.</summary>
internal sealed class RefundEvents(
    UnitOfWork unitOfWork,
    PaymentsDb db,
    Provider provider,
    IssueDocuments documents,
    Purchases purchases,
    Deposits deposits,
    Customers customers,
    TimeProvider time
) : IEventApplier
{
    /// <summary>So long a refund waits for the invoice of its payment; one of a payment without an invoice is kept then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private static readonly string[] Charges = ["charge.refunded", "charge.refund.updated"];

    public bool Knows(string type) => type.StartsWith("refund.", StringComparison.Ordinal) || Charges.Contains(type);

    public async Task<Result> Apply(StripeEventRow told, Func<Guid?, CancellationToken, Task> done, CancellationToken cancellationToken)
    {
        if (!(await Refunds(told, cancellationToken)).Try(out var refunds, out var refused))
        {
            return refused;
        }

        return await unitOfWork.Run(
            async ct =>
            {
                Guid? buyer = null;
                foreach (var refund in refunds)
                {
                    if (!(await deposits.PaidBack(refund, ct)).Try(out var deposit, out var wrongDeposit))
                    {
                        return wrongDeposit;
                    }

                    buyer = deposit?.UserId ?? buyer;
                    if (deposit is not null || refund.Status != "succeeded")
                    {
                        continue;
                    }

                    await Stay(refund.PaymentIntentId, ct);
                    var invoice = await db
                        .Invoices.AsNoTracking()
                        .SingleOrDefaultAsync(i => i.PaymentId == refund.PaymentIntentId && i.Kind == InvoiceKind.Invoice, ct);
                    if (invoice is null)
                    {
                        if (time.GetUtcNow() - told.ReceivedAt < Patience)
                        {
                            return PaymentsErrors.InvoiceMissing;
                        }

                        continue;
                    }

                    buyer = invoice.UserId;
                    if (await documents.Credit(invoice, refund, ct) is { IsOk: false } wrong)
                    {
                        return wrong;
                    }

                    await purchases.Review(refund.PaymentIntentId, ct);
                }

                await done(buyer, ct);
                return Result.Ok;
            },
            cancellationToken
        );
    }

    /// <summary>Whoever paid does not leave before the note is written.</summary>
    private async Task Stay(string? paymentId, CancellationToken cancellationToken)
    {
        var payer = await db.Invoices.Where(i => i.PaymentId == paymentId).Select(i => i.UserId).FirstOrDefaultAsync(cancellationToken);
        if (payer is { } user)
        {
            await customers.Stay(user, cancellationToken);
        }
    }

    private async Task<Result<IReadOnlyList<Refund>>> Refunds(StripeEventRow told, CancellationToken cancellationToken)
    {
        if (told.ObjectId.StartsWith("re_", StringComparison.Ordinal) || told.ObjectId.StartsWith("pyr_", StringComparison.Ordinal))
        {
            var one = await provider.AskFor(
                api => api.Refunds.GetAsync(told.ObjectId, cancellationToken: cancellationToken),
                refund => IsWhole(refund) && refund.Id == told.ObjectId,
                cancellationToken
            );
            return one.Map(refund => (IReadOnlyList<Refund>)[refund]);
        }

        var listed = await provider.AskFor(
            api => api.Refunds.ListAsync(new RefundListOptions { Charge = told.ObjectId, Limit = 100 }, cancellationToken: cancellationToken),
            list => list.Data?.TrueForAll(IsWhole) == true,
            cancellationToken
        );
        return listed.Map(list => (IReadOnlyList<Refund>)list.Data);
    }

    private static bool IsWhole(Refund refund) => refund is { Id.Length: > 0, Status.Length: > 0, Currency.Length: > 0 };
}
