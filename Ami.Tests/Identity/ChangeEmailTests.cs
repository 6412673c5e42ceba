using System.Net;
using Ami.Modules.Identity;
using Ami.TestKit;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class ChangeEmailTests : ApiTests<ChangeEmailTests>
{
    [TestMethod]
    public async Task Change_LinkOpenedAtTheNewAddress_MovesTheAccountAndTellsBoth()
    {
        var user = await Confirmed("moves@example.com");
        await Ask(user, "moved@example.com");
        (await user.Client.Me()).Email.ShouldBe("moves@example.com");

        (await Open(user, "moved@example.com")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await user.Client.Me()).Email.ShouldBe("moved@example.com");
        (await Host.Login("moved@example.com", ApiHost.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Host.Login("moves@example.com", ApiHost.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await Host.DispatchEvents();
        Host.Mailbox.To("moved@example.com", "address has changed").Count.ShouldBe(1);
        Host.Mailbox.Newest("moves@example.com", "no longer uses").Text.ShouldContain("m•••@e•••.com");
        (await Host.Audited("identity.email-changed", user.UserId)).ShouldBe(1);
    }

    [TestMethod]
    public async Task Restore_FromTheOldAddress_TakesTheAccountBack()
    {
        var user = await Confirmed("victim@example.com");
        await Ask(user, "thief@example.com");
        await Open(user, "thief@example.com");
        await Host.DispatchEvents();
        var token = Host.Mailbox.Newest("victim@example.com", "no longer uses").Token;

        // Nobody can take the address meanwhile.
        using var squatter = await Host.Anonymous()
            .Post(
                "/api/auth/register",
                new
                {
                    email = "Victim@example.com",
                    password = ApiHost.Password,
                    displayName = "S",
                    language = "en",
                    timeZone = "UTC",
                }
            );
        (await squatter.Code()).ShouldBe("auth.email_taken");

        using var response = await Host.Anonymous().Post("/api/auth/email/restore", new { token });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var restored = await response.Read<RestoreEmail.RestoredEmail>();
        restored.Email.ShouldBe("victim@example.com");
        (await user.Client.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Host.Login("victim@example.com", ApiHost.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var reset = new { token = restored.ResetToken, password = "eleven blue kites" };
        (await Host.Anonymous().Post("/api/auth/password/reset", reset)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Host.Login("victim@example.com", "eleven blue kites")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await Host.Anonymous().Post("/api/auth/email/restore", new { token })).Code()).ShouldBe("auth.link_invalid");
    }

    [TestMethod]
    public async Task Change_OldAddressNeverConfirmed_GivesItNoWayIn()
    {
        var user = await Host.SignUp("mistyped@example.com");
        await Ask(user, "right@example.com");
        await Open(user, "right@example.com");
        await Host.DispatchEvents();
        Host.Mailbox.To("mistyped@example.com", "no longer uses").ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Change_AddressOfAnotherAccount_AnswersAlikeAndTellsItsOwner()
    {
        var owner = await Confirmed("owner@example.com");
        var user = await Confirmed("curious@example.com");
        using var free = await user.Client.Post("/api/me/email", new { email = "free@example.com" });
        using var taken = await user.Client.Post("/api/me/email", new { email = "OWNER@example.com" });
        taken.StatusCode.ShouldBe(free.StatusCode);
        (await taken.Content.ReadAsStringAsync()).ShouldBe(await free.Content.ReadAsStringAsync());
        await Host.DispatchEvents();
        Host.Mailbox.To(owner.Email, "already has an account").Count.ShouldBe(1);
        Host.Mailbox.To(owner.Email, "Confirm your new").ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Change_TakenBetweenMailAndLink_IsRefused()
    {
        var user = await Confirmed("slow@example.com");
        await Ask(user, "contested@example.com");
        await Host.SignUp("contested@example.com");
        (await (await Open(user, "contested@example.com")).Code()).ShouldBe("auth.email_taken");
        (await user.Client.Me()).Email.ShouldBe("slow@example.com");
    }

    [TestMethod]
    public async Task Change_SignInTooOld_AsksToConfirm()
    {
        var user = await Host.SignUp("stale@example.com");
        Host.Time.Advance(TimeSpan.FromMinutes(11));
        using var response = await user.Client.Post("/api/me/email", new { email = "fresh@example.com" });
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.Code()).ShouldBe("auth.confirmation_required");
    }

    [TestMethod]
    public async Task Change_SameAddressOrManyTimes_IsRefused()
    {
        var user = await Host.SignUp("many@example.com");
        (await (await user.Client.Post("/api/me/email", new { email = "MANY@example.com" })).Code()).ShouldBe("auth.email_unchanged");
        for (var i = 0; i < 4; i++)
        {
            (await user.Client.Post("/api/me/email", new { email = $"many{i}@example.com" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        (await (await user.Client.Post("/api/me/email", new { email = "many5@example.com" })).Code()).ShouldBe("auth.too_many_attempts");
    }

    private static async Task<SignedIn> Confirmed(string email)
    {
        var user = await Host.SignUp(email);
        await Host.DispatchEvents();
        (await user.Client.Post("/api/auth/email/verify", new { token = Host.Mailbox.Newest(email, "Confirm").Token })).StatusCode.ShouldBe(HttpStatusCode.OK);
        return user;
    }

    private static async Task Ask(SignedIn user, string email)
    {
        (await user.Client.Post("/api/me/email", new { email })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await Host.DispatchEvents();
    }

    private static Task<HttpResponseMessage> Open(SignedIn user, string email) =>
        user.Client.Post("/api/auth/email/verify", new { token = Host.Mailbox.Newest(email, "new address").Token });
}
