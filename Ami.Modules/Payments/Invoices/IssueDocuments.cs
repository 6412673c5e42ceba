using System.Text.Json;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>
/// Issues invoices, credit notes and debit notes: once for each invoice, refund, or failure of a refund, with the next number of their series, together with
/// their postings. All inside the caller's transaction.
/// </summary>
internal sealed class IssueDocuments(
    UnitOfWork unitOfWork,
    PaymentsDb db,
    PaymentBooks books,
    CardUses cards,
    InvoiceMessages messages,
    PaymentsOptions options,
    TimeProvider time
)
{
    private const string Invoices = "A";
    private const string CreditNotes = "C";
    private const string DebitNotes = "D";

    /// <summary>The language of what is issued to nobody any more.</summary>
    public const Language WithoutBuyer = Language.Es;

    /// <summary>Issues the invoice of what was paid, unless it was.</summary>
    /// <param name="buyer">Who paid; null for somebody who left before it could be issued: then it names nobody, and their country alone stays, which taxes go by.</param>
    /// <param name="sale">What was paid.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result> Issue(Person? buyer, PaidSale sale, CancellationToken cancellationToken)
    {
        var id = ComputedId.Of($"invoice/{sale.StripeId}");
        await unitOfWork.Hold($"payments-document:{id}", cancellationToken);
        if (sale.Payment is { Fee: { } fee } payment && await books.Kept(payment.Id, fee, payment.FeeCurrency, cancellationToken) is { IsOk: false } refused)
        {
            return refused;
        }

        var cardIsNew = buyer is not null && await cards.Keep(sale.Payment, buyer.Id, cancellationToken);
        if (await db.Invoices.AnyAsync(i => i.Id == id, cancellationToken))
        {
            if (cardIsNew)
            {
                unitOfWork.Publish(new SaleChanged(id, buyer?.Id));
            }

            return Result.Ok;
        }

        var row = new InvoiceRow
        {
            Id = id,
            StripeId = sale.StripeId,
            Kind = InvoiceKind.Invoice,
            Series = Invoices,
            Sequence = await Next(Invoices, cancellationToken),
            UserId = buyer?.Id,
            Language = buyer?.Language ?? WithoutBuyer,
            SellerName = options.Seller.Name,
            SellerPlace = options.Seller.Address,
            SellerTaxId = options.Seller.TaxId,
            BuyerName =
                buyer is null ? ""
                : sale.BuyerName.Length > 0 ? sale.BuyerName
                : buyer.DisplayName,
            BuyerPlace = buyer is null ? "" : sale.BuyerPlace,
            BuyerCountry = sale.BuyerCountry,
            BuyerTaxId = buyer is null ? "" : sale.BuyerTaxId,
            Currency = sale.Currency,
            Net = sale.Total - sale.Tax,
            Tax = sale.Tax,
            Total = sale.Total,
            Lines = JsonSerializer.Serialize(sale.Lines),
            PaymentId = sale.Payment?.Id,
            SubscriptionId = sale.SubscriptionId,
            CoversUntil = sale.SubscriptionId is null ? null : sale.Lines.Max(line => line.To),
            IsSimulated = sale.IsSimulated,
            IssuedAt = time.GetUtcNow(),
        };
        return await Write(row, row.Id, books.Sold, cancellationToken);
    }

    /// <summary>Issues the credit note of a refund, unless it was.</summary>
    public async Task<Result> Credit(InvoiceRow invoice, Stripe.Refund refund, CancellationToken cancellationToken)
    {
        var id = CreditOf(refund);
        await unitOfWork.Hold($"payments-document:{invoice.Id}", cancellationToken);
        if (await db.Invoices.AnyAsync(i => i.Id == id, cancellationToken))
        {
            return Result.Ok;
        }

        // Of the taxes of all that was paid back by now: cents that are rounded away in one part come back in another, so that the parts make the whole.
        var before = await db.Credits(invoice.Id).Select(i => new { i.Total, i.Tax }).ToListAsync(cancellationToken);
        var total = StripeMoney.Major(refund.Amount, refund.Currency);
        var share = StripeMoney.Share(invoice.Tax, before.Sum(note => note.Total) + total, invoice.Total, invoice.Currency);
        // Where a part failed meanwhile, those cents may have gone with it.
        var tax = decimal.Clamp(share - before.Sum(note => note.Tax), 0, total);
        var line = InvoiceWords.In(invoice.Language).Refund;
        var note = invoice.Followed(id, refund.Id, InvoiceKind.CreditNote, CreditNotes, await Next(CreditNotes, cancellationToken), total, tax, line, time);
        return await Write(note, invoice.Id, books.PaidBack, cancellationToken);
    }

    /// <summary>Issues the debit note that counters the credit note of a refund that failed after all; nothing where there is none, or where it was.</summary>
    public async Task<Result> Counter(InvoiceRow invoice, Stripe.Refund refund, CancellationToken cancellationToken)
    {
        var credit = CreditOf(refund);
        await unitOfWork.Hold($"payments-document:{invoice.Id}", cancellationToken);
        if (
            await db.Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.Id == credit, cancellationToken) is not { } note
            || await db.Invoices.AnyAsync(i => i.CountersId == credit, cancellationToken)
        )
        {
            return Result.Ok;
        }

        var (id, stripeId, line) = (ComputedId.Of($"refund-failed/{refund.Id}"), $"{refund.Id}/failed", InvoiceWords.In(invoice.Language).RefundFailed);
        var number = await Next(DebitNotes, cancellationToken);
        var row = note.Followed(id, stripeId, InvoiceKind.DebitNote, DebitNotes, number, note.Total, note.Tax, line, time);
        return await Write(row, invoice.Id, books.CameBack, cancellationToken);
    }

    private async Task<Result> Write(InvoiceRow row, Guid saleId, Func<InvoiceRow, CancellationToken, Task<Result>> book, CancellationToken cancellationToken)
    {
        db.Invoices.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        if (await book(row, cancellationToken) is { IsOk: false } refused)
        {
            return refused;
        }

        unitOfWork.Publish(new SaleChanged(saleId, row.UserId));
        messages.Issued(row);
        return Result.Ok;
    }

    private static Guid CreditOf(Stripe.Refund refund) => ComputedId.Of($"refund/{refund.Id}");

    /// <summary>The next number; whoever wants the one after waits for this transaction, and gets this one if it is rolled back.</summary>
    private async Task<long> Next(string series, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("update payments.invoice_series set last = last + 1 where series = $1 returning last");
        command.With(series);
        return (long)(await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException($"There is no series {series}."));
    }
}
