namespace Ami.Modules.Identity;

/// <summary>What accounts store of people, in words.</summary>
internal static class IdentityKept
{
    public static IReadOnlyList<KeptData> All { get; } =
    [
        new("account.profile", "identity.users", "identity.user_roles")
        {
            Title = new("Tu cuenta", "Your account"),
            What = new(
                "Tu nombre, correo, foto, idioma, zona horaria, plan y roles; tu contraseña, solo como una huella de la que no se puede volver atrás.",
                "Your name, address, picture, language, time zone, plan and roles; your password only as a fingerprint that leads back to nothing."
            ),
            Why = new("Es tu cuenta.", "It is your account."),
            HowLong = KeptData.AsTheAccount,
            SeenBy = new(
                "Tu nombre y tu foto, quien te encuentra en AMI; lo demás, quien atiende o administra cuentas.",
                "Your name and picture, whoever meets you in AMI; the rest, those who look after accounts."
            ),
        },
        new("account.sessions", "identity.sessions", "identity.refresh_tokens", "identity.devices")
        {
            Title = new("Sesiones y dispositivos", "Sessions and devices"),
            What = new(
                "Dónde tienes la sesión abierta y en qué navegadores confías: fecha, dirección de internet y navegador.",
                "Where you are signed in and which browsers you trust: date, internet address and browser."
            ),
            Why = new(
                "Para que no entres cada vez, y para que veas y cierres lo que no sea tuyo.",
                "So that you need not sign in each time, and can see and end what is not yours."
            ),
            HowLong = Translated.With(
                $"{(SessionStore.Lifetime + SweepSessions.Keep).TotalDays} días después de usar una sesión por última vez; un año sin usarlo, un navegador.",
                $"{(SessionStore.Lifetime + SweepSessions.Keep).TotalDays} days after a session was last used; a browser until it was not used for a year."
            ),
        },
        new("account.ways-in", "identity.authenticators", "identity.recovery_codes", "identity.second_steps", "identity.links", "identity.external_logins")
        {
            Title = new("Maneras de entrar", "Ways to sign in"),
            What = new(
                "Tus maneras de entrar: la clave cifrada de tu aplicación de códigos, huellas de los códigos de recuperación y de los enlaces que te mandamos por correo, y qué cuentas de Google, Apple u otros enlazaste.",
                "Your ways in: the sealed secret of your authenticator, fingerprints of recovery codes and of links that we mailed, and which accounts of Google, Apple or others you linked."
            ),
            Why = new("Para que entres tú, y nadie más.", "To let you in, and nobody else."),
            HowLong = Translated.With(
                $"Mientras los uses; un enlace por correo, {LinkPurpose.RevertEmail.Lifetime.TotalDays} días como mucho.",
                $"As long as you use them; a mailed link for {LinkPurpose.RevertEmail.Lifetime.TotalDays} days at most."
            ),
            SeenBy = new("Nadie ve las claves; tú ves qué hay.", "Nobody sees the secrets; you see what there is."),
        },
        new("account.sign-ups", "identity.pending_registrations")
        {
            Title = new("Cuentas por confirmar", "Accounts to be confirmed"),
            What = new(
                "Lo que escribiste al crear la cuenta, hasta que abras el enlace del correo.",
                "What you wrote to make an account, until you open the link in the mail."
            ),
            Why = new("Para crear la cuenta cuando confirmes que el correo es tuyo.", "To make the account once you confirm that the address is yours."),
            HowLong = Translated.With($"{PendingRegistrations.Lifetime.TotalHours} horas.", $"{PendingRegistrations.Lifetime.TotalHours} hours."),
        },
        new("account.attempts", "identity.sign_in_failures", "identity.client_attempts")
        {
            Title = new("Intentos fallidos", "Failed attempts"),
            What = new(
                "Cuántas veces falló hace poco un intento de entrar con un correo o desde una dirección de internet; ambos solo como huella.",
                "How often signing in failed lately with an address or from an internet address; both only as a fingerprint."
            ),
            Why = new("Para frenar a quien adivina contraseñas.", "To slow down whoever guesses passwords."),
            HowLong = new("Dos días, también si tu cuenta se elimina antes.", "Two days, also if your account is erased before."),
            SeenBy = new("Nadie.", "Nobody."),
        },
    ];
}
