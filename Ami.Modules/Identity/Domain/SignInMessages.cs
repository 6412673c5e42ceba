using Ami.Modules.Notifications.Contracts;

namespace Ami.Modules.Identity.Domain;

/// <summary>What people are told about their ways to sign in. All are mandatory: they keep an account safe.</summary>
internal static class SignInMessages
{
    public static MessageKind MethodLinked { get; } = new(
        "identity.sign-in-method-linked", new("Nueva forma de entrar", "New way to sign in"), Channels.InApp | Channels.Email,
        new("Ya puedes entrar con {provider}", "Vinculamos {provider} a tu cuenta: desde ahora también puedes entrar con él.\n\nSi no fuiste tú, desvincúlalo y cambia tu contraseña.", "Revisar cómo entro"),
        new("You can now sign in with {provider}", "We linked {provider} to your account: from now on you can sign in with it, too.\n\nIf this was not you, unlink it and change your password.", "Review how I sign in"))
    { IsMandatory = true };

    public static MessageKind MethodUnlinked { get; } = new(
        "identity.sign-in-method-unlinked", new("Forma de entrar eliminada", "Way to sign in removed"), Channels.InApp | Channels.Email,
        new("Ya no se puede entrar con {provider}", "Desvinculamos {provider} de tu cuenta: ya no sirve para entrar.\n\nSi no fuiste tú, cambia tu contraseña y revisa tus sesiones.", "Revisar cómo entro"),
        new("{provider} no longer signs you in", "We unlinked {provider} from your account: it can no longer be used to sign in.\n\nIf this was not you, change your password and check your sessions.", "Review how I sign in"))
    { IsMandatory = true };

    public static MessageKind ApiKeyCreated { get; } = new(
        "identity.api-key-created", new("Clave de API creada", "API key created"), Channels.InApp | Channels.Email,
        new("Se creó la clave «{name}» en tu nombre", "Con tu cuenta se creó una clave para un programa externo: «{name}».\n\nSi no fuiste tú, revócala ahora y cambia tu contraseña.", "Ver las claves"),
        new("The key “{name}” was created in your name", "Your account was used to create a key for an external program: “{name}”.\n\nIf this was not you, revoke it now and change your password.", "See the keys"))
    { IsMandatory = true };

    /// <summary>What the module registers.</summary>
    public static MessageKind[] All { get; } = [MethodLinked, MethodUnlinked, ApiKeyCreated];
}
