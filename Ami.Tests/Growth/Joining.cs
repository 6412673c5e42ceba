using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Growth;
using Ami.TestKit;

namespace Ami.Tests.Growth;

/// <summary>What tests of coming in do again and again.</summary>
internal static class Joining
{
    public const string Rules = "/api/admin/registration";

    /// <summary>Decides as an administrator how one becomes a user.</summary>
    public static async Task Decide(SignedIn admin, JoiningMode mode, int perMember = 5, int days = 14)
    {
        var now = await admin.Client.Get<DecideRegistration.RegistrationOverview>(Rules);
        var rules = now.Rules with { Mode = mode, InvitationsPerMember = perMember, InvitationDays = days };
        using var answer = await admin.Client.PutAsJsonAsync(Rules, rules, Answers.Json);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    public static Task<HttpResponseMessage> Register(ApiHost host, string email, string? invitation = null) =>
        host.Anonymous()
            .PostAsJsonAsync(
                "/api/auth/register",
                new
                {
                    email,
                    password = ApiHost.Password,
                    displayName = "Newcomer",
                    language = "en",
                    timeZone = "UTC",
                    invitation,
                }
            );

    public static async Task<string> CodeOf(Task<HttpResponseMessage> answering)
    {
        using var answer = await answering;
        return answer.IsSuccessStatusCode ? "in" : await answer.Code();
    }

    /// <summary>Makes a code as staff do.</summary>
    public static async Task<MyInvitation> Make(SignedIn admin, string? email = null) =>
        (await admin.Client.PostOnce("/api/admin/invitations", new { count = 1, email }).Read<IReadOnlyList<MyInvitation>>())[0];

    /// <summary>Joins the waitlist and gives the token of the mail.</summary>
    public static async Task<string> Join(ApiHost host, string email, string? referral = null)
    {
        using var answer = await host.Anonymous()
            .PostAsJsonAsync(
                "/api/waitlist",
                new
                {
                    email,
                    language = "en",
                    referral,
                }
            );
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        await host.DispatchEvents();
        return host.Mailbox.Newest(email).Token;
    }

    public static Task<MyPlace.WaitlistPlace> Place(ApiHost host, string act, string token) =>
        host.Anonymous().PostAsJsonAsync($"/api/waitlist/{act}", new { token }).Read<MyPlace.WaitlistPlace>();
}
