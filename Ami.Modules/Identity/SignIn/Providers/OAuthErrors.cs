namespace Ami.Modules.Identity;

/// <summary>What can go wrong between a provider and us. Pages get these codes in their address, after a redirect.</summary>
internal static class OAuthErrors
{
    public static Error UnknownProvider { get; } = new("auth.oauth_unknown_provider", "This way to sign in is not available.", ErrorKind.NotFound);

    public static Error StateInvalid { get; } =
        new("auth.oauth_state", "The sign-in took too long or was started in another browser. Start again.", ErrorKind.Unauthenticated);

    public static Error Denied { get; } = new("auth.oauth_denied", "The sign-in was cancelled.", ErrorKind.Unauthenticated);

    public static Error ProviderFailed { get; } =
        new("auth.oauth_provider_failed", "The provider did not answer as it should. Try again, or sign in another way.", ErrorKind.Unavailable);

    public static Error EmailUnverified { get; } =
        new(
            "auth.oauth_email_unverified",
            "The provider does not vouch for your e-mail address. Create an account with it here, then link the provider to it.",
            ErrorKind.Forbidden
        );

    public static Error SignInToLink { get; } =
        new(
            "auth.oauth_sign_in_to_link",
            "There already is an account with this e-mail address. Sign in to it, then link the provider under Security.",
            ErrorKind.Forbidden
        );

    public static Error LinkedElsewhere { get; } = new("auth.oauth_linked_elsewhere", "This provider's account is linked to another account here.");

    public static Error AlreadyLinked { get; } = new("auth.oauth_already_linked", "Another account of this provider is linked already. Unlink it first.");

    public static Error OtherPerson { get; } = new("auth.oauth_other_person", "That is not the account that is linked here.", ErrorKind.Forbidden);

    public static Error NotLinked { get; } = new("auth.oauth_not_linked", "This provider is not linked to your account.", ErrorKind.NotFound);

    public static Error LastSignInMethod { get; } =
        new("auth.last_sign_in_method", "This is your only way to sign in. Set a password or link another provider first.");
}
