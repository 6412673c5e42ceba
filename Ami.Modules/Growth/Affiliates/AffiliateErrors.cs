namespace Ami.Modules.Growth;

/// <summary>What affiliates and staff are refused, with stable codes. Their words for people are in the web app's <c>texts/errors.ts</c>.</summary>
internal static class AffiliateErrors
{
    public static Error TermsNotAccepted { get; } = Error.InvalidField("affiliate.terms_not_accepted", "termsAccepted", "Accept the terms to take part.");

    public static Error AboutInvalid { get; } =
        Error.InvalidField("affiliate.about_invalid", "about", "Say in 1 to 1000 characters how you will bring people.");

    public static Error AlreadyApplied { get; } = Error.Conflict("affiliate.already_applied", "You have applied already.");

    public static Error ConfirmFirst { get; } =
        new("affiliate.confirm_first", "Confirm your own e-mail address first; then you can apply.", ErrorKind.Forbidden);

    public static Error NotAffiliate { get; } = Error.NotFound("affiliate.none", "You are no affiliate. Apply first.");

    public static Error Unknown { get; } = Error.NotFound("affiliate.unknown", "There is no such affiliate. Look at the list again.");

    public static Error ReasonInvalid { get; } = Error.InvalidField("affiliate.reason_invalid", "reason", "Give a reason of 1 to 1000 characters.");

    public static Error ChangedMeanwhile { get; } =
        Error.Conflict("affiliate.changed_meanwhile", "Somebody else has decided meanwhile. Look again and decide anew.");

    public static Error NotPossible { get; } = Error.Conflict("affiliate.not_possible", "An affiliate in this state cannot be decided about like that.");

    public static Error SignalUnknown { get; } = Error.NotFound("affiliate.signal_unknown", "There is no such signal. Look at the list again.");

    public static Error SignalDecided { get; } = Error.Conflict("affiliate.signal_decided", "Somebody has decided about this signal already.");

    public static Error CommissionHeld { get; } =
        Error.Conflict(
            "affiliate.commission_held",
            "Commissions of yours have still to be paid. Wait for them, or give them up, before you delete your account."
        );
}
