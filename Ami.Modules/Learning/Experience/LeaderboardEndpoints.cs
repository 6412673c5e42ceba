using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Learning;

/// <summary>Joining the leaderboard, leaving it, and looking at it.</summary>
internal static class LeaderboardEndpoints
{
    /// <param name="Name">As the others are to see one.</param>
    internal sealed record JoinRequest(string Name);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet("/api/leaderboard", Look)
            .RequireAuthorization()
            .WithTags("Experience")
            .WithName("GetLeaderboard")
            .WithSummary("Who earned most in a week, among all who joined or among the signed-in user's friends.");
        var mine = endpoints.MapGroup("/api/me/leaderboard").RequireAuthorization().WithTags("Experience");
        mine.MapGet("", Mine).WithName("MyLeaderboard").WithSummary("Whether the signed-in user joined the leaderboard, and as whom.");
        mine.MapPut("", Join)
            .RefuseImpersonation()
            .WithName("JoinLeaderboard")
            .WithSummary("Joins the leaderboard under a name that others see, or takes another name.");
        mine.MapDelete("", Leave)
            .RefuseImpersonation()
            .WithName("LeaveLeaderboard")
            .WithSummary("Leaves the leaderboard: nobody sees the signed-in user in it any more, and their friendships are over.");
    }

    private static async Task<Ok<PlayerView>> Mine(ClaimsPrincipal user, Leaderboard leaderboard, CancellationToken cancellationToken) =>
        TypedResults.Ok(await leaderboard.Mine(user.UserId(), cancellationToken));

    private static async Task<Results<Ok<PlayerView>, ProblemHttpResult>> Join(
        JoinRequest request,
        ClaimsPrincipal user,
        Leaderboard leaderboard,
        CancellationToken cancellationToken
    ) => (await leaderboard.Join(user.UserId(), request.Name, cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<NoContent> Leave(ClaimsPrincipal user, Leaderboard leaderboard, CancellationToken cancellationToken)
    {
        await leaderboard.Leave(user.UserId(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<LeaderboardView>, ProblemHttpResult>> Look(
        ClaimsPrincipal user,
        Leaderboard leaderboard,
        DateOnly? week,
        Choice<LeaderboardAmong>? among = null,
        CancellationToken cancellationToken = default
    ) => (await leaderboard.Look(user.UserId(), week, among?.Value ?? LeaderboardAmong.All, cancellationToken)).ToHttp(TypedResults.Ok);
}
