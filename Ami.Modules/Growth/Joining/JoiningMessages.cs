namespace Ami.Modules.Growth;

/// <summary>Mails to people who have no account yet, and to the owner of an account whose address somebody put on the waitlist.</summary>
internal static class JoiningMessages
{
    public static MessageKind Confirm { get; } =
        new(
            "growth.waitlist-confirm",
            new("Lista de espera", "Waitlist"),
            Channels.Email,
            new(
                "Confirma tu lugar en la lista de espera",
                "Confirma que este correo es tuyo y te guardamos un lugar. El enlace te lleva después a tu lugar en la lista.\n\nSi no fuiste tú, no hagas nada: sin confirmar, lo olvidamos en una semana.",
                "Confirmar mi lugar"
            ),
            new(
                "Confirm your place on the waitlist",
                "Confirm that this address is yours, and we keep a place for you. Afterwards the link leads to your place on the list.\n\nIf that was not you, do nothing: unless it is confirmed, we forget it within a week.",
                "Confirm my place"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind Place { get; } =
        new(
            "growth.waitlist-place",
            new("Tu lugar en la lista de espera", "Your place on the waitlist"),
            Channels.Email,
            new("Ya estás en la lista de espera", "Este enlace te muestra tu lugar. Desde ahí también puedes salir de la lista.", "Ver mi lugar"),
            new("You are on the waitlist already", "This link shows your place. You can also leave the list there.", "See my place")
        )
        {
            IsMandatory = true,
        };

    public static MessageKind HasAccount { get; } =
        new(
            "growth.waitlist-has-account",
            new("Ya tienes una cuenta", "You have an account"),
            Channels.Email,
            new(
                "Ya tienes una cuenta en AMI",
                "Alguien apuntó este correo en la lista de espera, pero ya tiene una cuenta. Si fuiste tú, entra; si no, no hagas nada.",
                "Entrar"
            ),
            new(
                "You already have an AMI account",
                "Somebody put this address on the waitlist, but it has an account already. If that was you, sign in; otherwise do nothing.",
                "Sign in"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind YourTurn { get; } =
        new(
            "growth.waitlist-your-turn",
            new("Es tu turno", "It is your turn"),
            Channels.Email,
            new(
                "Es tu turno: crea tu cuenta",
                "Esperaste tu turno y ya llegó. Tu invitación sirve una vez, con este correo, hasta el {until}.",
                "Crear mi cuenta"
            ),
            new(
                "It is your turn: create your account",
                "You have waited, and it is your turn. Your invitation works once, with this address, until {until}.",
                "Create my account"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind Invited { get; } =
        new(
            "growth.invited",
            new("Invitación", "Invitation"),
            Channels.Email,
            new(
                "Te invitaron a AMI",
                "{inviter} te invita a AMI, donde se aprende a operar con dinero simulado. La invitación sirve una vez, con este correo, hasta el {until}.\n\nSi no te interesa, no hagas nada: no volveremos a escribirte por esta invitación.",
                "Crear mi cuenta"
            ),
            new(
                "You are invited to AMI",
                "{inviter} invites you to AMI, where one learns to trade with simulated money. The invitation works once, with this address, until {until}.\n\nIf you are not interested, do nothing: we will not write to you about this invitation again.",
                "Create my account"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind[] All { get; } = [Confirm, Place, HasAccount, YourTurn, Invited];

    /// <summary>A day as the mail names it.</summary>
    public static Dictionary<string, string> Until(DateTimeOffset until, Language language) =>
        new()
        {
            ["until"] = until.UtcDateTime.ToString(
                language == Language.Es ? "d 'de' MMMM 'de' yyyy" : "d MMMM yyyy",
                System.Globalization.CultureInfo.GetCultureInfo(language == Language.Es ? "es" : "en")
            ),
        };
}
