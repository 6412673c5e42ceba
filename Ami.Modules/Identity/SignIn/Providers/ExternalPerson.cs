using System.Globalization;
using System.Text.Json;

namespace Ami.Modules.Identity;

/// <summary>Somebody as a provider knows them.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Key">Their id there, which never changes; nothing else identifies them.</param>
/// <param name="Email">Their address; null when it was not given.</param>
/// <param name="EmailVerified">Whether the provider vouches for the address being theirs.</param>
/// <param name="Name">What they are called; null when it was not given.</param>
internal sealed record ExternalPerson(string Provider, string Key, string? Email, bool EmailVerified, string? Name)
{
    private const int MaxKey = 255;

    /// <summary>Claims of OpenID Connect: Google's user endpoint, Apple's identity token.</summary>
    public static ExternalPerson FromClaims(string provider, JsonElement claims, string? name = null) =>
        new(provider, Id(claims, "sub"), Text(claims, "email"), IsTrue(claims, "email_verified"), name ?? Text(claims, "name"));

    /// <summary>Facebook does not say whether an address was verified, so whoever runs AMI has to.</summary>
    public static ExternalPerson FromFacebook(JsonElement user, bool trustEmail) =>
        new("facebook", Id(user, "id"), Text(user, "email"), trustEmail && Text(user, "email") is not null, Text(user, "name"));

    /// <summary>GitHub's profile shows whatever address somebody chose; only the list of addresses tells which is theirs.</summary>
    public static ExternalPerson FromGitHub(JsonElement user, JsonElement emails)
    {
        var primary = emails.ValueKind == JsonValueKind.Array ? emails.EnumerateArray().FirstOrDefault(email => IsTrue(email, "primary")) : default;
        return new ExternalPerson("github", Id(user, "id"), Text(primary, "email"), IsTrue(primary, "verified"), Text(user, "name") ?? Text(user, "login"));
    }

    private static string Id(JsonElement from, string name)
    {
        var id =
            from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value)
                ? value.ValueKind switch
                {
                    JsonValueKind.String => value.GetString(),
                    JsonValueKind.Number when value.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
                    _ => null,
                }
                : null;
        return id is { Length: > 0 and <= MaxKey } && !id.Contains('\0')
            ? id
            : throw new ProviderFailure("The provider's answer does not say who it is about.");
    }

    private static string? Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object
        && from.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    /// <summary>Apple writes booleans as text.</summary>
    private static bool IsTrue(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object
        && from.TryGetProperty(name, out var value)
        && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.GetString() == "true"));
}

/// <summary>A provider did not answer as it should.</summary>
internal sealed class ProviderFailure(string message) : Exception(message);
