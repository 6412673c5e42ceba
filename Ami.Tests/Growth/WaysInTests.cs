using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Growth;
using Ami.Modules.Notifications;
using Ami.TestKit;
using Ami.Tests.Identity;
using static Ami.Tests.Growth.Joining;

namespace Ami.Tests.Growth;

/// <summary>The gate stands at every way in: where addresses are verified first, and at providers.</summary>
[TestClass]
[Needs<NotificationsModule>]
public sealed class WaysInTests
{
    [TestMethod]
    public async Task VerifyFirst_Invitation_WaitsForTheLinkAndIsUsedWithIt()
    {
        await using var host = await ApiHost.Start(new Dictionary<string, string?> { ["Identity:Registration"] = "verify-first" });
        var admin = await Administrator(host);
        await Decide(admin, JoiningMode.Invitation, days: 1);
        var invitation = await Make(admin);
        (await CodeOf(Register(host, "none@example.com"))).ShouldBe("registration.invitation_required");
        // Two sign up with the same one, and the link of the quicker uses it. That it has run out meanwhile is nobody's fault.
        (await CodeOf(Register(host, "quick@example.com", invitation.Code))).ShouldBe("in");
        (await CodeOf(Register(host, "slow@example.com", invitation.Code))).ShouldBe("in");
        await host.DispatchEvents();
        host.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        (await CodeOf(Finish(host, "quick@example.com"))).ShouldBe("in");
        (await CodeOf(Finish(host, "slow@example.com"))).ShouldBe("registration.invitation_used");
        (await CodeOf(Finish(host, "slow@example.com"))).ShouldBe("registration.invitation_used");
    }

    [TestMethod]
    public async Task VerifyFirst_AffiliateLink_WaitsForTheLinkAndCountsOnAnotherDevice()
    {
        await using var host = await ApiHost.Start(new Dictionary<string, string?> { ["Identity:Registration"] = "verify-first" });
        var admin = await Administrator(host);
        (await admin.Client.PostAsJsonAsync("/api/affiliate", new { about = "My blog", termsAccepted = true })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var row = (await admin.Client.Get<Page<AffiliateRow>>("/api/admin/affiliates")).Items.Single();
        var decision = new DecideAffiliate.DecideAffiliateRequest(AffiliateDecision.Approve, null, row.Version);
        (await admin.Client.PutAsJsonAsync($"/api/admin/affiliates/{row.Id}/decision", decision, Answers.Json)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var cookie = await AffiliateWorld.Click(host, row.Code);
        (await AffiliateWorld.Register(host, "friend@example.com", cookie)).ShouldBe(HttpStatusCode.Accepted);
        await host.DispatchEvents();
        (await CodeOf(Finish(host, "friend@example.com"))).ShouldBe("in");
        (await admin.Client.Get<MyAffiliate.AffiliateView>("/api/affiliate")).Own.ShouldNotBeNull().SignUps.ShouldBe(1);
    }

    [TestMethod]
    public async Task Provider_NewPerson_NeedsTheInvitationThatTheyBring()
    {
        await using var provider = await OAuthProvider.Start();
        await using var host = await ApiHost.Start(provider.Settings);
        var admin = await host.SignUpStaff("admin");
        await Decide(admin, JoiningMode.Invitation);
        var invitation = await Make(admin);
        var person = new
        {
            sub = "77",
            id = "77",
            email = "by-google@example.com",
            email_verified = true,
            name = "Ada",
        };

        await provider.Next(new { person });
        var browser = new OAuthBrowser(host, provider);
        await browser.SignIn("google");
        (await browser.TakeUpSession()).ShouldBeNull();
        browser.Problem.ShouldBe("registration.invitation_required");

        await provider.Next(new { person });
        var invited = new OAuthBrowser(host, provider);
        await invited.SignIn("google", $"?invitation={invitation.Code}");
        (await invited.TakeUpSession()).ShouldNotBeNull().Email.ShouldBe(person.email);

        // Who has an account comes in as ever.
        await provider.Next(new { person });
        var again = new OAuthBrowser(host, provider);
        await again.SignIn("google");
        (await again.TakeUpSession()).ShouldNotBeNull();
        (await CodeOf(Register(host, "other@example.com", invitation.Code))).ShouldBe("registration.invitation_used");
    }

    private static async Task<SignedIn> Administrator(ApiHost host)
    {
        using var asked = await Register(host, "admin@example.com");
        asked.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await host.DispatchEvents();
        (await CodeOf(Finish(host, "admin@example.com"))).ShouldBe("in");
        await Core.CoreHost.Execute(
            host.Database.Owner,
            "insert into identity.user_roles (user_id, role_id) select u.id, r.id from identity.users u, identity.roles r where r.name = 'admin'"
        );
        return await ApiHost.SignIn(new SignedIn(host.Anonymous(), Guid.Empty, "admin@example.com", ""));
    }

    private static Task<HttpResponseMessage> Finish(ApiHost host, string email) =>
        host.Anonymous().PostAsJsonAsync("/api/auth/register/finish", new { token = host.Mailbox.Newest(email).Token, password = ApiHost.Password });
}
