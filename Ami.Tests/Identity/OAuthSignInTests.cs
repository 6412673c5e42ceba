using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.AspNetCore.WebUtilities;

namespace Ami.Tests.Identity;

[TestClass]
public sealed partial class OAuthSignInTests
{
    private static int _people;
    private static OAuthProvider _provider = null!;
    private static ApiHost _host = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _provider = await OAuthProvider.Start();
        _host = await ApiHost.Start(new Dictionary<string, string?>(_provider.Settings) { ["OAuth:facebook:TrustEmail"] = "true" });
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [TestMethod]
    [DataRow("google")]
    [DataRow("facebook")]
    [DataRow("github")]
    [DataRow("apple")]
    public async Task SignIn_NewPerson_MakesAnAccountAndComesBackToIt(string name)
    {
        var (key, email) = Somebody();
        await Meet(key, email);
        var browser = new OAuthBrowser(_host, _provider);
        (await browser.SignIn(name, "?returnUrl=/markets&language=es&timeZone=Europe/Madrid")).ToString().ShouldBe("/sign-in/done?next=%2Fmarkets");

        var me = (await browser.TakeUpSession()).ShouldNotBeNull();
        me.Email.ShouldBe(email);
        me.Language.ShouldBe(Language.Es);
        me.TimeZone.ShouldBe("Europe/Madrid");
        me.Roles.ShouldBe(["student"]);
        (await Scalar<bool>("select email_confirmed and password_hash is null from identity.users where email = $1", email)).ShouldBeTrue();

        // Recognised by the id at the provider, whatever the address has become there.
        await Meet(key, "other-" + email);
        var later = new OAuthBrowser(_host, _provider);
        (await later.SignIn(name)).ToString().ShouldBe("/sign-in/done");
        (await later.TakeUpSession()).ShouldNotBeNull().Id.ShouldBe(me.Id);
        (
            await Scalar<long>(
                "select count(*) from core.audit_entries where action = 'identity.signed-in' and after->>'method' = $1 and subject_id = $2",
                name,
                me.Id.ToString()
            )
        ).ShouldBe(2);
    }

    [TestMethod]
    [DataRow("google")]
    [DataRow("apple")]
    [DataRow("github")]
    [DataRow("facebook")]
    public async Task Start_Provider_SendsStateAndPkceAndExactAddress(string name)
    {
        var query = QueryHelpers.ParseQuery((await new OAuthBrowser(_host, _provider).Start(name)).Query);
        query["response_type"].ToString().ShouldBe("code");
        query["client_id"].ToString().ShouldBe($"{name}-client");
        query["redirect_uri"].ToString().ShouldBe($"https://localhost/api/auth/oauth/{name}/callback");
        query["state"].ToString().Length.ShouldBeGreaterThan(100);
        if (name == "apple")
        {
            query["response_mode"].ToString().ShouldBe("form_post");
            query["nonce"].ToString().Length.ShouldBe(43);
        }
        else
        {
            query["code_challenge_method"].ToString().ShouldBe("S256");
            query["code_challenge"].ToString().Length.ShouldBe(43);
        }
    }

    [TestMethod]
    [DataRow("/markets/BTC-SIM?interval=1h#chart", "/markets/BTC-SIM?interval=1h#chart")]
    [DataRow("https://evil.example", "/")]
    [DataRow("//evil.example", "/")]
    [DataRow("/\\evil.example", "/")]
    [DataRow("\\\\evil.example", "/")]
    [DataRow("/\t/evil.example", "/")]
    [DataRow("/\n/evil.example", "/")]
    [DataRow("/a\\b", "/")]
    [DataRow("javascript:alert(1)", "/")]
    [DataRow("evil.example", "/")]
    [DataRow("%2f%2fevil.example", "/")]
    [DataRow("", "/")]
    public async Task SignIn_ReturnUrl_OnlyLeadsToOurPages(string returnUrl, string expected)
    {
        var (key, email) = Somebody();
        await Meet(key, email);
        var end = await new OAuthBrowser(_host, _provider).SignIn("google", "?returnUrl=" + Uri.EscapeDataString(returnUrl));
        end.IsAbsoluteUri.ShouldBeFalse();
        end.ToString().ShouldStartWith("/sign-in/done");
        var next = QueryHelpers
            .ParseQuery(end.ToString().Contains('?', StringComparison.Ordinal) ? end.ToString().Split('?', 2)[1] : "")
            .GetValueOrDefault("next")
            .ToString();
        (next.Length == 0 ? "/" : next).ShouldBe(expected);
    }

    [TestMethod]
    public async Task SignIn_AddressVerifiedOnBothSides_LinksAndSaysSo()
    {
        var (key, email) = Somebody();
        var owner = await _host.SignUp(email);
        await Execute("update identity.users set email_confirmed = true where email = $1", email);
        await Meet(key, email);
        var browser = new OAuthBrowser(_host, _provider);
        await browser.SignIn("google");
        (await browser.TakeUpSession()).ShouldNotBeNull().Id.ShouldBe(owner.UserId);
        await _host.DispatchEvents();
        _host.Mailbox.Newest(email, "Google").Text.ShouldContain("linked Google");
    }

    [TestMethod]
    public async Task SignIn_AddressNotConfirmedHere_MustSignInAndLink()
    {
        var (key, email) = Somebody();
        await _host.SignUp(email);
        await Execute("update identity.users set email_confirmed = false where email = $1", email);
        await Meet(key, email);
        await Refused(new OAuthBrowser(_host, _provider), "google", "auth.oauth_sign_in_to_link");
    }

    [TestMethod]
    public async Task SignIn_LookAlikeAddress_IsNotTheOwner()
    {
        var (key, _) = Somebody();
        var email = $"sam{key}@example.com";
        await _host.SignUp(email);
        await Execute("update identity.users set email_confirmed = true where email = $1", email);
        // U+017F, whose upper case is S.
        await Meet(key, $"\u017fam{key}@example.com");
        var browser = new OAuthBrowser(_host, _provider);
        await browser.SignIn("google");
        (await browser.TakeUpSession()).ShouldBeNull();
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task SignIn_AddressNotVerifiedThere_IsRefusedAlikeWhetherTakenOrNot(bool taken)
    {
        var (key, email) = Somebody();
        if (taken)
        {
            await _host.SignUp(email);
        }

        await _provider.Next(
            new
            {
                person = new
                {
                    sub = key,
                    email,
                    email_verified = false,
                    name = "Ada",
                },
            }
        );
        await Refused(new OAuthBrowser(_host, _provider), "google", "auth.oauth_email_unverified");
    }

    [TestMethod]
    public async Task SignIn_GitHubPrimaryAddressUnverified_IsRefused()
    {
        var (key, email) = Somebody();
        await _provider.Next(
            new
            {
                person = new
                {
                    id = key,
                    login = "ada",
                    email,
                },
                emails = new object[]
                {
                    new
                    {
                        email,
                        primary = true,
                        verified = false,
                    },
                    new
                    {
                        email = "b" + email,
                        primary = false,
                        verified = true,
                    },
                },
            }
        );
        await Refused(new OAuthBrowser(_host, _provider), "github", "auth.oauth_email_unverified");
    }

    [TestMethod]
    public async Task SignIn_FacebookWithoutTrust_MakesNoAccounts()
    {
        await using var host = _host.StartAnother(_provider.Settings);
        var (key, email) = Somebody();
        await Meet(key, email);
        await Refused(new OAuthBrowser(host, _provider), "facebook", "auth.oauth_email_unverified");
        var list = await host.Anonymous().Get<IReadOnlyList<ProviderSignIn.OAuthProvider>>("/api/auth/oauth");
        list.Single(p => p.Provider == "facebook").MakesAccounts.ShouldBeFalse();
    }

    [TestMethod]
    public async Task SignIn_TwoTabsAtOnce_MakeOneAccount()
    {
        var (key, email) = Somebody();
        await Meet(key, email);
        var browsers = Enumerable.Range(0, 6).Select(_ => new OAuthBrowser(_host, _provider)).ToList();
        await Task.WhenAll(browsers.Select(browser => browser.SignIn("google")));
        var users = await Task.WhenAll(browsers.Select(browser => browser.TakeUpSession()));
        users.ShouldContain(user => user != null);
        browsers.ShouldAllBe(browser => browser.Problem == null || browser.Problem == "auth.oauth_state");
        (await Scalar<long>("select count(*) from identity.users where email = $1", email)).ShouldBe(1);
    }

    [TestMethod]
    public async Task Providers_NotConfigured_DoNotExist()
    {
        await using var host = _host.StartAnother();
        (await host.Anonymous().GetStringAsync("/api/auth/oauth")).ShouldBe("[]");
        (await host.Anonymous().GetAsync("/api/auth/oauth/google")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await host.Anonymous().GetAsync("/api/auth/oauth/google/callback?code=x&state=y")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }
}
