using Stripe;

namespace Ami.Modules.Payments;

/// <summary>What a balance transaction of the provider is about.</summary>
internal enum EntryKind
{
    Charge,
    Refund,
    Dispute,
    Payout,

    /// <summary>What the provider took for itself apart from payments.</summary>
    Fee,
    Other,
}

/// <summary>A line of the provider's books: its balance transaction, with what it is of.</summary>
/// <param name="Id">The balance transaction.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Type">In the provider's words.</param>
/// <param name="SourceId">The charge, refund, dispute or payout.</param>
/// <param name="PaymentId">The payment that it belongs to.</param>
/// <param name="Status">How the refund or payout stands.</param>
/// <param name="Amount">In the major unit; below zero for what left.</param>
/// <param name="Fee">What the provider kept of it.</param>
/// <param name="Currency">Of both, upper case.</param>
/// <param name="Stated">What the charge, refund or dispute itself says, in <paramref name="StatedCurrency"/>; without a sign.</param>
/// <param name="StatedCurrency">In which the buyer paid.</param>
/// <param name="At">When.</param>
internal sealed record ProviderEntry(
    string Id,
    EntryKind Kind,
    string Type,
    string SourceId,
    string? PaymentId,
    string? Status,
    decimal Amount,
    decimal Fee,
    string Currency,
    decimal Stated,
    string StatedCurrency,
    DateTimeOffset At
)
{
    /// <summary>What a case about it is named by.</summary>
    public string ObjectId =>
        Kind switch
        {
            EntryKind.Charge => PaymentId ?? SourceId,
            // A dispute has two transactions: what was taken, and what came back.
            EntryKind.Dispute or EntryKind.Fee or EntryKind.Other => Id,
            // What came back of a payout is no answer to what is asked about the payout.
            EntryKind.Payout when !IsPayout => Id,
            _ => SourceId,
        };

    /// <summary>Whether it is a payout itself and not what came back of one.</summary>
    public bool IsPayout => Type == "payout";

    public decimal Net => Amount - Fee;

    public static ProviderEntry Of(BalanceTransaction read)
    {
        var kind = KindOf(read);
        var (payment, status, stated, currency) = read.Source switch
        {
            Charge charge => (charge.PaymentIntentId, charge.Status, charge.Amount, charge.Currency),
            Refund refund => (refund.PaymentIntentId, refund.Status, refund.Amount, refund.Currency),
            Dispute dispute => (dispute.PaymentIntentId, dispute.Status, dispute.Amount, dispute.Currency),
            _ => (null, null, Math.Abs(read.Amount), read.Currency),
        };
        return new ProviderEntry(
            read.Id,
            kind,
            read.Type,
            read.SourceId ?? read.Id,
            payment,
            status,
            StripeMoney.Major(read.Amount, read.Currency),
            StripeMoney.Major(read.Fee, read.Currency),
            read.Currency.ToUpperInvariant(),
            StripeMoney.Major(stated, currency ?? read.Currency),
            (currency ?? read.Currency).ToUpperInvariant(),
            SubscriptionReading.Utc(read.Created)
        );
    }

    private static EntryKind KindOf(BalanceTransaction read) =>
        read.Type switch
        {
            "charge" or "payment" => EntryKind.Charge,
            "refund" or "payment_refund" or "refund_failure" or "payment_failure_refund" => EntryKind.Refund,
            "payout" or "payout_failure" or "payout_cancel" => EntryKind.Payout,
            "stripe_fee" or "stripe_fx_fee" or "tax_fee" => EntryKind.Fee,
            _ when read.ReportingCategory is "dispute" or "dispute_reversal" => EntryKind.Dispute,
            _ => EntryKind.Other,
        };
}
