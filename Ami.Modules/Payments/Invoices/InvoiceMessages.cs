using Ami.Modules.Notifications.Contracts;

namespace Ami.Modules.Payments;

/// <summary>What people are told of documents.</summary>
internal sealed class InvoiceMessages(Messages messages)
{
    private static readonly MessageKind Receipt = Kind(
        "payments.receipt",
        new("Recibos", "Receipts"),
        new("Recibo de {amount} {currency}", "Recibimos tu pago. Tu factura {number} está lista para descargar en tu cuenta.", "Ver la factura"),
        new("Receipt for {amount} {currency}", "We received your payment. Your invoice {number} is ready to download in your account.", "See the invoice")
    );

    private static readonly MessageKind Refunded = Kind(
        "payments.refunded",
        new("Devoluciones", "Refunds"),
        new("Te devolvimos {amount} {currency}", "Llega a tu tarjeta en unos días. La nota de crédito {number} está en tu cuenta.", "Ver la nota"),
        new("We paid {amount} {currency} back", "It reaches your card within some days. The credit note {number} is in your account.", "See the note")
    );

    private static readonly MessageKind RefundFailed = Kind(
        "payments.refund-failed",
        new("Devoluciones rechazadas", "Refunds that failed"),
        new(
            "La devolución de {amount} {currency} no llegó",
            "El banco de tu tarjeta la rechazó, así que tu compra vuelve a contar como pagada. La nota de débito {number} anula la nota de crédito. Escríbenos y te devolvemos el dinero de otra forma.",
            "Ver la nota"
        ),
        new(
            "The refund of {amount} {currency} did not arrive",
            "Your card’s bank refused it, so what you bought counts as paid again. The debit note {number} cancels the credit note. Write to us, and we pay you back in another way.",
            "See the note"
        )
    );

    /// <summary>What the module registers.</summary>
    public static MessageKind[] All { get; } = [Receipt, Refunded, RefundFailed];

    /// <summary>Tells of a document that was just issued.</summary>
    public void Issued(InvoiceRow row)
    {
        if (row.UserId is not { } user)
        {
            return;
        }

        var kind = row.Kind switch
        {
            InvoiceKind.Invoice => Receipt,
            InvoiceKind.CreditNote => Refunded,
            _ => RefundFailed,
        };
        var values = new Dictionary<string, string>
        {
            ["amount"] = row.Total.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
            ["currency"] = row.Currency,
            ["number"] = row.Number,
        };
        messages.Send(kind, user, values, SubscriptionMessages.Page);
    }

    private static MessageKind Kind(string name, Translated title, MessageText spanish, MessageText english) =>
        new(name, title, Channels.InApp | Channels.Email, spanish, english) { IsMandatory = true };
}
