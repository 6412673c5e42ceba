using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class AccessTokenTests : ApiTests<AccessTokenTests>
{
    private SignedIn _user = null!;

    [TestInitialize]
    public async Task SignUp() => _user = await Host.SignUp();

    [TestMethod]
    public async Task Verify_OwnToken_IsAccepted()
    {
        (await Status(_user.AccessToken)).ShouldBe(HttpStatusCode.OK);
        Encoding
            .UTF8.GetString(Base64Url.DecodeFromChars(_user.AccessToken.Split('.')[0]))
            .ShouldMatch("""^\{"alg":"ES256","kid":"[0-9a-f]{16}","typ":"JWT"\}$""");
    }

    [TestMethod]
    public async Task Verify_Tampered_IsRefused()
    {
        var parts = _user.AccessToken.Split('.');
        var header = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0]));
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] forgeries =
        [
            Join("""{"alg":"none","typ":"JWT"}""", payload, ""),
            Join("""{"alg":"none","typ":"JWT"}""", payload, parts[2]),
            Join(header.Replace("ES256", "HS256", StringComparison.Ordinal), payload, parts[2]),
            Join(header.Replace("JWT", "jwt", StringComparison.Ordinal), payload, parts[2]),
            Join(header.Replace("\"kid\":\"", "\"kid\":\"f", StringComparison.Ordinal), payload, parts[2]),
            Join(" " + header, payload, parts[2]),
            Join(header.Replace("{", """{"crit":["exp"],""", StringComparison.Ordinal), payload, parts[2]),
            Join(header.Replace("{", """{"jku":"https://evil.example/keys",""", StringComparison.Ordinal), payload, parts[2]),
            Join(header.Replace("{", """{"alg":"none",""", StringComparison.Ordinal), payload, parts[2]),
            Join(header.Replace("}", ""","alg":"none"}""", StringComparison.Ordinal), payload, parts[2]),
            Join(header.Replace("\"kid\":\"", "\"kid\":\"../", StringComparison.Ordinal), payload, parts[2]),
            Signed(header.Replace("}", $$""","jwk":{{PublicJwk(stranger)}}}""", StringComparison.Ordinal), payload, stranger),
            Hmac(header.Replace("ES256", "HS256", StringComparison.Ordinal), payload, await PublicKey()),
            Hmac(header, payload, await PublicKey()),
            parts[0] + "." + parts[1] + "." + parts[2] + "=",
            parts[0] + "." + parts[1] + "." + parts[2] + "==",
            parts[0] + "." + parts[1] + ". " + parts[2],
            parts[0] + "." + parts[1] + "." + parts[2].Replace('-', '+').Replace('_', '/') + "==",
            _user.AccessToken + "." + parts[2],
            Join(header, payload.Replace("student", "admin", StringComparison.Ordinal), parts[2]),
            Signed(header, payload, stranger),
            Signed(header, payload.Replace("\"ami\"", "\"other\"", StringComparison.Ordinal), stranger),
            parts[0] + "." + parts[1],
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1] + "." + Base64Url.EncodeToString(new byte[64]),
            _user.AccessToken + "A",
            _user.AccessToken + ".",
            _user.AccessToken + "=",
            _user.AccessToken.Insert(20, " "),
            "a.b.c",
            "..",
            ".",
            "",
            "null",
            new string('a', 5000),
            "é.é.é",
        ];
        foreach (var forgery in forgeries)
        {
            (await Status(forgery)).ShouldBe(HttpStatusCode.Unauthorized, forgery);
        }
    }

    [TestMethod]
    public async Task Verify_AfterItsLifetime_IsRefused()
    {
        Host.Time.Advance(TimeSpan.FromMinutes(15));
        (await _user.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK, "within the skew");
        Host.Time.Advance(TimeSpan.FromSeconds(31));
        using var expired = await _user.Client.GetAsync("/api/me");
        expired.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        expired.Headers.WwwAuthenticate.Single().Parameter.ShouldBe("error=\"invalid_token\"");
    }

    [TestMethod]
    public async Task Verify_TokenOfAnotherProcess_IsAccepted()
    {
        await using var second = Host.StartAnother();
        var client = second.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", _user.AccessToken);
        (await client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task SigningKeys_ManyProcessesStartAtOnceWithOneConnectionEach_MakeOneKeyAndSignIn()
    {
        var database = await TestServers.CreateDatabase();
        var oneEach = new Dictionary<string, string?> { ["ConnectionStrings:ami"] = database.App + ";Maximum Pool Size=1;Timeout=5" };
        var hosts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ApiHost.Start(oneEach, database: database)));
        var kids = await Task.WhenAll(
            hosts.Select(async h => (await h.Services.GetRequiredService<SigningKeys>().Get(CancellationToken.None)).SignerAt(h.Time.GetUtcNow()).Kid)
        );
        kids.Distinct().Count().ShouldBe(1);
        var user = await hosts[0].SignUp();
        (await user.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [TestMethod]
    public async Task Issue_ManyAtOnce_AllVerify()
    {
        // One key signs and verifies for all threads.
        var clients = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Host.SignUp()));
        var statuses = await Task.WhenAll(clients.Select(async client => (await client.Client.GetAsync("/api/me")).StatusCode));
        statuses.ShouldAllBe(status => status == HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task SigningKeys_OtherMasterKey_OldTokensStillVerifyAndNewOnesAreSigned()
    {
        var settings = new Dictionary<string, string?> { ["Ami:MasterKey"] = Convert.ToBase64String(SHA256.HashData("another"u8)) };
        await using var host = Host.StartAnother(settings);
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", _user.AccessToken);
        (await client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var fresh = await host.SignUp();
        (await fresh.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task WebSocket_TokenAsSubprotocol_IsSignedIn()
    {
        (await WebSocketStatus("ami.v1", "bearer." + _user.AccessToken)).ShouldNotBe(401);
        (await WebSocketStatus("ami.v1", "bearer." + _user.AccessToken + "A")).ShouldBe(401);
        (await WebSocketStatus("ami.v1")).ShouldBe(401);
    }

    /// <summary>The profile is not a WebSocket endpoint, so a handshake that is let in ends with the profile's 200.</summary>
    private static async Task<int> WebSocketStatus(params string[] protocols)
    {
        var status = 0;
        var client = Host.Server.CreateWebSocketClient();
        foreach (var protocol in protocols)
        {
            client.SubProtocols.Add(protocol);
        }

        var error = await Should.ThrowAsync<InvalidOperationException>(() => client.ConnectAsync(new Uri("wss://localhost/api/me"), CancellationToken.None));
        var digits = new string([.. error.Message.Where(char.IsDigit)]);
        int.TryParse(digits.Length >= 3 ? digits[^3..] : digits, CultureInfo.InvariantCulture, out status).ShouldBeTrue(error.Message);
        return status;
    }

    private static async Task<HttpStatusCode> Status(string token)
    {
        var client = Host.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var response = await client.GetAsync("/api/me");
        return response.StatusCode;
    }

    private static string Join(string header, string payload, string signature) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header)) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload)) + "." + signature;

    private static async Task<byte[]> PublicKey()
    {
        var ring = await Host.Services.GetRequiredService<SigningKeys>().Get(CancellationToken.None);
        return ring.SignerAt(Host.Time.GetUtcNow()).Security.ECDsa.ExportSubjectPublicKeyInfo();
    }

    private static string PublicJwk(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return $$"""{"kty":"EC","crv":"P-256","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""";
    }

    private static string Hmac(string header, string payload, byte[] key)
    {
        var content = Join(header, payload, "")[..^1];
        return content + "." + Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(content)));
    }

    private static string Signed(string header, string payload, ECDsa key)
    {
        var content = Join(header, payload, "")[..^1];
        return content + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256));
    }
}
