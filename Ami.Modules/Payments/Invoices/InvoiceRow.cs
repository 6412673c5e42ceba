using System.Globalization;
using System.Text.Json;

namespace Ami.Modules.Payments;

/// <summary>What a document is.</summary>
internal enum InvoiceKind
{
    /// <summary>Of what was sold and paid.</summary>
    Invoice,

    /// <summary>Of what was paid back.</summary>
    CreditNote,

    /// <summary>Of what a credit note gave back and was not given after all.</summary>
    DebitNote,
}

/// <summary>A document as it was issued. Nothing of it changes any more.</summary>
internal sealed class InvoiceRow
{
    public required Guid Id { get; init; }

    /// <summary>The provider's invoice or page, or its refund; for a debit note its refund and <c>/failed</c>.</summary>
    public required string StripeId { get; init; }
    public required InvoiceKind Kind { get; init; }
    public required string Series { get; init; }
    public required long Sequence { get; init; }

    /// <summary>The invoice that a credit note is for.</summary>
    public Guid? CreditsId { get; init; }

    /// <summary>The credit note that a debit note is against.</summary>
    public Guid? CountersId { get; init; }

    /// <summary>Whose; null once they left.</summary>
    public Guid? UserId { get; init; }
    public required Language Language { get; init; }
    public required string SellerName { get; init; }
    public required string SellerPlace { get; init; }
    public required string SellerTaxId { get; init; }
    public required string BuyerName { get; init; }
    public required string BuyerPlace { get; init; }

    /// <summary>Two letters (ISO 3166), or nothing.</summary>
    public required string BuyerCountry { get; init; }
    public required string BuyerTaxId { get; init; }
    public required string Currency { get; init; }
    public required decimal Net { get; init; }
    public required decimal Tax { get; init; }
    public required decimal Total { get; init; }

    /// <summary>JSON of <see cref="InvoiceLine"/>s.</summary>
    public required string Lines { get; init; }

    /// <summary>The provider's payment that paid it.</summary>
    public string? PaymentId { get; init; }

    /// <summary>The provider's subscription that it pays; null where it pays none.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Until when it pays it.</summary>
    public DateTimeOffset? CoversUntil { get; init; }

    /// <summary>Whether no money moved: the provider was in its test mode.</summary>
    public required bool IsSimulated { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The document that follows from this one: a credit note from an invoice, a debit note from a credit note. Parties and language stay.</summary>
    public InvoiceRow Followed(
        Guid id,
        string stripeId,
        InvoiceKind kind,
        string series,
        long sequence,
        decimal total,
        decimal tax,
        string line,
        TimeProvider time
    ) =>
        new()
        {
            Id = id,
            StripeId = stripeId,
            Kind = kind,
            Series = series,
            Sequence = sequence,
            CreditsId = kind == InvoiceKind.CreditNote ? Id : null,
            CountersId = kind == InvoiceKind.DebitNote ? Id : null,
            UserId = UserId,
            Language = Language,
            SellerName = SellerName,
            SellerPlace = SellerPlace,
            SellerTaxId = SellerTaxId,
            BuyerName = BuyerName,
            BuyerPlace = BuyerPlace,
            BuyerCountry = BuyerCountry,
            BuyerTaxId = BuyerTaxId,
            Currency = Currency,
            Net = total - tax,
            Tax = tax,
            Total = total,
            Lines = JsonSerializer.Serialize<InvoiceLine[]>([new(line, total - tax)]),
            PaymentId = PaymentId,
            IsSimulated = IsSimulated,
            IssuedAt = time.GetUtcNow(),
        };

    /// <summary>As people write it, such as <c>A-000042</c>.</summary>
    public string Number => NumberOf(Series, Sequence);

    public static string NumberOf(string series, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{series}-{sequence:000000}");
}

/// <summary>A line of a document.</summary>
/// <param name="Text">What for.</param>
/// <param name="Amount">Without taxes; below zero for what is given back.</param>
/// <param name="From">The first moment that it is for; null where it is for no time.</param>
/// <param name="To">The last one.</param>
internal sealed record InvoiceLine(string Text, decimal Amount, DateTimeOffset? From = null, DateTimeOffset? To = null);
