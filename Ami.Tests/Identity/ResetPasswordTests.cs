using System.Net;
using Ami.Modules.Identity;
using Ami.TestKit;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class ResetPasswordTests : ApiTests<ResetPasswordTests>
{
    private const string NewPassword = "eleven blue kites";

    [TestMethod]
    public async Task Reset_MailedLink_ChangesThePasswordEndsSessionsAndTells()
    {
        var user = await Host.SignUp();
        var token = await Host.ResetToken(user.Email);
        using var response = await Reset(token, NewPassword);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent, await response.Content.ReadAsStringAsync());

        (await Host.Login(user.Email, ApiHost.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Host.Login(user.Email, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Client.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await Host.DispatchEvents();
        Host.Mailbox.Newest(user.Email, "password has changed").Link.AbsolutePath.ShouldBe("/forgot-password");
        (await Host.Audited("identity.password-reset", user.UserId)).ShouldBe(1);
    }

    [TestMethod]
    public async Task Reset_MailedLink_AlsoConfirmsTheAddress()
    {
        var user = await Host.SignUp();
        (await user.Client.Me()).EmailConfirmed.ShouldBeFalse();
        (await Reset(await Host.ResetToken(user.Email), NewPassword)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Host.Login(user.Email, NewPassword).Read<AccessGrant>()).User.EmailConfirmed.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Reset_AddressThatAStrangerSignedUpWith_ClosesTheStrangersWaysIn()
    {
        var user = await Host.SignUp();
        await LinkProvider(Host, user.UserId);
        await Host.Scalar<Guid>("update identity.users set two_factor_enabled = true where id = $1 returning id", user.UserId);
        (await Reset(await Host.ResetToken(user.Email), NewPassword)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Host.Scalar<long>("select count(*) from identity.external_logins where user_id = $1", user.UserId)).ShouldBe(0);
        (await Host.Login(user.Email, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK, "no code of the stranger's app is asked for");
    }

    [TestMethod]
    public async Task Reset_ConfirmedAddress_LeavesTheSecondFactorAndTrustsNoBrowser()
    {
        var user = await Host.SignUp();
        await Host.DispatchEvents();
        await user.Client.Post("/api/auth/email/verify", new { token = Host.Mailbox.Newest(user.Email, "Confirm").Token });
        await LinkProvider(Host, user.UserId);
        await Host.Scalar<Guid>("update identity.users set two_factor_enabled = true where id = $1 returning id", user.UserId);
        await Host.Scalar<Guid>("update identity.devices set trusted_until = now() + interval '20 days' where user_id = $1 returning id", user.UserId);
        (await Reset(await Host.ResetToken(user.Email), NewPassword)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Host.Scalar<long>("select count(*) from identity.external_logins where user_id = $1", user.UserId)).ShouldBe(1);
        using var login = await user.Client.Post("/api/auth/login", new { email = user.Email, password = NewPassword });
        (await login.Code()).ShouldBe("auth.second_factor_required");
    }

    [TestMethod]
    public async Task Reset_SecondTimeOrExpired_IsRefused()
    {
        var user = await Host.SignUp("twice@example.com");
        var token = await Host.ResetToken(user.Email);
        (await Reset(token, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var again = await Reset(token, "twelve green kites");
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await again.Code()).ShouldBe("auth.link_invalid");

        Host.Time.Advance(TimeSpan.FromMinutes(2));
        var late = await Host.ResetToken(user.Email);
        Host.Time.Advance(TimeSpan.FromMinutes(61));
        using var expired = await Host.Anonymous().Post("/api/auth/password/reset", new { token = late, password = NewPassword });
        (await expired.Code()).ShouldBe("auth.link_invalid");
    }

    [TestMethod]
    public async Task Reset_SameLinkManyTimesAtOnce_WorksOnce()
    {
        var user = await Host.SignUp();
        var token = await Host.ResetToken(user.Email);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Reset(token, $"{NewPassword} number {i}")));
        answers.Count(a => a.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("x")]
    [DataRow("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [DataRow("nul\0")]
    public async Task Reset_NoRealToken_IsRefused(string token) => (await (await Reset(token, NewPassword)).Code()).ShouldBe("auth.link_invalid");

    [TestMethod]
    [DataRow("short", "auth.invalid_fields")]
    [DataRow("Password123!", "auth.password_common")]
    public async Task Reset_WeakPassword_IsRefusedAndTheLinkStaysGood(string weak, string code)
    {
        var user = await Host.SignUp();
        var token = await Host.ResetToken(user.Email);
        (await (await Reset(token, weak)).Code()).ShouldBe(code);
        (await Reset(token, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [TestMethod]
    public async Task Forgot_UnknownAddress_AnswersAlikeAndSendsNothing()
    {
        var user = await Host.SignUp();
        using var known = await Host.Anonymous().Post("/api/auth/password/forgot", new { email = user.Email });
        using var unknown = await Host.Anonymous().Post("/api/auth/password/forgot", new { email = "no-one@example.com" });
        unknown.StatusCode.ShouldBe(known.StatusCode);
        (await unknown.Content.ReadAsStringAsync()).ShouldBe(await known.Content.ReadAsStringAsync());
        unknown.Headers.Select(h => h.Key).ShouldBe(known.Headers.Select(h => h.Key));
        await Host.DispatchEvents();
        Host.Mailbox.To("no-one@example.com").ShouldBeEmpty();
        Host.Mailbox.To(user.Email, "new password").Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Forgot_ManyTimes_SendsOneMailPerMinute()
    {
        var user = await Host.SignUp();
        for (var i = 0; i < 5; i++)
        {
            await Host.Anonymous().Post("/api/auth/password/forgot", new { email = user.Email });
        }

        await Host.DispatchEvents();
        Host.Mailbox.To(user.Email, "new password").Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Links_Table_HoldsNoSecret()
    {
        var user = await Host.SignUp();
        var token = await Host.ResetToken(user.Email);
        (await Host.Scalar<long>("select count(*) from identity.links l where l::text like '%' || $1 || '%'", token)).ShouldBe(0);
        (await Host.Scalar<long>("select count(*) from core.outbox_events e where e::text like '%' || $1 || '%'", token)).ShouldBe(0);
        (await Host.Scalar<long>("select count(*) from core.audit_entries e where e::text like '%' || $1 || '%'", token)).ShouldBe(0);
    }

    private static Task LinkProvider(ApiHost host, Guid userId) =>
        host.Scalar<Guid>(
            "insert into identity.external_logins (provider, key, user_id, email, linked_at, last_used_at) values ('google', $2, $1, 'x@example.com', now(), now()) returning user_id",
            userId,
            userId.ToString()
        );

    private static Task<HttpResponseMessage> Reset(string token, string password) => Host.Anonymous().Post("/api/auth/password/reset", new { token, password });
}
