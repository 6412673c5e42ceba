using Ami.Core;

namespace Ami.Modules.Notifications.Domain;

/// <summary>What can be refused, with stable codes.</summary>
internal static class NotificationErrors
{
    public static Error NotFound { get; } = Error.NotFound("notifications.not_found", "There is no such notification.");

    public static Error UnknownKind { get; } = Error.NotFound("notifications.unknown_kind", "There is no such kind of notification.");

    public static Error Mandatory { get; } = Error.Conflict("notifications.mandatory", "Messages about the security of an account are always sent.");

    public static Error LinkInvalid { get; } = Error.Invalid("notifications.link_invalid", "This link is not complete, or its account no longer exists. Choose your notifications in your account instead.");
}
