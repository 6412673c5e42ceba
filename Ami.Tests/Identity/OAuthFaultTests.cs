using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ami.TestKit;
using Microsoft.AspNetCore.WebUtilities;

namespace Ami.Tests.Identity;

/// <summary>Providers that fail, and people who play with what passes through the browser.</summary>
[TestClass]
public sealed class OAuthFaultTests
{
    private static OAuthProvider _provider = null!;
    private static ApiHost _host = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _provider = await OAuthProvider.Start();
        _host = await ApiHost.Start(new Dictionary<string, string?>(_provider.Settings) { ["OAuth:AnswerWithin"] = "00:00:02" });
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [TestMethod]
    [DataRow("""{"error":"access_denied"}""", "auth.oauth_denied")]
    [DataRow("""{"error":"user_cancelled_authorize"}""", "auth.oauth_denied")]
    [DataRow("""{"error":"server_error"}""", "auth.oauth_provider_failed")]
    [DataRow("""{"error":"<script>alert(1)</script>"}""", "auth.oauth_provider_failed")]
    [DataRow("""{"state":"another"}""", "auth.oauth_state")]
    [DataRow("""{"fault":"hang"}""", "auth.oauth_provider_failed")]
    [DataRow("""{"fault":"drop"}""", "auth.oauth_provider_failed")]
    [DataRow("""{"fault":"failed"}""", "auth.oauth_provider_failed")]
    [DataRow("""{"fault":"refused"}""", "auth.oauth_provider_failed")]
    [DataRow("""{"fault":"garbage"}""", "auth.oauth_provider_failed")]
    [DataRow("""{"fault":"empty"}""", "auth.oauth_provider_failed")]
    [DataRow("""{"personStatus":500}""", "auth.oauth_provider_failed")]
    [DataRow("""{"person":{"email":"a@example.com","email_verified":true}}""", "auth.oauth_provider_failed")]
    [DataRow("""{"person":{"sub":"","email":"a@example.com","email_verified":true}}""", "auth.oauth_provider_failed")]
    public async Task SignIn_ProviderFails_SaysSoAndOpensNothing(string what, string code)
    {
        await _provider.Next(JsonSerializer.Deserialize<JsonElement>(what));
        var browser = new OAuthBrowser(_host, _provider);
        var end = await browser.SignIn("google", "?returnUrl=/trade");
        // What was asked for is known only from the state.
        end.ToString()
            .ShouldBe(code == "auth.oauth_state" ? $"/sign-in?problem={code}&provider=google" : $"/sign-in?problem={code}&provider=google&next=%2Ftrade");
        (await browser.TakeUpSession()).ShouldBeNull();
    }

    [TestMethod]
    public async Task Callback_Again_IsRefused()
    {
        var (browser, back) = await Way("google", "1001");
        (await browser.Return("google", back)).ToString().ShouldBe("/sign-in/done");
        (await browser.Return("google", back)).ToString().ShouldContain("problem=auth.oauth_state");
    }

    [TestMethod]
    public async Task Callback_InAnotherBrowser_IsRefused()
    {
        // Otherwise somebody could sign a stranger in as themselves.
        var (_, back) = await Way("google", "1002");
        var stranger = new OAuthBrowser(_host, _provider);
        (await stranger.Return("google", back)).ToString().ShouldContain("problem=auth.oauth_state");
        (await stranger.TakeUpSession()).ShouldBeNull();
    }

    [TestMethod]
    public async Task Callback_StateOfAnotherProvider_IsRefused()
    {
        var (browser, back) = await Way("google", "1003");
        using var response = await browser.Client.GetAsync("/api/auth/oauth/github/callback" + back.Query);
        response.Headers.Location.ShouldNotBeNull().ToString().ShouldContain("problem=auth.oauth_state");
        (await browser.TakeUpSession()).ShouldBeNull();
    }

    [TestMethod]
    public async Task Callback_StateChanged_IsRefused()
    {
        var (browser, back) = await Way("google", "1004");
        var query = QueryHelpers.ParseQuery(back.Query);
        var state = query["state"].ToString();
        var changed = QueryHelpers.AddQueryString(
            back.AbsolutePath,
            new Dictionary<string, string?> { ["code"] = query["code"], ["state"] = (state[0] == 'A' ? 'B' : 'A') + state[1..] }
        );
        (await browser.Return("google", new Uri(back, changed))).ToString().ShouldContain("problem=auth.oauth_state");
    }

    [TestMethod]
    public async Task Callback_CodeOfSomebodyElse_FailsTheirPkce()
    {
        // A code that was stolen from one sign-in, put into the answer of another: the verifier does not fit.
        var (_, stolen) = await Way("google", "1005");
        var (browser, back) = await Way("google", "1006");
        var mixed = QueryHelpers.AddQueryString(
            back.AbsolutePath,
            new Dictionary<string, string?>
            {
                ["code"] = QueryHelpers.ParseQuery(stolen.Query)["code"],
                ["state"] = QueryHelpers.ParseQuery(back.Query)["state"],
            }
        );
        (await browser.Return("google", new Uri(back, mixed))).ToString().ShouldContain("problem=auth.oauth_provider_failed");
        (await browser.TakeUpSession()).ShouldBeNull();
    }

    [TestMethod]
    public async Task Callback_AfterAQuarterOfAnHour_IsRefused()
    {
        await Meet("1007");
        var browser = new OAuthBrowser(_host, _provider);
        var back = await _provider.Visit(await browser.Start("google"));
        _host.Time.Advance(TimeSpan.FromMinutes(15.1));
        (await browser.Return("google", back)).ToString().ShouldContain("problem=auth.oauth_state");
    }

    [TestMethod]
    public async Task Callback_Answer_GivesNothingAwayToWhereItLeads()
    {
        var (browser, back) = await Way("google", "1008");
        using var response = await browser.Client.GetAsync(back.PathAndQuery);
        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        response.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        var cookie = response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ami_arrival=", StringComparison.Ordinal));
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldContain("httponly");
        response.Headers.Location.ShouldNotBeNull().ToString().ShouldNotContain("token");
    }

    [TestMethod]
    public async Task Finish_TwiceOrLateOrForged_IsRefused()
    {
        await Meet("1010");
        var browser = new OAuthBrowser(_host, _provider);
        await browser.SignIn("google");
        (await browser.TakeUpSession()).ShouldNotBeNull();
        (await browser.TakeUpSession()).ShouldBeNull();
        browser.Problem.ShouldBe("auth.oauth_state");

        await browser.SignIn("google");
        _host.Time.Advance(TimeSpan.FromMinutes(2.1));
        (await browser.TakeUpSession()).ShouldBeNull();

        using var forged = new HttpRequestMessage(HttpMethod.Post, "/api/auth/oauth/finish")
        {
            Headers = { { "Cookie", "ami_arrival=" + new string('A', 400) } },
        };
        (await _host.Anonymous().SendAsync(forged)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Finish_FromAnotherSite_IsRefused()
    {
        var (browser, back) = await Way("google", "1011");
        await browser.Return("google", back);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/oauth/finish") { Headers = { { "Origin", "https://evil.example" } } };
        (await browser.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [TestMethod]
    public async Task SignIn_SecondFactorSetUp_IsAskedFor()
    {
        await Meet("1012");
        var browser = new OAuthBrowser(_host, _provider);
        await browser.SignIn("google");
        var id = (await browser.TakeUpSession()).ShouldNotBeNull().Id;
        await using (var source = Npgsql.NpgsqlDataSource.Create(_host.Database.App))
        await using (var command = source.CreateCommand("update identity.users set two_factor_enabled = true where id = $1"))
        {
            command.With(id);
            await command.ExecuteNonQueryAsync();
        }

        var later = new OAuthBrowser(_host, _provider);
        await later.SignIn("google");
        (await later.TakeUpSession()).ShouldBeNull();
        later.Problem.ShouldBe("auth.second_factor_required");
    }

    [TestMethod]
    public async Task Start_FromAnotherSite_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/auth/oauth/google") { Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        using var response = await _host.Anonymous().SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [TestMethod]
    [DataRow("""{"forged":"tampered"}""")]
    [DataRow("""{"forged":"none"}""")]
    [DataRow("""{"claims":{"aud":"somebody-else"}}""")]
    [DataRow("""{"claims":{"iss":"https://evil.example"}}""")]
    [DataRow("""{"claims":{"nonce":"another"}}""")]
    [DataRow("""{"claims":{"exp":1}}""")]
    public async Task SignIn_AppleTokenNotAsItMustBe_IsRefused(string what)
    {
        await _provider.Next(JsonSerializer.Deserialize<JsonElement>(what));
        var browser = new OAuthBrowser(_host, _provider);
        (await browser.SignIn("apple")).ToString().ShouldBe("/sign-in?problem=auth.oauth_provider_failed&provider=apple");
        (await browser.TakeUpSession()).ShouldBeNull();
    }

    [TestMethod]
    public async Task SignIn_Apple_ShowsATokenSignedWithItsKeyAndTakesThePostedName()
    {
        await Meet("1009");
        var browser = new OAuthBrowser(_host, _provider);
        var back = await _provider.Visit(await browser.Start("apple"));
        await browser.Return("apple", back, new Dictionary<string, string> { ["user"] = """{"name":{"firstName":"Ada","lastName":"Lovelace"}}""" });
        (await browser.TakeUpSession()).ShouldNotBeNull().DisplayName.ShouldBe("Ada Lovelace");

        var secret = (await _provider.LastExchange())["client_secret"].Split('.');
        OAuthProvider
            .AppleKey.VerifyData(Encoding.ASCII.GetBytes($"{secret[0]}.{secret[1]}"), WebEncoders.Base64UrlDecode(secret[2]), HashAlgorithmName.SHA256)
            .ShouldBeTrue();
        var header = JsonSerializer.Deserialize<JsonElement>(WebEncoders.Base64UrlDecode(secret[0]));
        var claims = JsonSerializer.Deserialize<JsonElement>(WebEncoders.Base64UrlDecode(secret[1]));
        header.GetProperty("kid").GetString().ShouldBe("KEY1234567");
        claims.GetProperty("iss").GetString().ShouldBe("TEAM123456");
        claims.GetProperty("sub").GetString().ShouldBe("apple-client");
        (claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64()).ShouldBe(300);
    }

    private static async Task<(OAuthBrowser Browser, Uri Back)> Way(string name, string key)
    {
        await Meet(key);
        var browser = new OAuthBrowser(_host, _provider);
        return (browser, await _provider.Visit(await browser.Start(name)));
    }

    private static Task Meet(string key) =>
        _provider.Next(
            new
            {
                person = new
                {
                    sub = key,
                    email = $"fault{key}@example.com",
                    email_verified = true,
                    name = "Ada",
                },
                claims = new
                {
                    sub = key,
                    email = $"fault{key}@example.com",
                    email_verified = true,
                },
            }
        );
}
