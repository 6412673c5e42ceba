using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Ami.Modules.Identity;

/// <summary>
/// Anybody's picture. Open to all because an image element cannot show who asks; ids cannot be guessed, and what people upload here is meant to be seen.
/// Under the address that the profile gives it never changes and may be kept by the browser; nobody in between keeps it, so that it is gone soon after it was
/// removed.
/// </summary>
internal static class GetAvatar
{
    private const string Forever = "private, max-age=604800, immutable";

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/users/{id:guid}/avatar", Handle).AllowAnonymous().WithSummary("Somebody's picture.");

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> Handle(
        Guid id,
        HttpContext context,
        AvatarStore avatars,
        CancellationToken cancellationToken,
        string? v = null
    )
    {
        if (await avatars.Find(id, cancellationToken) is not { } name)
        {
            return IdentityErrors.AvatarMissing.ToProblem();
        }

        var tag = new EntityTagHeaderValue($"\"{name}\"");
        var headers = context.Response.GetTypedHeaders();
        context.Response.Headers.CacheControl = v == name ? Forever : "private, no-cache";
        headers.ETag = tag;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        if (await avatars.Read(id, name, cancellationToken) is { } bytes)
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            return TypedResults.Bytes(bytes, TypeOf(name));
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Remove(HeaderNames.ETag);
        return IdentityErrors.AvatarMissing.ToProblem();
    }

    private static string TypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".png" => "image/png",
            ".jpg" => "image/jpeg",
            _ => "image/webp",
        };
}
