namespace Ami.Modules.Identity;

/// <summary>What people are told about their ways to sign in. All are mandatory: they keep an account safe.</summary>
internal static class SignInMessages
{
    public static MessageKind MethodLinked { get; } =
        new(
            "identity.sign-in-method-linked",
            new("Nueva forma de entrar", "New way to sign in"),
            Channels.InApp | Channels.Email,
            new(
                "Ya puedes entrar con {provider}",
                "Vinculamos {provider} a tu cuenta: desde ahora también puedes entrar con él.\n\nSi no fuiste tú, desvincúlalo y cambia tu contraseña.",
                "Revisar cómo entro"
            ),
            new(
                "You can now sign in with {provider}",
                "We linked {provider} to your account: from now on you can sign in with it, too.\n\nIf this was not you, unlink it and change your password.",
                "Review how I sign in"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind MethodUnlinked { get; } =
        new(
            "identity.sign-in-method-unlinked",
            new("Forma de entrar eliminada", "Way to sign in removed"),
            Channels.InApp | Channels.Email,
            new(
                "Ya no se puede entrar con {provider}",
                "Desvinculamos {provider} de tu cuenta: ya no sirve para entrar.\n\nSi no fuiste tú, cambia tu contraseña y revisa tus sesiones.",
                "Revisar cómo entro"
            ),
            new(
                "{provider} no longer signs you in",
                "We unlinked {provider} from your account: it can no longer be used to sign in.\n\nIf this was not you, change your password and check your sessions.",
                "Review how I sign in"
            )
        )
        {
            IsMandatory = true,
        };

    /// <summary>What the module registers.</summary>
    public static MessageKind[] All { get; } = [MethodLinked, MethodUnlinked];
}
