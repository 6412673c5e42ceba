using Ami.Modules.Payments.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>What was sold, from the documents and disputes that there are.</summary>
internal sealed class Sales(PaymentsDb db, CardUses cards) : ISales
{
    private const string Lost = "lost";

    public async Task<Sale?> Find(Guid id, CancellationToken cancellationToken = default)
    {
        if (await db.Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.Kind == InvoiceKind.Invoice, cancellationToken) is not { } invoice)
        {
            return null;
        }

        var paidBack = await db.Credits(id).SumAsync(i => i.Net, cancellationToken);
        var disputes = invoice.PaymentId is { } payment
            ? await db
                .Disputes.Where(d => d.PaymentId == payment && DisputeRow.MoneyIsAway.Contains(d.Status))
                .Select(d => d.Status)
                .ToListAsync(cancellationToken)
            : [];
        var money = new Money(invoice.Net, Currency.Parse(invoice.Currency).Value);
        return new Sale(
            id,
            invoice.UserId,
            invoice.StripeId.StartsWith("cs_", StringComparison.Ordinal) ? SaleKind.Product : SaleKind.Subscription,
            money,
            disputes.Contains(Lost) ? invoice.Net : decimal.Min(paidBack, invoice.Net),
            disputes.Exists(status => status != Lost),
            invoice.IssuedAt
        );
    }

    public async Task<IReadOnlyList<Guid>> PayersWithCardOf(Guid saleId, CancellationToken cancellationToken = default) =>
        await db.Invoices.Where(i => i.Id == saleId).Select(i => i.PaymentId).SingleOrDefaultAsync(cancellationToken) is { } payment
            ? await cards.PayersWithCardOf(payment, cancellationToken)
            : [];
}
