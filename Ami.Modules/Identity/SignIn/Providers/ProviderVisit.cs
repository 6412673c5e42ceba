using Microsoft.AspNetCore.Authentication;

namespace Ami.Modules.Identity;

/// <summary>What somebody wants from a provider.</summary>
internal enum VisitPurpose
{
    /// <summary>To come in.</summary>
    SignIn,

    /// <summary>To be able to come in this way from now on.</summary>
    Link,

    /// <summary>To show again who they are before a sensitive act.</summary>
    Confirm,
}

/// <summary>Why somebody goes to a provider; kept in the sealed state until they come back.</summary>
/// <param name="Kind">What for.</param>
/// <param name="Next">Where to go afterwards, a path of ours.</param>
/// <param name="Language">Of a new account.</param>
/// <param name="TimeZone">Of a new account.</param>
/// <param name="SessionId">The session it is done in, unless it is to sign in.</param>
/// <param name="Invitation">For a new account.</param>
internal sealed record ProviderVisit(VisitPurpose Kind, string Next, Language Language, string TimeZone, Guid SessionId = default, string? Invitation = null)
{
    /// <summary>Where the challenge's address is left when it is not answered by a redirect.</summary>
    public const string AddressParameter = "address";

    public AuthenticationProperties ToProperties() =>
        new(
            new Dictionary<string, string?>
            {
                ["kind"] = Kind.ToString(),
                ["next"] = Next,
                ["language"] = Language.ToString(),
                ["zone"] = TimeZone,
                ["session"] = SessionId.ToString(),
                ["invitation"] = Invitation,
            }
        );

    public static ProviderVisit? From(AuthenticationProperties? properties) =>
        properties?.Items is { } items && items.TryGetValue("kind", out var kind) && Enum.TryParse<VisitPurpose>(kind, out var parsed)
            ? new ProviderVisit(
                parsed,
                items["next"] ?? "/",
                Enum.Parse<Language>(items["language"] ?? nameof(Language.En)),
                items["zone"] ?? "UTC",
                Guid.Parse(items["session"] ?? ""),
                items.TryGetValue("invitation", out var invitation) ? invitation : null
            )
            : null;
}

/// <summary>Addresses to return to.</summary>
internal static class LocalPath
{
    private const int MaxLength = 1024;

    /// <summary>
    /// The path if it can only lead to a page of ours, else the home page. A browser reads a backslash as a slash, and drops tabs and line breaks; what is
    /// not ASCII comes percent-encoded from it.
    /// </summary>
    public static string OrHome(string? path) =>
        path is { Length: > 0 and <= MaxLength } && path[0] == '/' && !(path.Length > 1 && path[1] == '/') && path.All(c => c is > ' ' and <= '~' and not '\\')
            ? path
            : "/";
}
