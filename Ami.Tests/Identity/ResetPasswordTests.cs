using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Tests.Fixtures;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class ResetPasswordTests
{
    private const string NewPassword = "eleven blue kites";
    private static ApiHost _host = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _host = await ApiHost.Start();

    [ClassCleanup]
    public static async Task Stop() => await _host.DisposeAsync();

    [TestMethod]
    public async Task Reset_MailedLink_ChangesThePasswordEndsSessionsAndTells()
    {
        var user = await _host.SignUp();
        var token = await _host.ResetToken(user.Email);
        using var response = await Reset(token, NewPassword);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent, await response.Content.ReadAsStringAsync());

        (await _host.Login(user.Email, ApiHost.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _host.Login(user.Email, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Client.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await _host.DispatchEvents();
        _host.Mailbox.Newest(user.Email, "password has changed").Link.AbsolutePath.ShouldBe("/forgot-password");
        (await _host.Audited("identity.password-reset", user.UserId)).ShouldBe(1);
    }

    [TestMethod]
    public async Task Reset_MailedLink_AlsoConfirmsTheAddress()
    {
        var user = await _host.SignUp();
        (await user.Client.Me()).GetProperty("emailConfirmed").GetBoolean().ShouldBeFalse();
        (await Reset(await _host.ResetToken(user.Email), NewPassword)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var login = await (await _host.Login(user.Email, NewPassword)).Content.ReadFromJsonAsync<JsonElement>();
        login.GetProperty("user").GetProperty("emailConfirmed").GetBoolean().ShouldBeTrue();
    }

    [TestMethod]
    public async Task Reset_AddressThatAStrangerSignedUpWith_ClosesTheStrangersWaysIn()
    {
        var user = await _host.SignUp();
        await LinkProvider(_host, user.UserId);
        await _host.Scalar<Guid>("update identity.users set two_factor_enabled = true where id = $1 returning id", user.UserId);
        (await Reset(await _host.ResetToken(user.Email), NewPassword)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _host.Scalar<long>("select count(*) from identity.external_logins where user_id = $1", user.UserId)).ShouldBe(0);
        (await _host.Login(user.Email, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK, "no code of the stranger's app is asked for");
    }

    [TestMethod]
    public async Task Reset_ConfirmedAddress_LeavesTheSecondFactorAndTrustsNoBrowser()
    {
        var user = await _host.SignUp();
        await _host.DispatchEvents();
        await user.Client.Post("/api/auth/email/verify", new { token = _host.Mailbox.Newest(user.Email, "Confirm").Token });
        await LinkProvider(_host, user.UserId);
        await _host.Scalar<Guid>("update identity.users set two_factor_enabled = true where id = $1 returning id", user.UserId);
        await _host.Scalar<Guid>("update identity.devices set trusted_until = now() + interval '20 days' where user_id = $1 returning id", user.UserId);
        (await Reset(await _host.ResetToken(user.Email), NewPassword)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _host.Scalar<long>("select count(*) from identity.external_logins where user_id = $1", user.UserId)).ShouldBe(1);
        using var login = await user.Client.Post("/api/auth/login", new { email = user.Email, password = NewPassword });
        (await login.Code()).ShouldBe("auth.second_factor_required");
    }

    [TestMethod]
    public async Task Reset_SecondTimeOrExpired_IsRefused()
    {
        await using var host = await ApiHost.Start(database: _host.Database);
        var user = await host.SignUp("twice@example.com");
        var token = await host.ResetToken(user.Email);
        (await Reset(token, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var again = await Reset(token, "twelve green kites");
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await again.Code()).ShouldBe("auth.link_invalid");

        host.Time.Advance(TimeSpan.FromMinutes(2));
        var late = await host.ResetToken(user.Email);
        host.Time.Advance(TimeSpan.FromMinutes(61));
        using var expired = await host.Anonymous().Post("/api/auth/password/reset", new { token = late, password = NewPassword });
        (await expired.Code()).ShouldBe("auth.link_invalid");
    }

    [TestMethod]
    public async Task Reset_SameLinkManyTimesAtOnce_WorksOnce()
    {
        var user = await _host.SignUp();
        var token = await _host.ResetToken(user.Email);
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
        var user = await _host.SignUp();
        var token = await _host.ResetToken(user.Email);
        (await (await Reset(token, weak)).Code()).ShouldBe(code);
        (await Reset(token, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [TestMethod]
    public async Task Forgot_UnknownAddress_AnswersAlikeAndSendsNothing()
    {
        var user = await _host.SignUp();
        using var known = await _host.Anonymous().Post("/api/auth/password/forgot", new { email = user.Email });
        using var unknown = await _host.Anonymous().Post("/api/auth/password/forgot", new { email = "no-one@example.com" });
        unknown.StatusCode.ShouldBe(known.StatusCode);
        (await unknown.Content.ReadAsStringAsync()).ShouldBe(await known.Content.ReadAsStringAsync());
        unknown.Headers.Select(h => h.Key).ShouldBe(known.Headers.Select(h => h.Key));
        await _host.DispatchEvents();
        _host.Mailbox.To("no-one@example.com").ShouldBeEmpty();
        _host.Mailbox.To(user.Email, "new password").Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Forgot_ManyTimes_SendsOneMailPerMinute()
    {
        var user = await _host.SignUp();
        for (var i = 0; i < 5; i++)
        {
            await _host.Anonymous().Post("/api/auth/password/forgot", new { email = user.Email });
        }

        await _host.DispatchEvents();
        _host.Mailbox.To(user.Email, "new password").Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Links_Table_HoldsNoSecret()
    {
        var user = await _host.SignUp();
        var token = await _host.ResetToken(user.Email);
        (await _host.Scalar<long>("select count(*) from identity.links l where l::text like '%' || $1 || '%'", token)).ShouldBe(0);
        (await _host.Scalar<long>("select count(*) from core.outbox_events e where e::text like '%' || $1 || '%'", token)).ShouldBe(0);
        (await _host.Scalar<long>("select count(*) from core.audit_entries e where e::text like '%' || $1 || '%'", token)).ShouldBe(0);
    }

    private static Task LinkProvider(ApiHost host, Guid userId) =>
        host.Scalar<Guid>(
            "insert into identity.external_logins (provider, key, user_id, email, linked_at, last_used_at) values ('google', $2, $1, 'x@example.com', now(), now()) returning user_id",
            userId,
            userId.ToString()
        );

    private static Task<HttpResponseMessage> Reset(string token, string password) =>
        _host.Anonymous().Post("/api/auth/password/reset", new { token, password });
}
