using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ami.Modules.Identity;

/// <summary>
/// Checks an identity token of OpenID Connect (Core 1.0 §3.1.3.7) that is signed with RS256, the only algorithm accepted; the key is one that the
/// provider publishes, never one that the token brings.
/// </summary>
internal static class IdentityToken
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private static readonly JsonWebTokenHandler Reader = new() { MapInboundClaims = false };

    /// <summary>The claims.</summary>
    /// <param name="token">As the token endpoint gave it.</param>
    /// <param name="keys">The provider's key set (RFC 7517).</param>
    /// <param name="issuer">Who must have issued it.</param>
    /// <param name="audience">For whom it must be: our client id.</param>
    /// <param name="nonce">What we sent along when we asked.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ProviderFailure">It is not what it must be; the message says what is wrong, for the log.</exception>
    public static async Task<JsonElement> Check(string token, JsonElement keys, string issuer, string audience, string nonce, DateTimeOffset now)
    {
        var result = await Reader.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
                ValidIssuer = issuer,
                ValidAudience = audience,
                IssuerSigningKeys = JsonWebKeySet.Create(keys.GetRawText()).GetSigningKeys(),
                TryAllIssuerSigningKeys = false,
                LifetimeValidator = (_, until, _, _) => now.UtcDateTime < until + Skew,
            }
        );
        if (!result.IsValid)
        {
            throw new ProviderFailure($"The identity token was refused: {result.Exception.GetType().Name}.");
        }

        var claims = JsonSerializer.Deserialize<JsonElement>(Base64UrlEncoder.Decode(((JsonWebToken)result.SecurityToken).EncodedPayload));
        if (
            !result.Claims.TryGetValue(JwtRegisteredClaimNames.Nonce, out var sent)
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent as string ?? ""), Encoding.UTF8.GetBytes(nonce))
        )
        {
            throw new ProviderFailure("The identity token answers another request.");
        }

        return claims;
    }
}
