using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class KeyRotationTests : ApiTests<KeyRotationTests>
{
    private static ApiHost _second = null!;

    public TestContext TestContext { get; set; } = null!;

    private static ApiHost[] Both => [Host, _second];

    [ClassInitialize]
    public static async Task StartSecond(TestContext _) => _second = Host.StartAnother();

    [ClassCleanup]
    public static async Task StopSecond() => await _second.DisposeAsync();

    /// <summary>What the test before rotated has come to its end: one key is left.</summary>
    [TestInitialize]
    public void LetOldKeysGo() => Host.Time.Advance(KeyRotation.PublishedBefore + AccessTokens.LongestUse + TimeSpan.FromMinutes(6));

    [TestMethod]
    public async Task Rotate_TwoProcesses_NobodyIsSignedOutAndTheOldKeyGoes()
    {
        var user = await Host.SignUp();
        var old = Kid(user.AccessToken);
        (await Me(_second, user.AccessToken)).ShouldBe(HttpStatusCode.OK);

        var fresh = await Rotation.Now(compromised: false, TestContext.CancellationToken);
        Host.Time.Advance(TimeSpan.FromMinutes(2));
        (await Published(_second)).ShouldBe([fresh, old], ignoreOrder: true);
        Kid((await Host.SignUp()).AccessToken).ShouldBe(old, "published, but not signing yet");

        Host.Time.Advance(KeyRotation.PublishedBefore);
        var token = await Renew(user);
        Kid(token).ShouldBe(fresh);
        foreach (var host in Both)
        {
            (await Me(host, token)).ShouldBe(HttpStatusCode.OK);
            (await Me(host, user.AccessToken)).ShouldBe(HttpStatusCode.OK, "the old key still verifies");
        }

        Host.Time.Advance(TimeSpan.FromMinutes(25));
        (await Published(_second)).ShouldBe([fresh]);
        (await Me(_second, await Renew(user))).ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Rotate_Compromised_OldTokensCountNoMoreAndSessionsLiveOn()
    {
        var user = await Host.SignUp();
        (await Me(_second, user.AccessToken)).ShouldBe(HttpStatusCode.OK);

        var output = new StringWriter();
        (
            await Host.InScope(services =>
                new RotateKeysCommand(services.GetRequiredService<KeyRotation>(), services.GetRequiredService<AuditLog>()).Run(
                    ["--compromised"],
                    output,
                    TestContext.CancellationToken
                )
            )
        ).ShouldBe(0);
        Host.Time.Advance(TimeSpan.FromSeconds(61));

        foreach (var host in Both)
        {
            (await Me(host, user.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
        }

        var token = await Renew(user);
        output.ToString().ShouldContain(Kid(token));
        foreach (var host in Both)
        {
            (await Me(host, token)).ShouldBe(HttpStatusCode.OK);
        }
    }

    [TestMethod]
    public async Task Rotate_WhenOld_OnceHoweverManyAsk()
    {
        await Host.SignUp();
        var month = TimeSpan.FromDays(30);
        (await Rotation.WhenOlderThan(month, TestContext.CancellationToken)).ShouldBeNull();
        Host.Time.Advance(month);
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Rotation.WhenOlderThan(month, TestContext.CancellationToken)));
        made.Count(kid => kid is not null).ShouldBe(1);
    }

    [TestMethod]
    public async Task Verify_HeaderOfOneKeyAndSignatureOfAnother_IsRefused()
    {
        var user = await Host.SignUp();
        await Rotation.Now(compromised: false, TestContext.CancellationToken);
        Host.Time.Advance(TimeSpan.FromMinutes(2));
        var ring = await Host.Services.GetRequiredService<SigningKeys>().Get(TestContext.CancellationToken);
        var (signer, other) = (ring.Named(Kid(user.AccessToken)).ShouldNotBeNull(), ring.All.Single(key => key.Kid != Kid(user.AccessToken)));
        var payload = user.AccessToken.Split('.')[1];
        (await Me(Host, Signed(signer.Header, payload, signer))).ShouldBe(HttpStatusCode.OK);
        (await Me(Host, Signed(other.Header, payload, signer))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Me(Host, Signed(signer.Header, payload, other))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    [DataRow("\"aud\":\"ami\"", "\"aud\":\"other\"")]
    [DataRow("\"aud\":\"ami\"", "\"aud\":[\"ami\"]")]
    [DataRow("\"iss\":\"https://ami.local\"", "\"iss\":\"https://evil.example\"")]
    [DataRow("\"exp\":", "\"exp\":-")]
    [DataRow("\"nbf\":", "\"nbf\":9")]
    public async Task Verify_OurOwnSignatureOnSomethingElse_IsRefused(string right, string wrong)
    {
        var user = await Host.SignUp();
        var signer = (await Host.Services.GetRequiredService<SigningKeys>().Get(TestContext.CancellationToken)).SignerAt(Host.Time.GetUtcNow());
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(user.AccessToken.Split('.')[1]));
        payload.ShouldContain(right);
        var token = Signed(signer.Header, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload.Replace(right, wrong, StringComparison.Ordinal))), signer);
        (await Me(Host, token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    [DataRow("""{"alg":"ES256","kid":"KID","typ":"JWT","crit":["exp"]}""")]
    [DataRow("""{"alg":"ES256","kid":"KID","typ":"JWT","alg":"none"}""")]
    [DataRow("""{"alg":"none","alg":"ES256","kid":"KID","typ":"JWT"}""")]
    [DataRow("""{"alg":"ES256","kid":"KID","typ":"at+jwt"}""")]
    [DataRow("""{"alg":"ES256","kid":"KID"}""")]
    [DataRow("""{"alg":"ES256","typ":"JWT"}""")]
    public async Task Verify_OurOwnSignatureUnderAnotherHeader_IsRefused(string header)
    {
        var user = await Host.SignUp();
        var signer = (await Host.Services.GetRequiredService<SigningKeys>().Get(TestContext.CancellationToken)).SignerAt(Host.Time.GetUtcNow());
        var encoded = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.Replace("KID", signer.Kid, StringComparison.Ordinal)));
        (await Me(Host, Signed(encoded, user.AccessToken.Split('.')[1], signer))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Verify_SignatureInTheOtherAlphabet_IsRefused()
    {
        var user = await Host.SignUp();
        var signer = (await Host.Services.GetRequiredService<SigningKeys>().Get(TestContext.CancellationToken)).SignerAt(Host.Time.GetUtcNow());
        // A signature is random: one that is written with the two letters in which the alphabets differ.
        var token = Enumerable
            .Range(0, 1000)
            .Select(_ => Signed(signer.Header, user.AccessToken.Split('.')[1], signer))
            .First(made => made.Split('.')[2].AsSpan().ContainsAny('-', '_'));
        var at = token.LastIndexOf('.');
        (await Me(Host, token)).ShouldBe(HttpStatusCode.OK);
        (await Me(Host, token[..at] + token[at..].Replace('-', '+').Replace('_', '/'))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Jwks_Anonymous_HasPublicPartsOnly()
    {
        using var response = await Host.Anonymous().GetAsync("/.well-known/jwks.json");
        response.Headers.CacheControl.ShouldNotBeNull().MaxAge.ShouldBe(TimeSpan.FromMinutes(5));
        var key = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("keys").EnumerateArray().Single();
        key.EnumerateObject().Select(p => p.Name).ShouldBe(["kty", "crv", "x", "y", "kid", "use", "alg"], ignoreOrder: true);
        Base64Url.DecodeFromChars(key.GetProperty("x").GetString()).Length.ShouldBe(32);
    }

    private static KeyRotation Rotation => Host.Services.GetRequiredService<KeyRotation>();

    private static string Kid(string token) =>
        JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(token.Split('.')[0])).GetProperty("kid").GetString() ?? "";

    private static string Signed(string header, string payload, SigningKey key) =>
        $"{header}.{payload}.{Base64Url.EncodeToString(key.Security.ECDsa.SignData(Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256))}";

    private static async Task<IReadOnlyList<string>> Published(ApiHost host) =>
        [.. (await host.Anonymous().Get<PublicKeys.JsonWebKeySet>("/api/auth/jwks.json")).Keys.Select(key => key.Kid)];

    private static async Task<string> Renew(SignedIn user)
    {
        using var response = await user.Client.PostAsync("/api/auth/refresh", null);
        return (await response.Read<AccessGrant>()).AccessToken;
    }

    private static async Task<HttpStatusCode> Me(ApiHost host, string token)
    {
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.GetAsync("/api/me");
        return response.StatusCode;
    }
}
