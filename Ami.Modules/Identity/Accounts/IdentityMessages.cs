namespace Ami.Modules.Identity;

/// <summary>Every message of this module about an account's address and password, in both languages. All are mandatory: they keep an account safe.</summary>
internal static class IdentityMessages
{
    public static MessageKind VerifyEmail { get; } =
        new(
            "identity.verify-email",
            new("Confirmar tu correo", "Confirm your address"),
            Channels.Email,
            new(
                "Confirma tu correo",
                "Confirma que este correo es tuyo. Así podrás recuperar tu cuenta si algún día olvidas la contraseña.\n\nEl enlace sirve durante tres días. Si no creaste una cuenta en AMI, no hagas nada.",
                "Confirmar mi correo"
            ),
            new(
                "Confirm your email address",
                "Confirm that this address is yours. It lets you get back into your account should you ever forget your password.\n\nThe link works for three days. If you did not create an account with AMI, do nothing.",
                "Confirm my address"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind FinishSignUp { get; } =
        new(
            "identity.finish-sign-up",
            new("Terminar el registro", "Finish signing up"),
            Channels.Email,
            new(
                "Termina de crear tu cuenta",
                "¡Te damos la bienvenida a AMI!\n\nAbre el enlace y escribe la contraseña que elegiste: con eso tu cuenta queda lista.\n\nEl enlace sirve durante un día. Si no te registraste, no hagas nada y no se creará ninguna cuenta.",
                "Terminar el registro"
            ),
            new(
                "Finish creating your account",
                "Welcome to AMI!\n\nOpen the link and enter the password you chose: that makes your account.\n\nThe link works for one day. If you did not sign up, do nothing and no account will be made.",
                "Finish signing up"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind AlreadyRegistered { get; } =
        new(
            "identity.already-registered",
            new("Intento de registro con tu correo", "Sign-up with your address"),
            Channels.Email,
            new(
                "Ya tienes una cuenta en AMI",
                "Alguien acaba de registrarse en AMI con este correo, que ya tiene una cuenta. Si fuiste tú, entra con tu contraseña de siempre, o pide una nueva en la página de entrada.\n\nSi no fuiste tú, no hace falta que hagas nada: tu cuenta no ha cambiado.",
                "Entrar"
            ),
            new(
                "You already have an AMI account",
                "Somebody just signed up at AMI with this address, which already has an account. If it was you, sign in with the password you have, or ask for a new one on the sign-in page.\n\nIf it was not you, there is nothing to do: your account has not changed.",
                "Sign in"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind ResetPassword { get; } =
        new(
            "identity.reset-password",
            new("Restablecer la contraseña", "Reset your password"),
            Channels.Email,
            new(
                "Elige una contraseña nueva",
                "Abre el enlace para elegir una contraseña nueva. Sirve una sola vez y durante una hora.\n\nSi no la pediste, no hagas nada: tu contraseña sigue siendo la misma.",
                "Elegir una contraseña"
            ),
            new(
                "Choose a new password",
                "Open the link to choose a new password. It works once, for one hour.\n\nIf you did not ask for it, do nothing: your password stays as it is.",
                "Choose a password"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind PasswordChanged { get; } =
        new(
            "identity.password-changed",
            new("Contraseña cambiada", "Password changed"),
            Channels.InApp | Channels.Email,
            new(
                "Tu contraseña ha cambiado",
                "La contraseña de tu cuenta acaba de cambiar, y se cerraron las demás sesiones.\n\nSi no fuiste tú, pide ahora mismo una contraseña nueva.",
                "No fui yo"
            ),
            new(
                "Your password has changed",
                "The password of your account has just been changed, and all other sessions were ended.\n\nIf it was not you, ask for a new password right away.",
                "It was not me"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind ConfirmNewEmail { get; } =
        new(
            "identity.confirm-new-email",
            new("Confirmar el correo nuevo", "Confirm a new address"),
            Channels.Email,
            new(
                "Confirma tu correo nuevo",
                "Pediste usar este correo para tu cuenta de AMI. Abre el enlace en el navegador en el que estás dentro de tu cuenta.\n\nSirve durante un día. Si no lo pediste, no hagas nada.",
                "Usar este correo"
            ),
            new(
                "Confirm your new address",
                "You asked to use this address for your AMI account. Open the link in the browser where you are signed in.\n\nIt works for one day. If you did not ask for it, do nothing.",
                "Use this address"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind AddressInUse { get; } =
        new(
            "identity.address-in-use",
            new("Intento de usar tu correo", "Attempt to use your address"),
            Channels.Email,
            new(
                "Tu correo ya tiene una cuenta",
                "Alguien que ha entrado en otra cuenta de AMI quiso ponerle este correo, que ya es el de la tuya. Si fuiste tú, quita antes este correo de esta cuenta.\n\nSi no fuiste tú, no hace falta que hagas nada: tu cuenta no ha cambiado."
            ),
            new(
                "Your address already has an account",
                "Somebody signed in to another AMI account wanted to give it this address, which is the one of yours. If it was you, take the address off this account first.\n\nIf it was not you, there is nothing to do: your account has not changed."
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind EmailChanged { get; } =
        new(
            "identity.email-changed",
            new("Correo cambiado", "Address changed"),
            Channels.InApp | Channels.Email,
            new("Tu correo ha cambiado", "Desde ahora entras en AMI con este correo, y aquí recibirás nuestros mensajes."),
            new("Your address has changed", "From now on you sign in to AMI with this address, and our messages reach you here.")
        )
        {
            IsMandatory = true,
        };

    public static MessageKind EmailMovedAway { get; } =
        new(
            "identity.email-moved-away",
            new("Correo anterior", "Previous address"),
            Channels.Email,
            new(
                "Tu cuenta ya no usa este correo",
                "Tu cuenta de AMI usa desde ahora otro correo ({address}).\n\nSi no fuiste tú, abre el enlace en los próximos siete días: vuelve a poner este correo, cierra todas las sesiones y te deja elegir una contraseña nueva.",
                "No fui yo, recuperar mi cuenta"
            ),
            new(
                "Your account no longer uses this address",
                "Your AMI account now uses another address ({address}).\n\nIf it was not you, open the link within seven days: it puts this address back, ends all sessions and lets you choose a new password.",
                "It was not me, get my account back"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind EmailReverted { get; } =
        new(
            "identity.email-reverted",
            new("Correo recuperado", "Address restored"),
            Channels.InApp | Channels.Email,
            new(
                "Tu cuenta vuelve a usar este correo",
                "Este correo vuelve a ser el de tu cuenta, se cerraron todas las sesiones, se quitaron las cuentas vinculadas y la contraseña anterior ya no sirve. Revisa en Seguridad que todo lo demás sea tuyo."
            ),
            new(
                "Your account uses this address again",
                "This address is the one of your account again, all sessions were ended, linked accounts were removed and the previous password no longer works. Look under Security whether everything else is yours."
            )
        )
        {
            IsMandatory = true,
        };

    /// <summary>What the module registers.</summary>
    public static MessageKind[] All { get; } =
    [VerifyEmail, FinishSignUp, AlreadyRegistered, ResetPassword, PasswordChanged, ConfirmNewEmail, AddressInUse, EmailChanged, EmailMovedAway, EmailReverted];
}
