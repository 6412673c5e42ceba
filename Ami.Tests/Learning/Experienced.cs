using System.Net.Http.Json;
using Ami.Modules.Learning;
using Ami.TestKit;

namespace Ami.Tests.Learning;

/// <summary>What people ask of their experience, and of others'.</summary>
internal static class Experienced
{
    /// <summary>Goes on to the next noon in UTC, so that no day ends in the middle of a test.</summary>
    public static void ToNoon(this ShiftedTime time)
    {
        var now = time.GetUtcNow();
        var noon = now - now.TimeOfDay + TimeSpan.FromHours(12);
        time.Advance((noon > now ? noon : noon.AddDays(1)) - now);
    }

    public static Task<ExperienceView> Experience(this HttpClient client) => client.Get<ExperienceView>("/api/me/experience");

    public static async Task<IReadOnlyList<AchievementView>> Achievements(this HttpClient client) =>
        (await client.Get<GetExperience.MyAchievements>("/api/me/achievements")).Achievements;

    public static async Task<IReadOnlyList<string>> Achieved(this HttpClient client) =>
        [.. (await client.Achievements()).Where(one => one.GivenAt is not null).Select(one => one.Key)];

    /// <summary>Lives elsewhere from now on.</summary>
    public static async Task MoveTo(this HttpClient client, string zone) =>
        (await client.PatchAsJsonAsync("/api/me", new { timeZone = zone })).EnsureSuccessStatusCode();

    public static Task<HttpResponseMessage> Join(this HttpClient client, string name) =>
        client.PutAsJsonAsync("/api/me/leaderboard", new LeaderboardEndpoints.JoinRequest(name), Answers.Json);

    public static Task<HttpResponseMessage> Leave(this HttpClient client) => client.DeleteAsync("/api/me/leaderboard");

    public static Task<LeaderboardView> Leaderboard(this HttpClient client, string query = "") => client.Get<LeaderboardView>($"/api/leaderboard{query}");

    public static Task<FriendsView> Friends(this HttpClient client) => client.Get<FriendsView>("/api/me/friends");

    public static Task<HttpResponseMessage> AskFriend(this HttpClient client, string code) =>
        client.PostAsJsonAsync("/api/me/friends", new FriendEndpoints.AskRequest(code), Answers.Json);

    public static Task<HttpResponseMessage> Accept(this HttpClient client, Guid friendship) => client.PostAsync($"/api/me/friends/{friendship}/accept", null);

    public static Task<HttpResponseMessage> EndFriendship(this HttpClient client, Guid friendship) => client.DeleteAsync($"/api/me/friends/{friendship}");
}
