using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ami.Modules.Identity;

/// <summary>
/// Makes access tokens: JWTs (RFC 7519) signed with ES256. Short-lived, so they are not looked up: who holds one is signed in until it expires or its session
/// is revoked. <see cref="BearerEvents"/> checks them.
/// </summary>
internal sealed class AccessTokens(SigningKeys keys, TimeProvider time)
{
    public const string Issuer = "https://ami.local";
    public const string Audience = "ami";
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Clocks of two of our machines may differ by this much.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>How long after it was issued a token may still be accepted.</summary>
    public static readonly TimeSpan LongestUse = Lifetime + Skew;

    private static readonly JsonWebTokenHandler Writer = new() { SetDefaultTimesOnTokenCreation = false };

    /// <param name="account">Whose token it is.</param>
    /// <param name="sessionId">The session it belongs to and ends with.</param>
    /// <param name="cancellationToken">Gives up waiting for the keys.</param>
    /// <param name="impersonator">The administrator who will really hold it, if any.</param>
    public async Task<(string Token, DateTimeOffset ExpiresAt)> Issue(
        Account account,
        Guid sessionId,
        CancellationToken cancellationToken,
        Guid? impersonator = null
    )
    {
        var ring = await keys.Get(cancellationToken);
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var claims = new Dictionary<string, object>
        {
            [CurrentUser.IdClaim] = account.Id.ToString(),
            ["email"] = account.Email,
            ["name"] = account.DisplayName,
            [CurrentUser.RoleClaim] = account.EffectiveRoles.ToArray(),
            ["plan"] = JsonNamingPolicy.CamelCase.ConvertName(account.Plan.ToString()),
            [CurrentUser.SessionClaim] = sessionId.ToString(),
            ["jti"] = TimeOrderedId.New(now).ToString(),
        };
        if (impersonator is { } actor)
        {
            claims[CurrentUser.ImpersonatorClaim] = new Dictionary<string, object> { [CurrentUser.IdClaim] = actor.ToString() };
        }

        var token = Writer.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                Claims = claims,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = (now + Lifetime).UtcDateTime,
                SigningCredentials = new SigningCredentials(ring.SignerAt(now).Security, SecurityAlgorithms.EcdsaSha256),
            }
        );
        return (token, now + Lifetime);
    }
}
