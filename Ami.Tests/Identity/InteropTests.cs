using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.AppHost.Setup;
using Ami.Modules.Identity;
using Ami.TestKit;

namespace Ami.Tests.Identity;

/// <summary>Other people's implementations agree with ours: npm's <c>jose</c> about access tokens, <c>otplib</c> about codes.</summary>
[TestClass]
public sealed class InteropTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Tokens_JoseWithThePublishedKeys_VerifiesOursAndRefusesForgeries()
    {
        var url = (await WholeSystem.Get()).Run.Url;
        using var client = new HttpClient { BaseAddress = new Uri(url) };
        using var registered = await client.PostAsJsonAsync(
            "/api/auth/register",
            new
            {
                email = $"{Guid.CreateVersion7()}@example.com",
                password = ApiHost.Password,
                displayName = "Ana",
                language = "en",
                timeZone = "UTC",
            }
        );
        var grant = await registered.Read<AccessGrant>();
        var token = grant.AccessToken;
        var parts = token.Split('.');
        var unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0." + parts[1] + ".";
        var changed = $"{parts[0]}.{parts[1][..^4]}AAAA.{parts[2]}";

        var verdicts = await Node("tokens.mjs", url.TrimEnd('/') + "/.well-known/jwks.json", token, changed, unsigned);
        verdicts.Length.ShouldBe(3);
        Verdict(verdicts[0]).Sub.ShouldBe(grant.User.Id);
        Verdict(verdicts[1]).Error.ShouldNotBeNull();
        Verdict(verdicts[2]).Error.ShouldNotBeNull();
        (await client.GetStringAsync("/api/auth/jwks.json")).ShouldBe(await client.GetStringAsync("/.well-known/jwks.json"));

        static Jose Verdict(string line) => JsonSerializer.Deserialize<Jose>(line, JsonSerializerOptions.Web).ShouldNotBeNull();
    }

    [TestMethod]
    public async Task Codes_OtplibFromOurAddress_AreAccepted()
    {
        await using var host = await ApiHost.Start();
        var user = await host.SignUp();
        using var setup = await user.Client.PostAsync("/api/auth/2fa/setup", null);
        var address = (await setup.Read<TwoStepSignIn.SecondFactorSetup>()).Address;
        var code = (await Node("totp.mjs", address, host.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)))[0];
        code.ShouldMatch("^[0-9]{6}$");
        using var enabled = await user.Client.PostAsJsonAsync("/api/auth/2fa/enable", new { code });
        enabled.StatusCode.ShouldBe(HttpStatusCode.OK, await enabled.Content.ReadAsStringAsync());
    }

    private async Task<string[]> Node(params string[] arguments) =>
        (await Command.RunAsync("node", arguments, await InteropPrograms.Folder(), "See Ami.Tests/Interop.", TestContext.CancellationToken)).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    /// <summary>What the program writes of a token: whose it is, or why it is none.</summary>
    private sealed record Jose(Guid? Sub, string? Error);
}
