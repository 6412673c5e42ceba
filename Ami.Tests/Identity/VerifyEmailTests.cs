using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Tests.Fixtures;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class VerifyEmailTests
{
    private static ApiHost _host = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _host = await ApiHost.Start();

    [ClassCleanup]
    public static async Task Stop() => await _host.DisposeAsync();

    [TestMethod]
    public async Task Verify_MailedLink_ConfirmsOnce()
    {
        var (user, token) = await Newcomer();
        using var response = await user.Client.Post("/api/auth/email/verify", new { token });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("emailConfirmed").GetBoolean().ShouldBeTrue();
        (await _host.Audited("identity.email-verified", user.UserId)).ShouldBe(1);
        (await (await user.Client.Post("/api/auth/email/verify", new { token })).Code()).ShouldBe("auth.link_invalid");
    }

    [TestMethod]
    public async Task Verify_BySomebodyElseOrNobody_LeavesTheLinkToItsOwner()
    {
        var (user, token) = await Newcomer();
        var stranger = await _host.SignUp();
        (await (await stranger.Client.Post("/api/auth/email/verify", new { token })).Code()).ShouldBe("auth.link_invalid");
        (await _host.Anonymous().Post("/api/auth/email/verify", new { token })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await user.Client.Post("/api/auth/email/verify", new { token })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Verify_LinkForAnotherPurpose_IsRefused()
    {
        var user = await _host.SignUp();
        var token = await _host.ResetToken(user.Email);
        (await (await user.Client.Post("/api/auth/email/verify", new { token })).Code()).ShouldBe("auth.link_invalid");
    }

    [TestMethod]
    public async Task Resend_AtOnceAndLater_IsPacedAndEndsWhenConfirmed()
    {
        await using var host = await ApiHost.Start(database: _host.Database);
        var user = await host.SignUp("resend@example.com");
        using var tooSoon = await user.Client.PostAsync("/api/auth/email/resend", null);
        tooSoon.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        tooSoon.Headers.RetryAfter?.Delta.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
        host.Time.Advance(TimeSpan.FromSeconds(61));
        (await user.Client.PostAsync("/api/auth/email/resend", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await host.DispatchEvents();
        var mails = host.Mailbox.To(user.Email, "Confirm");
        mails.Count.ShouldBe(2);

        // Both links work until one was used for what it is for.
        (await user.Client.Post("/api/auth/email/verify", new { token = mails[0].Token })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await user.Client.PostAsync("/api/auth/email/resend", null)).Code()).ShouldBe("auth.email_confirmed");
    }

    [TestMethod]
    public async Task Resend_AllDay_StopsAtEightMails()
    {
        await using var host = await ApiHost.Start(database: _host.Database);
        var user = await host.SignUp("all-day@example.com");
        var sent = 1;
        for (var i = 0; i < 10; i++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(61));
            if ((await user.Client.PostAsync("/api/auth/email/resend", null)).StatusCode == HttpStatusCode.NoContent)
            {
                sent++;
            }
        }

        sent.ShouldBe(8);
    }

    private static async Task<(SignedIn User, string Token)> Newcomer()
    {
        var user = await _host.SignUp();
        await _host.DispatchEvents();
        return (user, _host.Mailbox.Newest(user.Email, "Confirm").Token);
    }
}
