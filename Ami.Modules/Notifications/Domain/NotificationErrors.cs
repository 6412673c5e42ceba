namespace Ami.Modules.Notifications.Domain;

/// <summary>What can be refused, with stable codes.</summary>
internal static class NotificationErrors
{
    public static Error NotFound { get; } = Error.NotFound("notifications.not_found", "There is no such notification.");

    public static Error UnknownKind { get; } = Error.NotFound("notifications.unknown_kind", "There is no such kind of notification.");

    public static Error Mandatory { get; } = Error.Conflict("notifications.mandatory", "Messages about the security of an account are always sent.");

    public static Error MailNotFound { get; } = Error.NotFound("notifications.mail_not_found", "There is no such mail; mails are listed for 90 days.");

    public static Error MailNotKept { get; } =
        Error.NotFound("notifications.mail_not_kept", "What stood in this mail is not kept. Only mails in a pickup folder can be read.");

    public static Error MailNotFailed { get; } = Error.Conflict("notifications.mail_not_failed", "Only a mail that failed can be sent again.");

    public static Error LinkInvalid { get; } =
        Error.Invalid(
            "notifications.link_invalid",
            "This link is not complete, or its account no longer exists. Choose your notifications in your account instead."
        );
}
