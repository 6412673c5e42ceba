using Ami.Modules.Identity.Contracts;

namespace Ami.Modules.Notifications.Domain;

/// <summary>What staff may do with mails.</summary>
internal static class MailPermissions
{
    /// <summary>See which mails went to whom and what became of them, but not what stood in them.</summary>
    public static Permission Read { get; } = new("mails.read", [Roles.Support, Roles.Admin]);

    /// <summary>Send a mail again that failed.</summary>
    public static Permission Retry { get; } = new("mails.retry", [Roles.Support, Roles.Admin]);

    /// <summary>Read the mails of the pickup folder. They hold links by which one can take over accounts.</summary>
    public static Permission ReadContent { get; } = new("mails.read-content", [Roles.Admin]);
}
