namespace Ami.StripeSimulator.Objects;

/// <summary>When a card's bank asks for 3-D Secure.</summary>
internal enum Authentication
{
    /// <summary>Never.</summary>
    None,

    /// <summary>For the first payment; once it was set up, not for those that happen without the person.</summary>
    UntilSetUp,

    /// <summary>For every payment.</summary>
    Always,
}

/// <summary>A number that people type to see what happens, as Stripe documents it.</summary>
/// <param name="Number">The card's number, or an account's for a debit that takes days.</param>
/// <param name="Brand">visa, mastercard, amex; sepa_debit for an account.</param>
/// <param name="Name">The payment method's name in Stripe's tests: <c>pm_card_…</c>.</param>
internal sealed record TestCard(string Number, string Brand, string Name)
{
    /// <summary>Why it declines: <c>card_declined</c>, <c>expired_card</c>, … Null: it does not.</summary>
    public string? Code { get; init; }

    public string? DeclineCode { get; init; }

    /// <summary>It can be kept for later, and declines only then.</summary>
    public bool DeclinesOnlyCharges { get; init; }

    public Authentication Authentication { get; init; }

    /// <summary>The charge succeeds and is disputed: <c>fraudulent</c>, <c>product_not_received</c>, or <c>inquiry</c>.</summary>
    public string? Dispute { get; init; }

    public bool EarlyFraudWarning { get; init; }

    /// <summary>How its refunds end: <c>pending</c>, then succeeded; or <c>failed</c> after having succeeded.</summary>
    public string? Refund { get; init; }

    /// <summary>A debit: processing first, then as <see cref="Code"/> says.</summary>
    public bool Delayed => Brand == "sepa_debit";

    public string Last4 => Number[^4..];
}

/// <summary>All of them.</summary>
internal static class TestCards
{
    public static readonly IReadOnlyList<TestCard> All =
    [
        new("4242424242424242", "visa", "pm_card_visa"),
        new("4000056655665556", "visa", "pm_card_visa_debit"),
        new("5555555555554444", "mastercard", "pm_card_mastercard"),
        new("378282246310005", "amex", "pm_card_amex"),
        new("4000000000000002", "visa", "pm_card_visa_chargeDeclined") { Code = "card_declined", DeclineCode = "generic_decline" },
        new("4000000000009995", "visa", "pm_card_visa_chargeDeclinedInsufficientFunds") { Code = "card_declined", DeclineCode = "insufficient_funds" },
        new("4000000000009987", "visa", "pm_card_visa_chargeDeclinedLostCard") { Code = "card_declined", DeclineCode = "lost_card" },
        new("4000000000009979", "visa", "pm_card_visa_chargeDeclinedStolenCard") { Code = "card_declined", DeclineCode = "stolen_card" },
        new("4000000000000069", "visa", "pm_card_chargeDeclinedExpiredCard") { Code = "expired_card", DeclineCode = "expired_card" },
        new("4000000000000127", "visa", "pm_card_chargeDeclinedIncorrectCvc") { Code = "incorrect_cvc", DeclineCode = "incorrect_cvc" },
        new("4000000000000119", "visa", "pm_card_chargeDeclinedProcessingError") { Code = "processing_error", DeclineCode = "processing_error" },
        new("4000000000006975", "visa", "pm_card_visa_chargeDeclinedVelocityLimitExceeded") { Code = "card_declined", DeclineCode = "card_velocity_exceeded" },
        new("4100000000000019", "visa", "pm_card_radarBlock") { Code = "card_declined", DeclineCode = "fraudulent" },
        new("4000000000000341", "visa", "pm_card_chargeCustomerFail")
        {
            Code = "card_declined",
            DeclineCode = "generic_decline",
            DeclinesOnlyCharges = true,
        },
        new("4000002500003155", "visa", "pm_card_authenticationRequiredOnSetup") { Authentication = Authentication.UntilSetUp },
        new("4000002760003184", "visa", "pm_card_authenticationRequired") { Authentication = Authentication.Always },
        new("4000000000003220", "visa", "pm_card_threeDSecure2Required") { Authentication = Authentication.Always },
        new("4000008260003178", "visa", "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds")
        {
            Authentication = Authentication.Always,
            Code = "card_declined",
            DeclineCode = "insufficient_funds",
        },
        new("4000008400001629", "visa", "pm_card_threeDSecureRequiredChargeDeclined")
        {
            Authentication = Authentication.Always,
            Code = "card_declined",
            DeclineCode = "generic_decline",
        },
        new("4000000000000259", "visa", "pm_card_createDispute") { Dispute = "fraudulent" },
        new("4000000000002685", "visa", "pm_card_createDisputeProductNotReceived") { Dispute = "product_not_received" },
        new("4000000000001976", "visa", "pm_card_createDisputeInquiry") { Dispute = "inquiry" },
        new("4000000000005423", "visa", "pm_card_createIssuerFraudRecord") { EarlyFraudWarning = true },
        new("4000000000007726", "visa", "pm_card_pendingRefund") { Refund = "pending" },
        new("4000000000005126", "visa", "pm_card_refundFail") { Refund = "failed" },
        new("DE89370400440532013000", "sepa_debit", "pm_success_de"),
        new("DE62370400440532013001", "sepa_debit", "pm_failed_de") { Code = "debit_not_authorized" },
    ];

    /// <summary>What was typed, blanks left out. Other numbers that pass the check of their digits are no test numbers, and are refused.</summary>
    public static TestCard? ByNumber(string typed)
    {
        var number = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return All.FirstOrDefault(card => card.Number == number);
    }

    public static TestCard? ByName(string name) => All.FirstOrDefault(card => card.Name == name);
}
