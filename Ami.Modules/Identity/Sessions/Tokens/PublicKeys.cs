using System.Buffers.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>The keys that verify access tokens, for programs that are not us: a JWK set (RFC 7517 §5), also those that sign soon or no more.</summary>
internal static class PublicKeys
{
    internal sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys);

    /// <summary>One public key as the world reads it (RFC 7517; RFC 7518 §6.2.1).</summary>
    internal sealed record JsonWebKey(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg)
    {
        public static JsonWebKey Of(SigningKey key)
        {
            var point = key.Security.ECDsa.ExportParameters(includePrivateParameters: false).Q;
            return new JsonWebKey("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y), key.Kid, "sig", "ES256");
        }
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet("/.well-known/jwks.json", Get)
            .AllowAnonymous()
            .WithTags("Identity")
            .WithName("GetPublicKeys")
            .WithSummary("The public keys of access tokens.");
        endpoints.MapGet("/api/auth/jwks.json", Get).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<Ok<JsonWebKeySet>> Get(HttpContext context, SigningKeys keys)
    {
        // A key is published ten minutes before it signs.
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(new JsonWebKeySet([.. (await keys.Get(context.RequestAborted)).All.Select(JsonWebKey.Of)]));
    }
}
