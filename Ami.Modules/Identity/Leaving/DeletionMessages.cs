namespace Ami.Modules.Identity;

/// <summary>Messages about leaving, in both languages.</summary>
internal static class DeletionMessages
{
    public static MessageKind Requested { get; } =
        new(
            "identity.deletion-requested",
            new("Eliminación de la cuenta", "Account deletion"),
            Channels.Email,
            new(
                "Tu cuenta se eliminará",
                "Pediste eliminar tu cuenta de AMI. El {date} borraremos para siempre tu perfil, tus cuentas de práctica y todo lo demás.\n\nHasta ese día puedes cambiar de idea: entra en tu cuenta y todo seguirá como estaba.\n\nSi no fuiste tú, entra cuanto antes y cambia tu contraseña.",
                "Conservar mi cuenta"
            ),
            new(
                "Your account will be deleted",
                "You asked us to delete your AMI account. On {date} we will erase your profile, your practice accounts and everything else, for good.\n\nUntil that day you can change your mind: sign in, and everything stays as it was.\n\nIf it was not you, sign in as soon as you can and change your password.",
                "Keep my account"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind CalledOff { get; } =
        new(
            "identity.deletion-called-off",
            new("Eliminación cancelada", "Deletion called off"),
            Channels.InApp | Channels.Email,
            new(
                "Tu cuenta se queda",
                "Has vuelto a entrar, así que ya no eliminaremos tu cuenta. Todo está como lo dejaste.\n\nSi no fuiste tú quien entró, cambia tu contraseña ahora mismo.",
                "Ver mis datos"
            ),
            new(
                "Your account stays",
                "You signed in again, so we will not delete your account. Everything is as you left it.\n\nIf it was not you who signed in, change your password right away.",
                "See my data"
            )
        )
        {
            IsMandatory = true,
        };

    public static MessageKind PutOff { get; } =
        new(
            "identity.deletion-put-off",
            new("Eliminación aplazada", "Deletion put off"),
            Channels.Email,
            new(
                "Tu cuenta todavía no se eliminó",
                "Desde que pediste eliminar tu cuenta llegó dinero a tu billetera, o un retiro está en curso. Por eso la eliminaremos el {date}, si entonces no queda nada.\n\nEntra en tu cuenta y retira el dinero. Al entrar se cancela la eliminación: vuelve a pedirla cuando la billetera esté vacía.",
                "Entrar"
            ),
            new(
                "Your account has not been deleted yet",
                "Since you asked us to delete your account, money came into your wallet, or a withdrawal is under way. So we will delete it on {date}, if nothing is left by then.\n\nSign in and take the money out. Signing in calls the deletion off: ask for it again when the wallet is empty.",
                "Sign in"
            )
        )
        {
            IsMandatory = true,
        };

    /// <summary>What the module registers.</summary>
    public static MessageKind[] All { get; } = [Requested, CalledOff, PutOff];
}
