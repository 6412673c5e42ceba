namespace Ami.Modules.Payments;

/// <summary>What can be refused, with stable codes. Their words for people are in the web app.</summary>
internal static class PaymentsErrors
{
    public static Error ProviderUnavailable { get; } =
        Error.Unavailable(
            "payments.provider_unavailable",
            "The payment provider cannot be reached just now. Nothing was charged; try again in a moment.",
            TimeSpan.FromSeconds(30)
        );

    public static Error NotAtProvider { get; } = Error.NotFound("payments.not_at_provider", "The payment provider does not know this (any more).");

    public static Error CardDeclined { get; } =
        new("payments.card_declined", "The card was declined. Use another one, or ask your bank.", ErrorKind.Unprocessable);

    public static Error AlreadySubscribed { get; } =
        Error.Conflict("payments.already_subscribed", "There is a subscription already. Change its plan instead of beginning another one.");

    public static Error NotSubscribed { get; } = Error.NotFound("payments.not_subscribed", "There is no subscription.");

    public static Error PlanNotSold { get; } = Error.InvalidField("payments.plan_not_sold", "plan", "Choose a plan that is sold, in a currency of its prices.");

    public static Error ChangeNotPossible { get; } =
        Error.Conflict(
            "payments.change_not_possible",
            "The subscription is not in a state in which this can be done. Pay what is open, or end its pause, first."
        );

    public static Error CheckoutBeingPaid { get; } =
        Error.Conflict("payments.checkout_being_paid", "A payment that you began is being processed. Wait until it is done.");

    public static Error PauseInvalid { get; } = Error.InvalidField("payments.pause_invalid", "months", "Choose 1 to 6 months.");

    public static Error NothingOpen { get; } = Error.NotFound("payments.nothing_open", "No payment is open.");

    public static Error ProductNotSold { get; } = Error.NotFound("payments.product_not_sold", "This is not sold, or not in this currency.");

    public static Error AlreadyBought { get; } = Error.Conflict("payments.already_bought", "This is yours already.");

    public static Error GiftUnknown { get; } = Error.NotFound("payments.gift_unknown", "There is no gift with this code, or somebody took it.");

    public static Error InvoiceNotFound { get; } = Error.NotFound("payments.invoice_not_found", "There is no such invoice.");

    public static Error InvoiceMissing { get; } =
        Error.Unavailable("payments.invoice_missing", "The invoice of a refund has not been issued yet; the refund waits for it.");

    public static Error NotRefundable { get; } =
        Error.Conflict("payments.not_refundable", "This invoice was not paid by a payment that can be paid back, or all of it was.");

    public static Error RefundAmountInvalid { get; } =
        Error.InvalidField("payments.refund_amount_invalid", "amount", "Choose an amount above zero, in whole cents, up to what is left of the invoice.");

    public static Error ReasonMissing { get; } = Error.InvalidField("payments.reason_missing", "reason", "Say why, in 3 to 500 characters.");

    public static Error CaseUnknown { get; } = Error.NotFound("payments.case_unknown", "There is no such difference.");

    public static Error CaseChanged { get; } = Error.Conflict("payments.case_changed", "The difference changed meanwhile. Look at it again first.");

    public static Error NoteRequired { get; } = Error.InvalidField("payments.note_required", "note", "Say why, in 3 to 500 characters.");

    public static Error PeriodInvalid { get; } =
        Error.InvalidField("payments.period_invalid", "to", "Choose a period that begins before it ends and is no longer than three years.");

    public static Error CurrencyUnknown { get; } =
        Error.InvalidField("payments.currency_unknown", "currency", "Choose a currency in which something was sold.");

    public static Error EventUnknown { get; } = Error.NotFound("payments.event_unknown", "There is no such event.");

    public static Error EventFaulty { get; } =
        new("payments.event_faulty", "Handling the event went wrong for a reason that nobody thought of; the log says more.", ErrorKind.Unprocessable);

    public static Error SignatureInvalid { get; } =
        Error.Invalid("payments.signature_invalid", "The message does not bear a signature of the payment provider, or it is too old.");

    public static Error EventMalformed { get; } = Error.Invalid("payments.event_malformed", "The message is not an event.");

    public static Error WalletNotEmpty { get; } =
        Error.Conflict("payments.wallet_not_empty", "There is money in your wallet. Take it out before you delete your account.");

    public static Error WithdrawalOpen { get; } =
        Error.Conflict("payments.withdrawal_open", "A withdrawal is under way. Wait until it is paid, or cancel it, before you delete your account.");
}
