using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Operations.Features;

/// <summary>The links under which somebody shows something of theirs, of whatever module. Making one is the module's, which knows what there is to choose.</summary>
internal static class MyShareLinks
{
    internal sealed record ShareLinkList(IReadOnlyList<ShareLink> Items);

    public static void Map(IEndpointRouteBuilder links)
    {
        links
            .MapGet("", List)
            .WithName("GetMyShareLinks")
            .WithSummary(
                "The signed-in user's links that work, newest first: when each ends, how often and when last it was opened. On request only those to one thing."
            );
        links.MapDelete("/{id:guid}", End).WithName("EndMyShareLink").WithSummary("Ends a link at once, for everybody who has it.");
    }

    private static async Task<Ok<ShareLinkList>> List(Guid? subject, ClaimsPrincipal user, ShareLinks links, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ShareLinkList(await links.List(user.UserId(), subject, cancellationToken)));

    private static async Task<Results<NoContent, ProblemHttpResult>> End(
        Guid id,
        ClaimsPrincipal user,
        ShareLinks links,
        CancellationToken cancellationToken
    ) => (await links.End(user.UserId(), id, cancellationToken)).ToHttp(_ => TypedResults.NoContent());
}
