using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Workers;
using Ami.Modules.Workers.Features;
using Ami.TestKit;

namespace Ami.Tests.Workers;

[TestClass]
[Needs<WorkersModule>]
public sealed partial class ApiKeyTests : StaffedApiTests<ApiKeyTests>, IApiTests
{
    private const string Peer = "X-Test-Peer";

    static Task<ApiHost> IApiTests.StartHost() => ApiHost.Start(services: WithPeers);

    [TestMethod]
    public async Task Ping_GoodKey_AnswersAndLeavesATrace()
    {
        var (key, id) = await Create();
        key.ShouldMatch("^ami_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$");
        using var answer = await Ping(key, peer: "198.51.100.4");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var pong = await answer.Read<Ping.PingAnswer>();
        pong.KeyId.ShouldBe(id);
        pong.Address.ShouldBe("198.51.100.4");

        var row = await Row(id);
        row.LastUsedAt.ShouldNotBeNull();
        row.LastAddress.ShouldBe("198.51.100.4");
        (await Audited("internal.pinged", id)).ShouldBe(1);
        (await Audited("identity.api-key-created", id)).ShouldBe(1);
        await Host.DispatchEvents();
        Host.Mailbox.Newest(Admin.Email, "key").Text.ShouldContain("importer");
    }

    [TestMethod]
    public async Task Create_Key_IsNowhereToBeReadAgain()
    {
        var (key, id) = await Create();
        (await Admin.Client.GetStringAsync("/api/admin/api-keys")).ShouldNotContain(key[21..]);
        (await Admin.Client.GetStringAsync("/api/admin/api-keys/export.csv")).ShouldNotContain(key[21..]);
        (await Scalar<long>("select count(*) from workers.api_keys k where k::text like '%' || $1 || '%'", key[21..])).ShouldBe(0);
        (await Scalar<long>("select count(*) from core.audit_entries a where a.after::text like '%' || $1 || '%'", key[21..])).ShouldBe(0);
        (await Row(id)).Start.ShouldBe(key[..20]);
    }

    [TestMethod]
    public async Task Ping_NoOrWrongKey_IsRefusedAlike()
    {
        var (key, _) = await Create();
        using (var none = await Ping(null))
        {
            (await Refusal(none)).ShouldBe((401, "api_key.missing"));
        }

        foreach (
            var wrong in new[]
            {
                "ami_",
                "hello",
                key[..^1] + (key[^1] == 'A' ? 'B' : 'A'),
                "ami_0000000000000000_" + key[21..],
                key.ToUpperInvariant(),
                key + "A",
                " " + key,
            }
        )
        {
            using var refused = await Ping(wrong);
            (await Refusal(refused)).ShouldBe((401, "api_key.invalid"), wrong);
        }
    }

    [TestMethod]
    public async Task Ping_TwoKeysInOneRequest_IsRefused()
    {
        var (key, _) = await Create();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/internal/ping");
        request.Headers.TryAddWithoutValidation("X-Api-Key", [key, key]);
        using var response = await Host.Anonymous().SendAsync(request);
        (await Refusal(response)).ShouldBe((401, "api_key.invalid"));
    }

    [TestMethod]
    public async Task Keys_AndSessions_OpenOnlyTheirOwnDoors()
    {
        var (key, _) = await Create();
        using (var session = await Admin.Client.PostAsync("/api/internal/ping", null))
        {
            (await Refusal(session)).ShouldBe((401, "api_key.missing"));
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me") { Headers = { { "X-Api-Key", key } } };
        using var me = await Host.Anonymous().SendAsync(request);
        me.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var asBearer = new HttpRequestMessage(HttpMethod.Get, "/api/me") { Headers = { { "Authorization", "Bearer " + key } } };
        (await Host.Anonymous().SendAsync(asBearer)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Ping_KeyOfAnotherScope_IsForbidden()
    {
        var (key, id) = await Create();
        await Execute("update workers.api_keys set scopes = '{journal.write}' where id = $1", id);
        using var refused = await Ping(key);
        (await Refusal(refused)).ShouldBe((403, "api_key.scope_missing"));
    }

    [TestMethod]
    public async Task Ping_ExpiredKey_IsRefused()
    {
        var (key, id) = await Create();
        await Execute("update workers.api_keys set expires_at = now() - interval '1 second' where id = $1", id);
        using (var refused = await Ping(key))
        {
            (await Refusal(refused)).ShouldBe((401, "api_key.expired"));
        }

        (await Row(id)).State.ShouldBe(ApiKeyState.Expired);
        using var rotated = await Admin.Client.PostAsJsonAsync($"/api/admin/api-keys/{id}/rotate", new { overlapMinutes = 0 });
        (await Refusal(rotated)).ShouldBe((409, "api_key.not_active"));
    }

    [TestMethod]
    public async Task Revoke_Key_EndsItAtOnce()
    {
        var (key, id) = await Create();
        (await Ping(key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Admin.Client.DeleteAsync($"/api/admin/api-keys/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Admin.Client.DeleteAsync($"/api/admin/api-keys/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using (var refused = await Ping(key))
        {
            (await Refusal(refused)).ShouldBe((401, "api_key.revoked"));
        }

        (await Audited("identity.api-key-revoked", id)).ShouldBe(1);
        (await Admin.Client.DeleteAsync($"/api/admin/api-keys/{Guid.Empty}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestMethod]
    public async Task Rotate_WithOverlap_BothKeysWorkUntilItEnds()
    {
        var (old, id) = await Create();
        var next = await Rotate(id, 60);
        next[..21].ShouldBe(old[..21]);
        (await Ping(old)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Ping(next)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Execute("update workers.api_keys set previous_until = now() - interval '1 second' where id = $1", id);
        using (var refused = await Ping(old))
        {
            (await Refusal(refused)).ShouldBe((401, "api_key.invalid"));
        }

        (await Ping(next)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var last = await Rotate(id, 0);
        using (var refused = await Ping(next))
        {
            (await Refusal(refused)).ShouldBe((401, "api_key.invalid"));
        }

        (await Ping(last)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Audited("identity.api-key-rotated", id)).ShouldBe(2);
    }

    [TestMethod]
    [DataRow("10.0.0.0/8", "10.1.2.3", null, 200)]
    [DataRow("10.0.0.0/8", "::ffff:10.1.2.3", null, 200)]
    [DataRow("10.0.0.0/8", "203.0.113.9", null, 403)]
    [DataRow("2001:db8::/32", "2001:db8::7", null, 200)]
    [DataRow("2001:db8::/32", "2001:db9::7", null, 403)]
    // What a stranger claims is not believed.
    [DataRow("10.0.0.0/8", "203.0.113.9", "10.1.2.3", 403)]
    // What our edge says is.
    [DataRow("10.0.0.0/8", "127.0.0.1", "10.1.2.3", 200)]
    [DataRow("10.0.0.0/8", "127.0.0.1", "203.0.113.9", 403)]
    // Only its own word, not what the client had put in front of it.
    [DataRow("10.0.0.0/8", "127.0.0.1", "10.1.2.3, 203.0.113.9", 403)]
    [DataRow("10.0.0.0/8", "127.0.0.1", "nonsense", 403)]
    public async Task Ping_AddressRange_CountsWhereTheRequestReallyCameFrom(string range, string peer, string? forwardedFor, int status)
    {
        var (key, id) = await Create(addresses: [range]);
        using var response = await Ping(key, peer, forwardedFor);
        ((int)response.StatusCode).ShouldBe(status);
        if (status == 200)
        {
            return;
        }

        (await Refusal(response)).ShouldBe((403, "api_key.address_not_allowed"));
        using var again = await Ping(key, peer, forwardedFor);
        (await Audited("identity.api-key-refused", id)).ShouldBe(1, "a flood of refusals is one entry");
    }

    [TestMethod]
    public async Task Ping_MoreThanTheKeyMay_IsLimitedOverAllProcesses()
    {
        await using var second = Host.StartAnother(services: WithPeers);
        var (key, _) = await Create(requestsPerMinute: 10);
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Ping(key, host: i % 2 == 0 ? Host : second)));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(10);
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        (await Refusal(refused)).Code.ShouldBe("api_key.too_many_requests");
        refused.Headers.RetryAfter?.Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        refused.Headers.GetValues("RateLimit-Policy").Single().ShouldBe("\"api-key\";q=10;w=60");
    }

    [TestMethod]
    public async Task Create_WrongFields_AreNamed()
    {
        using var response = await Admin.Client.PostAsJsonAsync(
            "/api/admin/api-keys",
            new
            {
                name = " ",
                scopes = new[] { "no.such" },
                addresses = new[] { "10.0.0.1/8" },
                expiresInDays = 0,
                requestsPerMinute = 0,
            }
        );
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Refusal())
            .Errors.ShouldNotBeNull()
            .Keys.ShouldBe(["addresses", "expiresInDays", "name", "requestsPerMinute", "scopes"], ignoreOrder: true);
    }

    [TestMethod]
    public async Task AdminApi_ByRole_SupportSeesAndOnlyAdminsChange()
    {
        var (_, id) = await Create();
        var support = await Host.SignUpStaff("support");
        var student = await Host.SignUp();
        (await support.Client.GetAsync("/api/admin/api-keys")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await student.Client.GetAsync("/api/admin/api-keys")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var client in new[] { support.Client, student.Client })
        {
            (await client.PostAsJsonAsync("/api/admin/api-keys", New())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await client.PostAsJsonAsync($"/api/admin/api-keys/{id}/rotate", new { overlapMinutes = 0 })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await client.DeleteAsync($"/api/admin/api-keys/{id}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [TestMethod]
    public async Task Create_SignedInLongAgo_AsksToConfirmFirst()
    {
        var admin = await Host.SignUpStaff("admin");
        await Execute("update identity.sessions set confirmed_at = now() - interval '1 hour' where user_id = $1", admin.UserId);
        using var response = await admin.Client.PostAsJsonAsync("/api/admin/api-keys", New());
        (await Refusal(response)).ShouldBe((403, "auth.confirmation_required"));
    }

    [TestMethod]
    public async Task Export_NameWithFormula_IsDisarmed()
    {
        await Create(name: "=HYPERLINK(\"http://evil.example\")");
        (await Admin.Client.GetStringAsync("/api/admin/api-keys/export.csv?q=hyperlink")).ShouldContain("'=HYPERLINK");
    }
}
