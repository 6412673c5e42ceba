using Ami.Modules.Identity.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity.Features;

/// <summary>The keys that verify access tokens, for programs that are not us: a JWK set (RFC 7517 §5), also those that sign soon or no more.</summary>
internal static class PublicKeys
{
    internal sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/.well-known/jwks.json", Get).AllowAnonymous().WithTags("Identity").WithName("GetPublicKeys");
        endpoints.MapGet("/api/auth/jwks.json", Get).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<Ok<JsonWebKeySet>> Get(HttpContext context, SigningKeys keys)
    {
        // A key is published ten minutes before it signs.
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(new JsonWebKeySet([.. (await keys.Get(context.RequestAborted)).All.Select(key => key.ToJson())]));
    }
}
