using System.Net;
using Ami.Modules.Identity;
using Ami.TestKit;

namespace Ami.Tests.Identity;

/// <summary>Registration where the installation verifies addresses first: nobody learns who has an account.</summary>
[TestClass]
public sealed class VerifyFirstTests : ApiTests<VerifyFirstTests>, IApiTests
{
    static Task<ApiHost> IApiTests.StartHost() => ApiHost.Start(new Dictionary<string, string?> { ["Identity:Registration"] = "verify-first" });

    [TestMethod]
    public async Task Register_NewAddress_BecomesAnAccountByLinkAndPassword()
    {
        await Register("new@example.com");
        (await Host.Login("new@example.com", ApiHost.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var mail = Host.Mailbox.Newest("new@example.com");
        mail.Link.AbsolutePath.ShouldBe("/finish-sign-up");

        using var response = await Finish(mail.Token, ApiHost.Password);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var grant = await response.Read<AccessGrant>();
        grant.User.EmailConfirmed.ShouldBeTrue();
        grant.User.DisplayName.ShouldBe("Ana");
        (await Host.Login("new@example.com", ApiHost.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await Finish(mail.Token, ApiHost.Password)).Code()).ShouldBe("auth.link_invalid");
    }

    [TestMethod]
    public async Task Register_KnownAddress_AnswersAlikeAndTellsOnlyItsOwner()
    {
        await Register("known@example.com");
        await Finish(Host.Mailbox.Newest("known@example.com").Token, ApiHost.Password);

        using var fresh = await Ask("fresh@example.com");
        using var known = await Ask("KNOWN@example.com");
        known.StatusCode.ShouldBe(fresh.StatusCode);
        (await known.Content.ReadAsStringAsync()).ShouldBe(await fresh.Content.ReadAsStringAsync());
        known.Headers.Select(h => h.Key).ShouldBe(fresh.Headers.Select(h => h.Key));
        await Host.DispatchEvents();
        var told = Host.Mailbox.Newest("known@example.com", "already have");
        told.Link.AbsolutePath.ShouldBe("/sign-in");
    }

    [TestMethod]
    public async Task Finish_WithoutThePassword_MakesNoAccount()
    {
        await Register("typed-by-a-stranger@example.com");
        var token = Host.Mailbox.Newest("typed-by-a-stranger@example.com").Token;
        for (var i = 0; i < 5; i++)
        {
            (await (await Finish(token, "a guess or two")).Code()).ShouldBe("auth.sign_up_password_wrong");
        }

        (await (await Finish(token, ApiHost.Password)).Code()).ShouldBe("auth.link_invalid");
        (await Host.Scalar<long>("select count(*) from identity.users where email = $1", "typed-by-a-stranger@example.com")).ShouldBe(0);
    }

    [TestMethod]
    public async Task Finish_AfterADay_IsTooLate()
    {
        await Ask("late@example.com");
        await Host.DispatchEvents();
        Host.Time.Advance(TimeSpan.FromHours(25));
        using var response = await Host.Anonymous()
            .Post("/api/auth/register/finish", new { token = Host.Mailbox.Newest("late@example.com").Token, password = ApiHost.Password });
        (await response.Code()).ShouldBe("auth.link_invalid");
    }

    [TestMethod]
    public async Task Register_SameAddressAgainAndAgain_FillsNoMailbox()
    {
        for (var i = 0; i < 8; i++)
        {
            await Ask("pestered@example.com");
        }

        await Host.DispatchEvents();
        Host.Mailbox.To("pestered@example.com").Count.ShouldBeLessThanOrEqualTo(4);
    }

    private static async Task Register(string email)
    {
        using var response = await Ask(email);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        await Host.DispatchEvents();
    }

    private static Task<HttpResponseMessage> Ask(string email) =>
        Host.Anonymous()
            .Post(
                "/api/auth/register",
                new
                {
                    email,
                    password = ApiHost.Password,
                    displayName = "Ana",
                    language = "en",
                    timeZone = "UTC",
                }
            );

    private static Task<HttpResponseMessage> Finish(string token, string password) =>
        Host.Anonymous().Post("/api/auth/register/finish", new { token, password });
}
