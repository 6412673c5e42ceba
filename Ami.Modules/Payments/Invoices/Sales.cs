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

        var notes = await db.Credits(id).Select(i => new { i.Net, i.Total }).ToListAsync(cancellationToken);
        var disputes = invoice.PaymentId is { } payment
            ? await db
                .Disputes.Where(d => d.PaymentId == payment && DisputeRow.MoneyIsAway.Contains(d.Status))
                .Select(d => new { d.Status, d.Amount })
                .ToListAsync(cancellationToken)
            : [];
        var lost = disputes.Where(d => d.Status == Lost).Sum(d => d.Amount);
        // Of an invoice that is gone in full no cent of the net is left, however its parts were rounded.
        var away =
            lost + notes.Sum(note => note.Total) >= invoice.Total
                ? invoice.Net
                : notes.Sum(note => note.Net) + StripeMoney.Share(invoice.Net, lost, invoice.Total, invoice.Currency);
        var money = new Money(invoice.Net, Currency.Parse(invoice.Currency).Value);
        return new Sale(
            id,
            invoice.UserId,
            invoice.StripeId.StartsWith("cs_", StringComparison.Ordinal) ? SaleKind.Product : SaleKind.Subscription,
            money,
            decimal.Min(away, invoice.Net),
            disputes.Exists(d => d.Status != Lost),
            invoice.IssuedAt
        );
    }

    public async Task<IReadOnlyList<Guid>> PayersWithCardOf(Guid saleId, CancellationToken cancellationToken = default) =>
        await db.Invoices.Where(i => i.Id == saleId).Select(i => i.PaymentId).SingleOrDefaultAsync(cancellationToken) is { } payment
            ? await cards.PayersWithCardOf(payment, cancellationToken)
            : [];
}
