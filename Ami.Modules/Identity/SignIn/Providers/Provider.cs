namespace Ami.Modules.Identity;

/// <summary>A site that people can sign in with. Its name is the authentication scheme, the last part of its paths, and its section of the settings.</summary>
/// <param name="Name">Lower case, stable: it is stored with each link.</param>
/// <param name="AuthorizationEndpoint">Where people are sent.</param>
/// <param name="TokenEndpoint">Where a code is exchanged.</param>
/// <param name="UserEndpoint">Who it is; empty where the token answer says so.</param>
/// <param name="Scopes">What is asked for: no more than who somebody is, and their address.</param>
internal sealed record Provider(string Name, string AuthorizationEndpoint, string TokenEndpoint, string UserEndpoint, IReadOnlyList<string> Scopes)
{
    /// <summary>Whether it takes part in PKCE (RFC 7636).</summary>
    public bool Pkce { get; init; } = true;

    /// <summary>Addresses with their state, where the user endpoint does not tell whether one was verified.</summary>
    public string EmailsEndpoint { get; init; } = "";

    /// <summary>The answer comes as a form posted by the browser from its site, not in the query.</summary>
    public bool PostsForm { get; init; }

    /// <summary>Public keys of its identity tokens, where those are used.</summary>
    public string KeysEndpoint { get; init; } = "";

    /// <summary>Who issues its identity tokens, where those are used.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Where it sends people back to; registered with it beside the site's own address.</summary>
    public string CallbackPath => $"/api/auth/oauth/{Name}/callback";

    public static Provider Google { get; } =
        new(
            "google",
            "https://accounts.google.com/o/oauth2/v2/auth",
            "https://oauth2.googleapis.com/token",
            "https://openidconnect.googleapis.com/v1/userinfo",
            ["openid", "email", "profile"]
        );

    public static Provider Facebook { get; } =
        new(
            "facebook",
            "https://www.facebook.com/v23.0/dialog/oauth",
            "https://graph.facebook.com/v23.0/oauth/access_token",
            "https://graph.facebook.com/v23.0/me?fields=id,name,email",
            ["email", "public_profile"]
        );

    public static Provider Apple { get; } =
        new("apple", "https://appleid.apple.com/auth/authorize", "https://appleid.apple.com/auth/token", "", ["name", "email"])
        {
            Pkce = false,
            PostsForm = true,
            KeysEndpoint = "https://appleid.apple.com/auth/keys",
            Issuer = "https://appleid.apple.com",
        };

    public static Provider GitHub { get; } =
        new(
            "github",
            "https://github.com/login/oauth/authorize",
            "https://github.com/login/oauth/access_token",
            "https://api.github.com/user",
            ["read:user", "user:email"]
        )
        {
            EmailsEndpoint = "https://api.github.com/user/emails",
        };

    /// <summary>In the order of the buttons.</summary>
    public static IReadOnlyList<Provider> All { get; } = [Google, Apple, GitHub, Facebook];

    /// <summary>Its name as it writes it.</summary>
    public static string Title(string name) =>
        name switch
        {
            "google" => "Google",
            "apple" => "Apple",
            "github" => "GitHub",
            "facebook" => "Facebook",
            _ => name,
        };
}
