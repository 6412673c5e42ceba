namespace Ami.Modules.Growth;

/// <summary>What stands between somebody and an account, with stable codes. Their words for people are in the web app's <c>texts/errors.ts</c>.</summary>
internal static class JoiningErrors
{
    public static Error WaitlistOnly { get; } =
        new("registration.waitlist", "There is a waitlist at present. Join it, and you are invited when it is your turn.", ErrorKind.Forbidden);

    public static Error InvitationRequired { get; } =
        new("registration.invitation_required", "Accounts are made by invitation at present. Enter the code of yours.", ErrorKind.Forbidden);

    public static Error InvitationInvalid { get; } =
        new("registration.invitation_invalid", "This invitation does not exist, or was taken back. Check the code.", ErrorKind.Forbidden);

    public static Error InvitationUsed { get; } =
        new("registration.invitation_used", "This invitation was used already. Each lets one person in.", ErrorKind.Forbidden);

    public static Error InvitationExpired { get; } =
        new("registration.invitation_expired", "This invitation has expired. Ask whoever invited you for another one.", ErrorKind.Forbidden);

    public static Error InvitationOtherAddress { get; } =
        new("registration.invitation_other_address", "This invitation is for another e-mail address. Use the one that it was sent to.", ErrorKind.Forbidden);

    public static Error SettingsInvalid { get; } =
        Error.Invalid("registration.settings_invalid", "Members may invite 0 to 100 people, and an invitation lasts 1 to 365 days.");

    public static Error SettingsChangedMeanwhile { get; } =
        Error.Conflict("registration.changed_meanwhile", "Somebody else has changed it meanwhile. Look again and decide anew.");

    public static Error EmailInvalid { get; } = Error.InvalidField("waitlist.email_invalid", "email", "Enter an e-mail address such as ana@example.com.");

    public static Error WaitlistClosed { get; } = Error.Conflict("waitlist.closed", "There is no waitlist at present.");

    public static Error LinkInvalid { get; } = Error.NotFound("waitlist.link_invalid", "This link does not work (any more). Join the waitlist again.");

    public static Error EntryUnknown { get; } = Error.NotFound("waitlist.unknown", "Nobody like that waits (any more). Look at the list again.");

    public static Error BatchInvalid { get; } = Error.Invalid("waitlist.batch_invalid", "Invite 1 to 500 people at once.");

    public static Error NoneLeft { get; } =
        Error.Conflict("invitations.none_left", "You have made all your invitations. Take one back that nobody has used, or wait until one expires.");

    public static Error ConfirmFirst { get; } =
        new("invitations.confirm_first", "Confirm your own e-mail address first; then we mail invitations for you.", ErrorKind.Forbidden);

    public static Error InvitationNotYours { get; } = Error.NotFound("invitations.not_yours", "There is no such invitation of yours. Look at the list again.");

    public static Error InvitationUnknown { get; } = Error.NotFound("invitations.unknown", "There is no such invitation (any more). Look at the list again.");

    public static Error InvitationNotOpen { get; } = Error.Conflict("invitations.not_open", "This invitation was used or taken back already.");

    public static Error CountInvalid { get; } = Error.Invalid("invitations.count_invalid", "Make 1 to 100 invitations at once, or one for an address.");

    public static Error TooMany(TimeSpan wait) =>
        new("joining.too_many", "That was a lot at once. Nothing was done; wait a little and try again.", ErrorKind.TooMany) { RetryAfter = wait };
}
