using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>One's own picture: the body of the request is the file.</summary>
internal static class ChangeAvatar
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var avatar = api.MapGroup("/me/avatar").RequireAuthorization();
        avatar
            .MapPut("", Put)
            .WithUrgency(Urgency.Bulk)
            .Accepts<Stream>("image/png", "image/jpeg", "image/webp")
            .WithMetadata(new BodyLimit())
            .WithSummary("Another picture: the body is a PNG, JPEG or WebP file.");
        // What the route above does not accept comes here, and is told which pictures are.
        avatar.MapPut("", Refuse).WithUrgency(Urgency.Bulk).ExcludeFromDescription();
        avatar.MapDelete("", Delete).WithSummary("Takes the picture away.");
    }

    private static async Task<Results<Ok<UserProfile>, ProblemHttpResult>> Put(
        HttpRequest request,
        ClaimsPrincipal user,
        AvatarStore avatars,
        Profiles profiles,
        CancellationToken cancellationToken
    )
    {
        if (await Read(request, cancellationToken) is not { } upload)
        {
            return ImageErrors.TooLarge(AvatarStore.Limits.Bytes).ToProblem();
        }

        var replaced = await avatars.Replace(user.UserId(), upload, cancellationToken);
        if (!replaced.Try(out _, out var refused))
        {
            return refused.ToProblem();
        }

        return (await profiles.Find(user.UserId(), cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static ProblemHttpResult Refuse() =>
        TypedResults.Problem(
            ImageErrors.Unsupported.Message,
            statusCode: StatusCodes.Status415UnsupportedMediaType,
            extensions: new Dictionary<string, object?> { ["code"] = ImageErrors.Unsupported.Code }
        );

    private static async Task<Results<Ok<UserProfile>, ProblemHttpResult>> Delete(
        ClaimsPrincipal user,
        AvatarStore avatars,
        Profiles profiles,
        CancellationToken cancellationToken
    )
    {
        await avatars.Remove(user.UserId(), cancellationToken);
        return (await profiles.Find(user.UserId(), cancellationToken)).ToHttp(TypedResults.Ok);
    }

    /// <summary>The whole body, or null when it is too large; then no more than the limit was read.</summary>
    private static async Task<byte[]?> Read(HttpRequest request, CancellationToken cancellationToken)
    {
        var most = AvatarStore.Limits.Bytes;
        if (request.ContentLength > most)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[32 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (body.Length + read > most)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>Far above our own limit: the web server reads what was refused to its end, so that who is still sending it hears why. Beyond this it hangs up.</summary>
    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 16 * AvatarStore.Limits.Bytes;
    }
}
