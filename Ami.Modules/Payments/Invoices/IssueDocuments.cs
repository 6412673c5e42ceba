using System.Text.Json;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>
/// Issues invoices and credit notes: once for each invoice or refund of the provider, with the next number of their series, together with their postings. All
/// inside the caller's transaction.
/// </summary>
internal sealed class IssueDocuments(UnitOfWork unitOfWork, PaymentsDb db, PaymentBooks books, Messages messages, PaymentsOptions options, TimeProvider time)
{
    private const string Invoices = "A";
    private const string CreditNotes = "C";

    /// <summary>The receipt.</summary>
    public static MessageKind Receipt { get; } =
        new(
            "payments.receipt",
            new("Recibos", "Receipts"),
            Channels.InApp | Channels.Email,
            new("Recibo de {amount} {currency}", "Recibimos tu pago. Tu factura {number} está lista para descargar en tu cuenta.", "Ver la factura"),
            new("Receipt for {amount} {currency}", "We received your payment. Your invoice {number} is ready to download in your account.", "See the invoice")
        )
        {
            IsMandatory = true,
        };

    /// <summary>What is told of money that was paid back.</summary>
    public static MessageKind Refunded { get; } =
        new(
            "payments.refunded",
            new("Devoluciones", "Refunds"),
            Channels.InApp | Channels.Email,
            new("Te devolvimos {amount} {currency}", "Llega a tu tarjeta en unos días. La nota de crédito {number} está en tu cuenta.", "Ver la nota"),
            new("We paid {amount} {currency} back", "It reaches your card within some days. The credit note {number} is in your account.", "See the note")
        )
        {
            IsMandatory = true,
        };

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

        if (await db.Invoices.AnyAsync(i => i.Id == id, cancellationToken))
        {
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
            IsSimulated = sale.IsSimulated,
            IssuedAt = time.GetUtcNow(),
        };
        return await Write(row, Receipt, books.Sold, cancellationToken);
    }

    /// <summary>Issues the credit note of a refund, unless it was.</summary>
    public async Task<Result> Credit(InvoiceRow invoice, Stripe.Refund refund, CancellationToken cancellationToken)
    {
        var id = ComputedId.Of($"refund/{refund.Id}");
        await unitOfWork.Hold($"payments-document:{invoice.Id}", cancellationToken);
        if (await db.Invoices.AnyAsync(i => i.Id == id, cancellationToken))
        {
            return Result.Ok;
        }

        // Of the taxes of all that was paid back by now: cents that are rounded away in one part come back in another, so that the parts make the whole.
        var before = await db.Invoices.Where(i => i.CreditsId == invoice.Id).Select(i => new { i.Total, i.Tax }).ToListAsync(cancellationToken);
        var total = StripeMoney.Major(refund.Amount, refund.Currency);
        var tax = StripeMoney.Share(invoice.Tax, before.Sum(note => note.Total) + total, invoice.Total, invoice.Currency) - before.Sum(note => note.Tax);
        var row = new InvoiceRow
        {
            Id = id,
            StripeId = refund.Id,
            Kind = InvoiceKind.CreditNote,
            Series = CreditNotes,
            Sequence = await Next(CreditNotes, cancellationToken),
            CreditsId = invoice.Id,
            UserId = invoice.UserId,
            Language = invoice.Language,
            SellerName = invoice.SellerName,
            SellerPlace = invoice.SellerPlace,
            SellerTaxId = invoice.SellerTaxId,
            BuyerName = invoice.BuyerName,
            BuyerPlace = invoice.BuyerPlace,
            BuyerCountry = invoice.BuyerCountry,
            BuyerTaxId = invoice.BuyerTaxId,
            Currency = invoice.Currency,
            Net = total - tax,
            Tax = tax,
            Total = total,
            Lines = JsonSerializer.Serialize<InvoiceLine[]>([new(InvoiceWords.In(invoice.Language).Refund, total - tax)]),
            PaymentId = invoice.PaymentId,
            IsSimulated = invoice.IsSimulated,
            IssuedAt = time.GetUtcNow(),
        };
        return await Write(row, Refunded, books.PaidBack, cancellationToken);
    }

    private async Task<Result> Write(
        InvoiceRow row,
        MessageKind kind,
        Func<InvoiceRow, CancellationToken, Task<Result>> book,
        CancellationToken cancellationToken
    )
    {
        db.Invoices.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        if (await book(row, cancellationToken) is { IsOk: false } refused)
        {
            return refused;
        }

        unitOfWork.Publish(new SaleChanged(row.CreditsId ?? row.Id, row.UserId));
        if (row.UserId is { } user)
        {
            var values = new Dictionary<string, string>
            {
                ["amount"] = row.Total.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
                ["currency"] = row.Currency,
                ["number"] = row.Number,
            };
            messages.Send(kind, user, values, SubscriptionMessages.Page);
        }

        return Result.Ok;
    }

    /// <summary>The next number; whoever wants the one after waits for this transaction, and gets this one if it is rolled back.</summary>
    private async Task<long> Next(string series, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("update payments.invoice_series set last = last + 1 where series = $1 returning last");
        command.With(series);
        return (long)(await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException($"There is no series {series}."));
    }
}
