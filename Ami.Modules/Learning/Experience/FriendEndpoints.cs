using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Learning;

/// <summary>One's friends, by codes that both give and accept.</summary>
internal static class FriendEndpoints
{
    /// <param name="Code">That a friend gave one.</param>
    internal sealed record AskRequest(string Code);

    public static void Map(RouteGroupBuilder friends)
    {
        friends.MapGet("", Look).WithName("MyFriends").WithSummary("The signed-in user's friends, who asks them, and whom they asked.");
        friends
            .MapPost("", Ask)
            .RefuseImpersonation()
            .WithName("AskFriend")
            .WithSummary("Asks whoever has this code to be the signed-in user's friend; who was asked by them says yes with it.");
        friends.MapPost("/{friendship}/accept", Accept).RefuseImpersonation().WithName("AcceptFriend").WithSummary("Says yes to somebody who asked.");
        friends
            .MapDelete("/{friendship}", End)
            .RefuseImpersonation()
            .WithName("EndFriendship")
            .WithSummary("Ends a friendship, declines a request, or takes one back.");
    }

    private static async Task<Ok<FriendsView>> Look(ClaimsPrincipal user, Friends friends, CancellationToken cancellationToken) =>
        TypedResults.Ok(await friends.Look(user.UserId(), cancellationToken));

    private static async Task<Results<NoContent, ProblemHttpResult>> Ask(
        AskRequest request,
        ClaimsPrincipal user,
        Friends friends,
        CancellationToken cancellationToken
    ) => (await friends.Ask(user.UserId(), request.Code, cancellationToken)).ToHttp(_ => TypedResults.NoContent());

    private static async Task<Results<NoContent, ProblemHttpResult>> Accept(
        Guid friendship,
        ClaimsPrincipal user,
        Friends friends,
        CancellationToken cancellationToken
    ) => (await friends.Accept(user.UserId(), friendship, cancellationToken)).ToHttp(_ => TypedResults.NoContent());

    private static async Task<NoContent> End(Guid friendship, ClaimsPrincipal user, Friends friends, CancellationToken cancellationToken)
    {
        await friends.End(user.UserId(), friendship, cancellationToken);
        return TypedResults.NoContent();
    }
}
