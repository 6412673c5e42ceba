using System.Net;
using System.Net.Http.Json;
using Ami.TestKit;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class ChangePasswordTests : ApiTests<ChangePasswordTests>
{
    private const string NewPassword = "eleven blue kites";

    [TestMethod]
    public async Task Change_CurrentPasswordRight_ChangesAndEndsOtherSessionsOnly()
    {
        var user = await Host.SignUp();
        using var other = Host.Anonymous();
        (await other.Post("/api/auth/login", new { email = user.Email, password = ApiHost.Password })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Change(user, ApiHost.Password, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await user.Client.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Host.Login(user.Email, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Host.DispatchEvents();
        Host.Mailbox.To(user.Email, "password has changed").Count.ShouldBe(1);
        (await Host.Audited("identity.password-changed", user.UserId)).ShouldBe(1);
    }

    [TestMethod]
    public async Task Change_CurrentPasswordWrong_IsRefusedAtItsFieldAndLimited()
    {
        var user = await Host.SignUp();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await Change(user, "not my password", NewPassword);
            wrong.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await wrong.Code()).ShouldBe("auth.password_wrong");
        }

        (await (await Change(user, ApiHost.Password, NewPassword)).Code()).ShouldBe("auth.locked_out");
        (await Host.Audited("identity.password-changed", user.UserId, succeeded: false)).ShouldBe(5);
    }

    [TestMethod]
    [DataRow("Basketball1!", "auth.password_common")]
    [DataRow("short", "auth.invalid_fields")]
    public async Task Change_WeakPassword_IsRefused(string password, string code) =>
        (await (await Change(await Host.SignUp(), ApiHost.Password, password)).Code()).ShouldBe(code);

    [TestMethod]
    public async Task Set_AccountWithPassword_IsRefused()
    {
        var user = await Host.SignUp();
        (await (await user.Client.Post("/api/me/password", new { password = NewPassword })).Code()).ShouldBe("auth.password_exists");
    }

    [TestMethod]
    public async Task Set_AccountWithoutPassword_NeedsAFreshSignIn()
    {
        var user = await Host.SignUp("no-password@example.com");
        await Host.Scalar<Guid>("update identity.users set password_hash = null where id = $1 returning id", user.UserId);
        Host.Time.Advance(TimeSpan.FromMinutes(11));
        (await (await user.Client.Post("/api/me/password", new { password = NewPassword })).Code()).ShouldBe("auth.confirmation_required");
        (await (await Change(user, ApiHost.Password, NewPassword)).Code()).ShouldBe("auth.password_missing");

        await Host.Scalar<Guid>(
            "update identity.sessions set confirmed_at = confirmed_at + interval '11 minutes' where user_id = $1 returning id",
            user.UserId
        );
        (await user.Client.Post("/api/me/password", new { password = NewPassword })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Host.Login(user.Email, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> Change(SignedIn user, string currentPassword, string password) =>
        user.Client.PutAsJsonAsync("/api/me/password", new { currentPassword, password });
}
