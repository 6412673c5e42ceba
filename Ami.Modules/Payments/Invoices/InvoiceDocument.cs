using System.Text.Json;
using Ami.Core.Documents;

namespace Ami.Modules.Payments;

/// <summary>An invoice or credit note as a document, in the language and with the data with which it was issued: the same each time it is made.</summary>
internal static class InvoiceDocument
{
    /// <summary>Where the law asks for invoices that its tax office certified.</summary>
    private static readonly string[] CertifiedOnly = ["AR", "MX"];

    /// <param name="invoice">The document.</param>
    /// <param name="before">Number of the invoice that it credits, or of the credit note that it is against; null for an invoice.</param>
    public static Document Of(InvoiceRow invoice, string? before)
    {
        var (words, format) = (InvoiceWords.In(invoice.Language), new LocalFormat(invoice.Language, TimeZoneInfo.Utc));
        string Money(decimal amount) => format.Money(amount, invoice.Currency);
        var lines = JsonSerializer.Deserialize<List<InvoiceLine>>(invoice.Lines) ?? [];
        List<Block> blocks =
        [
            new KeyFigures([new(words.Number, invoice.Number), new(words.Issued, format.Day(invoice.IssuedAt)), new(words.Total, Money(invoice.Total))]),
            .. before is null ? Array.Empty<Block>() : [new Paragraph(invoice.Kind == InvoiceKind.DebitNote ? words.Counters(before) : words.Credits(before))],
            new Heading(words.Seller),
            Party(invoice.SellerName, invoice.SellerPlace, invoice.SellerTaxId, words),
            new Heading(words.Buyer),
            Party(invoice.BuyerName, string.Join('\n', Filled(invoice.BuyerPlace, invoice.BuyerCountry)), invoice.BuyerTaxId, words),
            new Table(
                [new(words.Item, 4), new(words.Period, 3), new(words.Amount, 2, Numeric: true)],
                [
                    .. lines.Select(line => (IReadOnlyList<string>)[line.Text, Period(line, format), Money(line.Amount)]),
                    [words.Net, "", Money(invoice.Net)],
                    [words.Tax, "", Money(invoice.Tax)],
                ]
            )
            {
                Totals = [words.Total, "", Money(invoice.Total)],
            },
        ];
        return new Document($"{Title(invoice.Kind, words)} {invoice.Number}", invoice.Language, TimeZoneInfo.Utc, invoice.IssuedAt)
        {
            Notice = Notice(invoice, words),
            Blocks = blocks,
        };
    }

    private static string Title(InvoiceKind kind, InvoiceWords words) =>
        kind switch
        {
            InvoiceKind.Invoice => words.Invoice,
            InvoiceKind.CreditNote => words.CreditNote,
            _ => words.DebitNote,
        };

    private static string? Notice(InvoiceRow invoice, InvoiceWords words) =>
        string.Join(' ', Filled(invoice.IsSimulated ? words.Simulated : "", CertifiedOnly.Contains(invoice.BuyerCountry) ? words.NotFiscal : ""))
            is { Length: > 0 } text
            ? text
            : null;

    private static Paragraph Party(string name, string place, string taxId, InvoiceWords words) =>
        new(string.Join('\n', Filled(name, place, taxId.Length > 0 ? $"{words.TaxId}: {taxId}" : "")));

    private static string Period(InvoiceLine line, LocalFormat format) =>
        line is { From: { } from, To: { } to } ? $"{format.Day(from)} – {format.Day(to)}" : "";

    private static IEnumerable<string> Filled(params IEnumerable<string> texts) => texts.Where(text => text.Length > 0);
}
