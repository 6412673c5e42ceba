using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ami.Modules.Identity;

/// <summary>
/// A developer's key at Apple. Instead of a client secret Apple takes a token signed with it (developer.apple.com, "Creating a client secret").
/// </summary>
internal sealed record AppleKey(string TeamId, string KeyId, ECDsa PrivateKey)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Writer = new() { SetDefaultTimesOnTokenCreation = false };

    public string ClientSecret(string clientId, string audience, DateTimeOffset now) =>
        Writer.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = TeamId,
                Audience = audience,
                IssuedAt = now.UtcDateTime,
                Expires = (now + Lifetime).UtcDateTime,
                Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = clientId },
                SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(PrivateKey) { KeyId = KeyId }, SecurityAlgorithms.EcdsaSha256),
            }
        );
}
