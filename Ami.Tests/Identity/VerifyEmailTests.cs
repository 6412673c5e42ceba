using System.Net;
using Ami.Modules.Identity;
using Ami.TestKit;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class VerifyEmailTests : ApiTests<VerifyEmailTests>
{
    [TestMethod]
    public async Task Verify_MailedLink_ConfirmsOnce()
    {
        var (user, token) = await Newcomer();
        using var response = await user.Client.Post("/api/auth/email/verify", new { token });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Read<UserProfile>()).EmailConfirmed.ShouldBeTrue();
        (await Host.Audited("identity.email-verified", user.UserId)).ShouldBe(1);
        (await (await user.Client.Post("/api/auth/email/verify", new { token })).Code()).ShouldBe("auth.link_invalid");
    }

    [TestMethod]
    public async Task Verify_BySomebodyElseOrNobody_LeavesTheLinkToItsOwner()
    {
        var (user, token) = await Newcomer();
        var stranger = await Host.SignUp();
        (await (await stranger.Client.Post("/api/auth/email/verify", new { token })).Code()).ShouldBe("auth.link_invalid");
        (await Host.Anonymous().Post("/api/auth/email/verify", new { token })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await user.Client.Post("/api/auth/email/verify", new { token })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Verify_LinkForAnotherPurpose_IsRefused()
    {
        var user = await Host.SignUp();
        var token = await Host.ResetToken(user.Email);
        (await (await user.Client.Post("/api/auth/email/verify", new { token })).Code()).ShouldBe("auth.link_invalid");
    }

    [TestMethod]
    public async Task Resend_AtOnceAndLater_IsPacedAndEndsWhenConfirmed()
    {
        var user = await Host.SignUp("resend@example.com");
        using var tooSoon = await user.Client.PostAsync("/api/auth/email/resend", null);
        tooSoon.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        tooSoon.Headers.RetryAfter?.Delta.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
        Host.Time.Advance(TimeSpan.FromSeconds(61));
        (await user.Client.PostAsync("/api/auth/email/resend", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Host.DispatchEvents();
        var mails = Host.Mailbox.To(user.Email, "Confirm");
        mails.Count.ShouldBe(2);

        // Both links work until one was used for what it is for.
        (await user.Client.Post("/api/auth/email/verify", new { token = mails[0].Token })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await user.Client.PostAsync("/api/auth/email/resend", null)).Code()).ShouldBe("auth.email_confirmed");
    }

    [TestMethod]
    public async Task Resend_AllDay_StopsAtEightMails()
    {
        var user = await Host.SignUp("all-day@example.com");
        var sent = 1;
        for (var i = 0; i < 10; i++)
        {
            Host.Time.Advance(TimeSpan.FromSeconds(61));
            if ((await user.Client.PostAsync("/api/auth/email/resend", null)).StatusCode == HttpStatusCode.NoContent)
            {
                sent++;
            }
        }

        sent.ShouldBe(8);
    }

    private static async Task<(SignedIn User, string Token)> Newcomer()
    {
        var user = await Host.SignUp();
        await Host.DispatchEvents();
        return (user, Host.Mailbox.Newest(user.Email, "Confirm").Token);
    }
}
