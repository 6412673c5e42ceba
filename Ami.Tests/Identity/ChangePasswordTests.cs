using System.Net;
using System.Net.Http.Json;
using Ami.Tests.Fixtures;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class ChangePasswordTests
{
    private const string NewPassword = "eleven blue kites";
    private static ApiHost _host = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _host = await ApiHost.Start();

    [ClassCleanup]
    public static async Task Stop() => await _host.DisposeAsync();

    [TestMethod]
    public async Task Change_CurrentPasswordRight_ChangesAndEndsOtherSessionsOnly()
    {
        var user = await _host.SignUp();
        using var other = _host.Anonymous();
        (await other.Post("/api/auth/login", new { email = user.Email, password = ApiHost.Password })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Change(user, ApiHost.Password, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await user.Client.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _host.Login(user.Email, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await _host.DispatchEvents();
        _host.Mailbox.To(user.Email, "password has changed").Count.ShouldBe(1);
        (await _host.Audited("identity.password-changed", user.UserId)).ShouldBe(1);
    }

    [TestMethod]
    public async Task Change_CurrentPasswordWrong_IsRefusedAtItsFieldAndLimited()
    {
        var user = await _host.SignUp();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await Change(user, "not my password", NewPassword);
            wrong.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await wrong.Code()).ShouldBe("auth.password_wrong");
        }

        (await (await Change(user, ApiHost.Password, NewPassword)).Code()).ShouldBe("auth.locked_out");
        (await _host.Audited("identity.password-changed", user.UserId, succeeded: false)).ShouldBe(5);
    }

    [TestMethod]
    [DataRow("Basketball1!", "auth.password_common")]
    [DataRow("short", "auth.invalid_fields")]
    public async Task Change_WeakPassword_IsRefused(string password, string code) =>
        (await (await Change(await _host.SignUp(), ApiHost.Password, password)).Code()).ShouldBe(code);

    [TestMethod]
    public async Task Set_AccountWithPassword_IsRefused()
    {
        var user = await _host.SignUp();
        (await (await user.Client.Post("/api/me/password", new { password = NewPassword })).Code()).ShouldBe("auth.password_exists");
    }

    [TestMethod]
    public async Task Set_AccountWithoutPassword_NeedsAFreshSignIn()
    {
        await using var host = await ApiHost.Start(database: _host.Database);
        var user = await host.SignUp("no-password@example.com");
        await host.Scalar<Guid>("update identity.users set password_hash = null where id = $1 returning id", user.UserId);
        host.Time.Advance(TimeSpan.FromMinutes(11));
        (await (await user.Client.Post("/api/me/password", new { password = NewPassword })).Code()).ShouldBe("auth.confirmation_required");
        (await (await Change(user, ApiHost.Password, NewPassword)).Code()).ShouldBe("auth.password_missing");

        await host.Scalar<Guid>(
            "update identity.sessions set confirmed_at = confirmed_at + interval '11 minutes' where user_id = $1 returning id",
            user.UserId
        );
        (await user.Client.Post("/api/me/password", new { password = NewPassword })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await host.Login(user.Email, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> Change(SignedIn user, string currentPassword, string password) =>
        user.Client.PutAsJsonAsync("/api/me/password", new { currentPassword, password });
}
