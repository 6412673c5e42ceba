using System.Net;
using Ami.Modules.Identity;
using Ami.TestKit;
using Npgsql;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class OAuthLinkTests
{
    private static OAuthProvider _provider = null!;
    private static ApiHost _host = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _provider = await OAuthProvider.Start();
        _host = await ApiHost.Start(_provider.Settings);
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [TestMethod]
    public async Task Link_OwnAccountThere_SignsInFromThenOn()
    {
        var owner = await _host.SignUp();
        // The address there is not verified and not the one here: whoever links is signed in to both.
        await _provider.Next(
            new
            {
                person = new
                {
                    sub = "2001",
                    email = "elsewhere@example.org",
                    email_verified = false,
                },
            }
        );
        (await new OAuthBrowser(_host, _provider, owner.Client).Go("link", "google")).ToString().ShouldBe("/account/security?provider=google");

        var methods = await Methods(owner.Client);
        methods.HasPassword.ShouldBeTrue();
        var linked = methods.Linked.Single();
        linked.Provider.ShouldBe("google");
        linked.Email.ShouldBe("elsewhere@example.org");

        var later = new OAuthBrowser(_host, _provider);
        await later.SignIn("google");
        (await later.TakeUpSession()).ShouldNotBeNull().Id.ShouldBe(owner.UserId);
        (await Methods(owner.Client)).Linked[0].LastUsedAt.ShouldNotBeNull();
        await _host.DispatchEvents();
        _host.Mailbox.Newest(owner.Email, "Google").ShouldNotBeNull();
    }

    [TestMethod]
    public async Task Link_WithoutSession_IsRefused()
    {
        using var response = await _host.Anonymous().PostAsync("/api/auth/oauth/google/link", null);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task LinkAndUnlink_SignedInLongAgo_AskToConfirmFirst()
    {
        var owner = await _host.SignUp();
        await Execute("update identity.sessions set confirmed_at = now() - interval '1 hour' where user_id = $1", owner.UserId);
        using var link = await owner.Client.PostAsync("/api/auth/oauth/google/link", null);
        (await link.Code()).ShouldBe("auth.confirmation_required");
        using var unlink = await owner.Client.DeleteAsync("/api/me/sign-in-methods/google");
        (await unlink.Code()).ShouldBe("auth.confirmation_required");
    }

    [TestMethod]
    public async Task Link_LinkedToSomebodyElse_IsRefused()
    {
        await Meet("2002");
        var first = await _host.SignUp();
        await new OAuthBrowser(_host, _provider, first.Client).Go("link", "github");
        var second = await _host.SignUp();
        (await new OAuthBrowser(_host, _provider, second.Client).Go("link", "github"))
            .ToString()
            .ShouldBe("/account/security?problem=auth.oauth_linked_elsewhere&provider=github");
        (await Methods(second.Client)).Linked.Count.ShouldBe(0);
    }

    [TestMethod]
    public async Task Link_SecondAccountOfAProvider_IsRefused()
    {
        var owner = await _host.SignUp();
        var browser = new OAuthBrowser(_host, _provider, owner.Client);
        await Meet("2003");
        await browser.Go("link", "google");
        await Meet("2004");
        (await browser.Go("link", "google")).ToString().ShouldContain("problem=auth.oauth_already_linked");
        await Meet("2003");
        (await browser.Go("link", "google")).ToString().ShouldBe("/account/security?provider=google", "linking the same again is no problem");
    }

    [TestMethod]
    public async Task Link_SessionEndedOnTheWay_IsRefused()
    {
        var owner = await _host.SignUp();
        await Meet("2005");
        using var response = await owner.Client.PostAsync("/api/auth/oauth/google/link", null);
        var address = (await response.Read<ProviderSignIn.OAuthAddress>()).Url;
        (await owner.Client.PostAsync("/api/auth/logout", null)).EnsureSuccessStatusCode();
        var browser = new OAuthBrowser(_host, _provider, owner.Client);
        (await browser.Return("google", await _provider.Visit(new Uri(address)))).ToString().ShouldContain("problem=auth.oauth_state");
    }

    [TestMethod]
    public async Task Unlink_OnlyWayIn_IsRefusedAndOthersAreNot()
    {
        await Meet("2006");
        var browser = new OAuthBrowser(_host, _provider);
        await browser.SignIn("google");
        await browser.TakeUpSession();
        using (var last = await browser.Client.DeleteAsync("/api/me/sign-in-methods/google"))
        {
            (await last.Code()).ShouldBe("auth.last_sign_in_method");
        }

        await browser.Go("link", "github");
        (await browser.Client.DeleteAsync("/api/me/sign-in-methods/google")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await browser.Client.DeleteAsync("/api/me/sign-in-methods/google")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var last = await browser.Client.DeleteAsync("/api/me/sign-in-methods/github"))
        {
            (await last.Code()).ShouldBe("auth.last_sign_in_method");
        }
    }

    [TestMethod]
    public async Task Unlink_BothAtOnce_LeavesOne()
    {
        await Meet("2007");
        var browser = new OAuthBrowser(_host, _provider);
        await browser.SignIn("google");
        await browser.TakeUpSession();
        await browser.Go("link", "github");
        var answers = await Task.WhenAll(((string[])["google", "github"]).Select(name => browser.Client.DeleteAsync($"/api/me/sign-in-methods/{name}")));
        answers.Select(a => a.StatusCode).Order().ShouldBe([HttpStatusCode.NoContent, HttpStatusCode.Conflict]);
    }

    [TestMethod]
    public async Task Unlink_OtherProviderNotConfiguredAnyMore_IsNoWayIn()
    {
        await Meet("2008");
        var browser = new OAuthBrowser(_host, _provider);
        await browser.SignIn("google");
        await browser.TakeUpSession();
        await browser.Go("link", "github");
        await using var host = _host.StartAnother(_provider.Settings.Where(s => !s.Key.Contains("github", StringComparison.Ordinal)).ToDictionary());
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Authorization = browser.Client.DefaultRequestHeaders.Authorization;
        using var last = await client.DeleteAsync("/api/me/sign-in-methods/google");
        (await last.Code()).ShouldBe("auth.last_sign_in_method");
    }

    [TestMethod]
    public async Task Confirm_WithLinkedProvider_MakesTheSignInFreshAgain()
    {
        await Meet("2009");
        var browser = new OAuthBrowser(_host, _provider);
        await browser.SignIn("google");
        var me = (await browser.TakeUpSession()).ShouldNotBeNull();
        await Execute("update identity.sessions set confirmed_at = now() - interval '1 hour' where user_id = $1", me.Id);

        await Meet("2010");
        (await browser.Go("confirm", "google")).ToString().ShouldBe("/?problem=auth.oauth_other_person&provider=google");
        using (var refused = await browser.Client.PostAsync("/api/auth/oauth/google/link", null))
        {
            (await refused.Code()).ShouldBe("auth.confirmation_required");
        }

        await Meet("2009");
        (await browser.Go("confirm", "google")).ToString().ShouldBe("/");
        (await browser.Client.PostAsync("/api/auth/oauth/google/link", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<SignInMethods.MySignInMethods> Methods(HttpClient client) => client.Get<SignInMethods.MySignInMethods>("/api/me/sign-in-methods");

    private static Task Meet(string key) =>
        _provider.Next(
            new
            {
                person = new
                {
                    sub = key,
                    id = key,
                    email = $"link{key}@example.com",
                    email_verified = true,
                    name = "Ada",
                },
                emails = new object[]
                {
                    new
                    {
                        email = $"link{key}@example.com",
                        primary = true,
                        verified = true,
                    },
                },
            }
        );

    private static async Task Execute(string sql, params object[] parameters)
    {
        await using var source = NpgsqlDataSource.Create(_host.Database.App);
        await using var command = source.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.With(parameter);
        }

        (await command.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0);
    }
}
