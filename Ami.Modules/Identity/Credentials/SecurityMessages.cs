namespace Ami.Modules.Identity;

/// <summary>
/// Every message of this module about sign-ins, sessions and the second factor, in both languages. All are mandatory: they keep an account safe.
/// </summary>
internal static class SecurityMessages
{
    private const string LookEs = "Revisar mi cuenta";
    private const string LookEn = "Review my account";

    public static MessageKind NewDevice { get; } =
        Kind(
            "identity.new-device",
            new("Entrada desde otro dispositivo", "Sign-in from a new device"),
            new(
                "Entraste desde un dispositivo nuevo",
                "Alguien acaba de entrar en tu cuenta desde un dispositivo que no conocíamos.\n\nDispositivo: {device}\nDirección: {address}\n\nSi fuiste tú, no hace falta que hagas nada. Si no, cierra esa sesión y cambia tu contraseña.",
                LookEs
            ),
            new(
                "You signed in on a new device",
                "Somebody just signed in to your account on a device we had not seen before.\n\nDevice: {device}\nAddress: {address}\n\nIf it was you, there is nothing to do. If not, end that session and change your password.",
                LookEn
            )
        );

    public static MessageKind SessionReused { get; } =
        Kind(
            "identity.session-reused",
            new("Sesión cerrada por seguridad", "Session ended for safety"),
            new(
                "Cerramos una de tus sesiones",
                "Una de tus sesiones se usó desde dos sitios a la vez, como si alguien la hubiera copiado. La hemos cerrado por seguridad.\n\nVuelve a entrar. Si no te lo explicas, cambia tu contraseña.",
                LookEs
            ),
            new(
                "We ended one of your sessions",
                "One of your sessions was used from two places, as if somebody had copied it. We ended it for safety.\n\nSign in again. If you cannot explain it, change your password.",
                LookEn
            )
        );

    public static MessageKind SecondFactorOn { get; } =
        Kind(
            "identity.second-factor-on",
            new("Verificación en dos pasos activada", "Two-step sign-in turned on"),
            new(
                "La verificación en dos pasos está activada",
                "Desde ahora, para entrar en tu cuenta hace falta también un código de tu aplicación de autenticación.\n\nGuarda tus códigos de recuperación en un lugar seguro: te dejan entrar si pierdes el teléfono.\n\nSi no fuiste tú, cambia tu contraseña cuanto antes.",
                LookEs
            ),
            new(
                "Two-step sign-in is on",
                "From now on, signing in to your account also takes a code from your authenticator app.\n\nKeep your recovery codes in a safe place: they let you in if you lose your phone.\n\nIf it was not you, change your password as soon as you can.",
                LookEn
            )
        );

    public static MessageKind SecondFactorOff { get; } =
        Kind(
            "identity.second-factor-off",
            new("Verificación en dos pasos desactivada", "Two-step sign-in turned off"),
            new(
                "La verificación en dos pasos está desactivada",
                "Desde ahora se puede entrar en tu cuenta sin un código.\n\nSi no fuiste tú, cambia tu contraseña y vuelve a activarla cuanto antes.",
                LookEs
            ),
            new(
                "Two-step sign-in is off",
                "From now on your account can be signed in to without a code.\n\nIf it was not you, change your password and turn it on again as soon as you can.",
                LookEn
            )
        );

    public static MessageKind RecoveryCodeUsed { get; } =
        Kind(
            "identity.recovery-code-used",
            new("Código de recuperación usado", "Recovery code used"),
            new(
                "Se usó un código de recuperación",
                "Alguien acaba de usar uno de tus códigos de recuperación. Te quedan {left}.\n\nSi no fuiste tú, cambia tu contraseña y pide códigos nuevos.",
                LookEs
            ),
            new(
                "A recovery code was used",
                "Somebody just used one of your recovery codes. You have {left} left.\n\nIf it was not you, change your password and make new codes.",
                LookEn
            )
        );

    public static MessageKind RecoveryCodesRenewed { get; } =
        Kind(
            "identity.recovery-codes-renewed",
            new("Códigos de recuperación nuevos", "New recovery codes"),
            new(
                "Tienes códigos de recuperación nuevos",
                "Se crearon diez códigos de recuperación nuevos. Los anteriores ya no sirven.\n\nSi no fuiste tú, cambia tu contraseña cuanto antes.",
                LookEs
            ),
            new(
                "You have new recovery codes",
                "Ten new recovery codes were made. The earlier ones no longer work.\n\nIf it was not you, change your password as soon as you can.",
                LookEn
            )
        );

    public static MessageKind CodesGuessed { get; } =
        Kind(
            "identity.codes-guessed",
            new("Códigos equivocados", "Wrong codes"),
            new(
                "Alguien se equivoca con tus códigos",
                "Alguien escribió varios códigos equivocados para tu cuenta. Si fue al entrar, conoce tu contraseña.\n\nNo pudo entrar: ahora tiene que esperar entre un intento y otro. Si no fuiste tú, cambia tu contraseña.",
                LookEs
            ),
            new(
                "Somebody is entering wrong codes",
                "Somebody entered several wrong codes for your account. If that was while signing in, they know your password.\n\nThey did not get in, and now have to wait between attempts. If it was not you, change your password.",
                LookEn
            )
        );

    /// <summary>What the module registers.</summary>
    public static MessageKind[] All { get; } =
    [NewDevice, SessionReused, SecondFactorOn, SecondFactorOff, RecoveryCodeUsed, RecoveryCodesRenewed, CodesGuessed];

    private static MessageKind Kind(string name, Translated title, MessageText spanish, MessageText english) =>
        new(name, title, Channels.InApp | Channels.Email, spanish, english) { IsMandatory = true };
}
