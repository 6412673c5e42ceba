using Stripe;
using Stripe.Checkout;

namespace Ami.Modules.Payments;

/// <summary>Something that was paid, as an invoice of ours tells it.</summary>
/// <param name="StripeId">The provider's invoice, or its page where it makes none.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="Total">What was paid, in the major unit.</param>
/// <param name="Tax">Taxes within it.</param>
/// <param name="BuyerName">As the buyer wrote it; empty where they did not.</param>
/// <param name="BuyerPlace">Their address, line by line.</param>
/// <param name="BuyerCountry">Two letters, or nothing.</param>
/// <param name="BuyerTaxId">Their tax number, or nothing.</param>
/// <param name="IsSimulated">Whether no money moved.</param>
/// <param name="Lines">In the language of the document.</param>
/// <param name="Payment">The payment, with what the provider kept; null where a credit paid it.</param>
/// <param name="SubscriptionId">The provider's subscription that it pays; null where it pays none.</param>
internal sealed record PaidSale(
    string StripeId,
    string Currency,
    decimal Total,
    decimal Tax,
    string BuyerName,
    string BuyerPlace,
    string BuyerCountry,
    string BuyerTaxId,
    bool IsSimulated,
    IReadOnlyList<InvoiceLine> Lines,
    KeptPayment? Payment,
    string? SubscriptionId = null
)
{
    private static readonly InvoiceGetOptions Whole = new() { Expand = ["payments"] };

    /// <summary>Fetches an invoice as it is now.</summary>
    public static Task<Result<Invoice>> Fetch(Provider provider, string id, CancellationToken cancellationToken) =>
        provider.AskFor(
            api => api.Invoices.GetAsync(id, Whole, cancellationToken: cancellationToken),
            invoice => invoice is { Status.Length: > 0, Currency.Length: > 0, Lines.Data: not null } && invoice.Id == id,
            cancellationToken
        );

    /// <summary>Whether there is something to issue: it was paid with money.</summary>
    public static bool IsPaid(Invoice invoice) => invoice is { Status: "paid", AmountPaid: > 0 };

    /// <summary>What an invoice that is paid tells, with what belongs to it.</summary>
    public static async Task<Result<PaidSale>> Of(
        Provider provider,
        PriceCatalogue catalogue,
        Invoice invoice,
        Language language,
        CancellationToken cancellationToken
    )
    {
        var payment = await KeptPayment.Fetch(provider, invoice.Payments?.Data?.Find(one => one.Status == "paid")?.Payment?.PaymentIntentId, cancellationToken);
        if (!payment.Try(out var kept, out var refused))
        {
            return refused;
        }

        var total = StripeMoney.Major(invoice.AmountPaid, invoice.Currency);
        return new PaidSale(
            invoice.Id,
            invoice.Currency.ToUpperInvariant(),
            total,
            TaxOf(invoice, total),
            invoice.CustomerName ?? "",
            Place(invoice.CustomerAddress),
            invoice.CustomerAddress?.Country ?? "",
            invoice.CustomerTaxIds is [var first, ..] ? first.Value ?? "" : "",
            !invoice.Livemode,
            await LinesOf(catalogue, invoice, language, cancellationToken),
            kept,
            invoice.Parent?.SubscriptionDetails?.SubscriptionId
        );
    }

    /// <summary>What a page tells on which something was paid once.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="session">The page; paid.</param>
    /// <param name="name">What was bought.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Result<PaidSale>> Of(Provider provider, Session session, string name, CancellationToken cancellationToken)
    {
        if (!(await KeptPayment.Fetch(provider, session.PaymentIntentId, cancellationToken)).Try(out var kept, out var refused))
        {
            return refused;
        }

        var total = StripeMoney.Major(session.AmountTotal ?? 0, session.Currency);
        var tax = StripeMoney.Major(session.TotalDetails?.AmountTax ?? 0, session.Currency);
        return new PaidSale(
            session.Id,
            session.Currency.ToUpperInvariant(),
            total,
            tax,
            session.CustomerDetails?.Name ?? "",
            Place(session.CustomerDetails?.Address),
            session.CustomerDetails?.Address?.Country ?? "",
            session.CustomerDetails?.TaxIds is [var first, ..] ? first.Value ?? "" : "",
            !session.Livemode,
            [new(name, total - tax)],
            kept
        );
    }

    private static async Task<IReadOnlyList<InvoiceLine>> LinesOf(
        PriceCatalogue catalogue,
        Invoice invoice,
        Language language,
        CancellationToken cancellationToken
    )
    {
        var lines = new List<InvoiceLine>();
        foreach (var line in invoice.Lines.Data)
        {
            var sold = line.Pricing?.PriceDetails?.PriceId is { } price ? await catalogue.PlanOf(price, cancellationToken) : null;
            var part = line.Parent?.SubscriptionItemDetails?.Proration ?? line.Parent?.InvoiceItemDetails?.Proration ?? false;
            var text = sold is var (plan, interval) ? InvoiceWords.In(language).PlanLine(plan, interval, part) : line.Description ?? "";
            lines.Add(
                new(
                    text,
                    StripeMoney.Major(line.Amount, invoice.Currency),
                    line.Period is { } begun ? SubscriptionReading.Utc(begun.Start) : null,
                    line.Period is { } ended ? SubscriptionReading.Utc(ended.End) : null
                )
            );
        }

        return lines;
    }

    /// <summary>Taxes within what was paid: a credit that paid a part paid its part of the taxes.</summary>
    private static decimal TaxOf(Invoice invoice, decimal paid)
    {
        var tax = StripeMoney.Major(invoice.TotalTaxes?.Sum(one => one.Amount) ?? 0, invoice.Currency);
        var total = StripeMoney.Major(invoice.Total, invoice.Currency);
        return total == 0 || paid >= total ? decimal.Min(tax, paid) : StripeMoney.Share(tax, paid, total, invoice.Currency);
    }

    private static string Place(Address? address) =>
        address is null
            ? ""
            : string.Join(
                '\n',
                new[] { address.Line1, address.Line2, $"{address.PostalCode} {address.City}".Trim(), address.State }.Where(part => !string.IsNullOrEmpty(part))
            );
}

/// <summary>A payment, and what the provider kept of it.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="Fee">In the major unit; null while it is not known.</param>
/// <param name="FeeCurrency">Of the fee.</param>
/// <param name="Fingerprint">What the provider tells the card or account by that paid; null where it says nothing.</param>
/// <param name="IsPaidBack">Whether some of it was paid back by now.</param>
internal sealed record KeptPayment(string Id, decimal? Fee, string FeeCurrency, string? Fingerprint = null, bool IsPaidBack = false)
{
    private static readonly PaymentIntentGetOptions WithFee = new() { Expand = ["latest_charge.balance_transaction"] };

    /// <summary>Fetches it; nothing where there was none.</summary>
    public static async Task<Result<KeptPayment?>> Fetch(Provider provider, string? id, CancellationToken cancellationToken)
    {
        if (id is null)
        {
            return (KeptPayment?)null;
        }

        var fetched = await provider.Ask(api => api.PaymentIntents.GetAsync(id, WithFee, cancellationToken: cancellationToken), cancellationToken);
        return fetched.Map(payment =>
        {
            var kept = payment.LatestCharge?.BalanceTransaction;
            var by = payment.LatestCharge?.PaymentMethodDetails;
            return (KeptPayment?)
                new KeptPayment(
                    id,
                    kept is null ? null : StripeMoney.Major(kept.Fee, kept.Currency),
                    kept?.Currency ?? "",
                    by?.Card?.Fingerprint ?? by?.SepaDebit?.Fingerprint,
                    payment.LatestCharge?.AmountRefunded > 0
                );
        });
    }
}
