using Ami.Modules.Identity.Contracts;

namespace Ami.Modules.Notifications.Domain;

/// <summary>What staff may do with mails.</summary>
internal static class MailPermissions
{
    /// <summary>See which mails went to whom and what became of them, but not what stood in them.</summary>
    public static Permission Read { get; } =
        new(
            "mails.read",
            [Roles.Support, Roles.Admin],
            "See which mails went to whom, not what stood in them",
            "Ver qué correos se enviaron y a quién, no lo que decían"
        );

    /// <summary>Send a mail again that failed.</summary>
    public static Permission Retry { get; } =
        new("mails.retry", [Roles.Support, Roles.Admin], "Send mails again that failed", "Volver a enviar correos que fallaron");

    /// <summary>Read the mails of the pickup folder. They hold links by which one can take over accounts.</summary>
    public static Permission ReadContent { get; } =
        new(
            "mails.read-content",
            [Roles.Admin],
            "Read mails of the pickup folder, whose links can open accounts",
            "Leer los correos de la carpeta local, con enlaces que pueden abrir cuentas"
        );
}
