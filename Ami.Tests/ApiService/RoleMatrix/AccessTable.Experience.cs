using Ami.Modules.Learning;
using static Ami.Tests.ApiService.RoleMatrix.Who;
using Needs = Ami.TestKit.Needs;

namespace Ami.Tests.ApiService.RoleMatrix;

internal static partial class AccessTable
{
    /// <summary>What learning earned, and who compares it.</summary>
    private static IEnumerable<AccessLine> Experience =>
        Needs.Of<LearningModule, AccessLine>(
            new("GET /api/experience/rules", Everybody),
            new("GET /api/me/experience", SignedIn),
            new("GET /api/me/achievements", SignedIn),
            new("GET /api/leaderboard", SignedIn),
            new("GET /api/me/leaderboard", SignedIn),
            new("PUT /api/me/leaderboard", SignedIn, Body: _ => new { name = "Ana" }),
            new("DELETE /api/me/leaderboard", SignedIn),
            new("GET /api/me/friends", SignedIn),
            new("POST /api/me/friends", SignedIn),
            // Of other people's it says the same as of one that is over; that it is still there is proven by its owner's yes, which comes last.
            new("DELETE /api/me/friends/{friendship}", SignedIn, own => $"/api/me/friends/{own.Learning.Friendship}"),
            new("POST /api/me/friends/{friendship}/accept", Owner, own => $"/api/me/friends/{own.Learning.Friendship}/accept")
        );
}
