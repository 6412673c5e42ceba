using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ami.Modules.Identity;

internal static class BearerSetup
{
    public const string Scheme = "bearer";
    private const int MaxBytes = 4096;

    /// <summary>Signs requests in by our access tokens, and accepts nothing that is not exactly as we make it.</summary>
    public static AuthenticationBuilder AddAccessTokens(this AuthenticationBuilder builder)
    {
        builder.Services.AddSingleton<BearerEvents>();
        builder
            .Services.AddOptions<JwtBearerOptions>(Scheme)
            .Configure<SigningKeys, TimeProvider>(
                (options, keys, time) =>
                {
                    options.EventsType = typeof(BearerEvents);
                    options.SaveToken = false;
                    options.IncludeErrorDetails = false;
                    options.TokenHandlers.Clear();
                    options.TokenHandlers.Add(new JsonWebTokenHandler { MaximumTokenSizeInBytes = MaxBytes, MapInboundClaims = false });
                    options.TokenValidationParameters = new TokenValidationParameters
                    {
                        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                        ValidTypes = ["JWT"],
                        RequireSignedTokens = true,
                        TryAllIssuerSigningKeys = false,
                        // Not the library's own list of keys: that one keeps keys we have removed. BearerEvents has read the ring just before.
                        IssuerSigningKeyResolver = (_, _, kid, _) => keys.Known?.Named(kid) is { } key ? [key.Security] : [],
                        ValidIssuer = AccessTokens.Issuer,
                        AudienceValidator = (_, token, _) =>
                            token is JsonWebToken jwt
                            && jwt.TryGetPayloadValue<object>(JwtRegisteredClaimNames.Aud, out var audience)
                            && audience is AccessTokens.Audience,
                        // The library would look at the system's clock.
                        LifetimeValidator = (from, until, _, _) =>
                            time.GetUtcNow().UtcDateTime is var now && from - AccessTokens.Skew <= now && now < until + AccessTokens.Skew,
                    };
                }
            );
        return builder.AddJwtBearer(Scheme, _ => { });
    }
}
