namespace Ami.Modules.Identity;

/// <summary>What people are told when staff did something to their account. All are mandatory.</summary>
internal static class StaffMessages
{
    public static MessageKind AccountLocked { get; } =
        Kind(
            "identity.account-locked",
            Channels.Email,
            new("Cuenta bloqueada", "Account locked"),
            new(
                "Bloqueamos tu cuenta",
                "Nuestro equipo bloqueó tu cuenta y cerró todas sus sesiones. Mientras tanto no se puede entrar en ella; lo que guardaste sigue ahí.\n\nSi crees que es un error, responde a este correo."
            ),
            new(
                "We locked your account",
                "Our team locked your account and ended all of its sessions. Nobody can sign in to it meanwhile; what you saved is still there.\n\nIf you think that this is a mistake, reply to this mail."
            )
        );

    public static MessageKind AccountUnlocked { get; } =
        Kind(
            "identity.account-unlocked",
            Channels.InApp | Channels.Email,
            new("Cuenta desbloqueada", "Account unlocked"),
            new("Tu cuenta está abierta de nuevo", "Nuestro equipo desbloqueó tu cuenta. Ya puedes entrar como siempre.", "Entrar"),
            new("Your account is open again", "Our team unlocked your account. You can sign in as always.", "Sign in")
        );

    public static MessageKind RolesChanged { get; } =
        Kind(
            "identity.roles-changed",
            Channels.InApp | Channels.Email,
            new("Roles cambiados", "Roles changed"),
            new(
                "Tus roles han cambiado",
                "Un administrador cambió los roles de tu cuenta: desde ahora puedes hacer otras cosas en AMI.\n\nSi no lo esperabas, responde a este correo.",
                "Ver mi cuenta"
            ),
            new(
                "Your roles have changed",
                "An administrator changed the roles of your account: from now on you can do other things in AMI.\n\nIf you did not expect it, reply to this mail.",
                "See my account"
            )
        );

    public static MessageKind PlanChanged { get; } =
        Kind(
            "identity.plan-changed",
            Channels.InApp | Channels.Email,
            new("Plan cambiado", "Plan changed"),
            new("Tu plan ha cambiado", "Un administrador cambió el plan de tu cuenta. Ahora es: {plan}.", "Ver mi cuenta"),
            new("Your plan has changed", "An administrator changed the plan of your account. It is now: {plan}.", "See my account")
        );

    public static MessageKind Impersonated { get; } =
        Kind(
            "identity.impersonated",
            Channels.InApp,
            new("Nuestro equipo vio tu cuenta", "Our team looked at your account"),
            new(
                "Nuestro equipo entró en tu cuenta",
                "Un administrador vio AMI como lo ves tú, para ayudar o para investigar un problema. No pudo ver ni cambiar tu contraseña, y todo lo que hizo quedó registrado."
            ),
            new(
                "Our team looked at your account",
                "An administrator saw AMI as you see it, to help or to look into a problem. They could neither see nor change your password, and everything they did is on record."
            )
        );

    /// <summary>What the module registers.</summary>
    public static MessageKind[] All { get; } = [AccountLocked, AccountUnlocked, RolesChanged, PlanChanged, Impersonated];

    private static MessageKind Kind(string name, Channels channels, Translated title, MessageText spanish, MessageText english) =>
        new(name, title, channels, spanish, english) { IsMandatory = true };
}
