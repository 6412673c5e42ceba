using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ami.Modules.Identity.OAuth;

/// <summary>
/// Checks an identity token of OpenID Connect (Core 1.0 §3.1.3.7) that is signed with RS256, the only algorithm accepted; the key is one that the
/// provider publishes, never one that the token brings.
/// </summary>
internal static class IdentityToken
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>The claims.</summary>
    /// <param name="token">As the token endpoint gave it.</param>
    /// <param name="keys">The provider's key set (RFC 7517).</param>
    /// <param name="issuer">Who must have issued it.</param>
    /// <param name="audience">For whom it must be: our client id.</param>
    /// <param name="nonce">What we sent along when we asked.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ProviderFailure">It is not what it must be; the message says what is wrong, for the log.</exception>
    public static JsonElement Check(string token, JsonElement keys, string issuer, string audience, string nonce, DateTimeOffset now)
    {
        if (token.Split('.') is not [var headerPart, var payloadPart, var signaturePart]) throw new ProviderFailure("The identity token does not have three parts.");
        var header = Json(headerPart);
        if (Text(header, "alg") != "RS256") throw new ProviderFailure("The identity token is not signed with RS256.");
        using var key = Find(keys, Text(header, "kid"));
        if (!key.VerifyData(Encoding.ASCII.GetBytes($"{headerPart}.{payloadPart}"), Decode(signaturePart), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            throw new ProviderFailure("The identity token's signature is wrong.");

        var claims = Json(payloadPart);
        if (Text(claims, "iss") != issuer) throw new ProviderFailure("The identity token is from somebody else.");
        if (Text(claims, "aud") != audience) throw new ProviderFailure("The identity token is for somebody else.");
        if (!claims.TryGetProperty("exp", out var exp) || !exp.TryGetInt64(out var seconds) || DateTimeOffset.FromUnixTimeSeconds(seconds) + Skew <= now)
            throw new ProviderFailure("The identity token has expired.");
        if (Text(claims, "nonce") is not { } sent || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(nonce)))
            throw new ProviderFailure("The identity token answers another request.");
        return claims;
    }

    private static RSA Find(JsonElement keys, string? kid)
    {
        if (keys.ValueKind == JsonValueKind.Object && keys.TryGetProperty("keys", out var list) && list.ValueKind == JsonValueKind.Array)
            foreach (var key in list.EnumerateArray())
                if (kid is not null && Text(key, "kid") == kid && Text(key, "kty") == "RSA" && Text(key, "n") is { } n && Text(key, "e") is { } e)
                    return RSA.Create(new RSAParameters { Modulus = Decode(n), Exponent = Decode(e) });
        throw new ProviderFailure("The identity token is signed with a key that the provider does not publish.");
    }

    private static JsonElement Json(string part)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(Decode(part));
        }
        catch (JsonException)
        {
            throw new ProviderFailure("The identity token is not JSON.");
        }
    }

    private static byte[] Decode(string part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            throw new ProviderFailure("The identity token is not base64url.");
        }
    }

    private static string? Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
