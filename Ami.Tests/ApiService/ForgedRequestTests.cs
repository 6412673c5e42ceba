using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Identity;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.ApiService;

/// <summary>Requests that claim what is not so: another address, another site's page, fields that are not the caller's to set.</summary>
[TestClass]
public sealed class ForgedRequestTests : ApiTests<ForgedRequestTests>, IApiTests
{
    private static readonly string[] AddressHeaders =
    [
        "X-Forwarded-For",
        "X-Original-For",
        "Forwarded",
        "X-Real-IP",
        "True-Client-IP",
        "CF-Connecting-IP",
        "X-Client-IP",
        "X-Cluster-Client-IP",
        "Fastly-Client-IP",
    ];

    /// <summary>What only the system decides; in a body of the public API these names would be an invitation.</summary>
    private static readonly string[] NotTheCallers =
    [
        "id",
        "userId",
        "ownerId",
        "role",
        "roles",
        "plan",
        "isAdmin",
        "admin",
        "emailConfirmed",
        "emailVerified",
        "passwordHash",
        "securityStamp",
        "lockedAt",
        "createdAt",
        "cash",
        "balance",
        "equity",
        "filledQuantity",
        "averageFillPrice",
        "fees",
        "resetCount",
        "scopes",
    ];

    static Task<ApiHost> IApiTests.StartHost() => ApiHost.Start(services: Peers.Add);

    [TestMethod]
    public async Task Address_ClaimedByAStranger_IsNotBelieved()
    {
        (await AddressSeen("203.0.113.9", forwardedFor: "198.51.100.77", every: true)).ShouldBe("203.0.113.9");
        (await AddressSeen("2001:db8::5", forwardedFor: "127.0.0.1", every: true)).ShouldBe("2001:db8::5");
    }

    [TestMethod]
    public async Task Address_ToldByTheEdge_IsOnlyTheOneItSawItself()
    {
        // What a client wrote before it stands to the left; the proxy in front of us added the last.
        (await AddressSeen("127.0.0.1", forwardedFor: "6.6.6.6, 198.51.100.7")).ShouldBe("198.51.100.7");
        (await AddressSeen("127.0.0.1", forwardedFor: "198.51.100.8, not an address")).ShouldBe("127.0.0.1");
    }

    [TestMethod]
    [DataRow("Origin", "https://evil.example")]
    [DataRow("Origin", "https://localhost.evil.example")]
    [DataRow("Origin", "https://localhost:444")]
    [DataRow("Origin", "null")]
    [DataRow("Sec-Fetch-Site", "cross-site")]
    [DataRow("Sec-Fetch-Site", "same-site")]
    public async Task Cookie_SentByAnotherSitesPage_DoesNothing(string header, string value)
    {
        var person = await Host.SignUp();
        foreach (
            var (path, body) in new (string, object)[]
            {
                ("/api/auth/refresh", new { }),
                ("/api/auth/logout", new { }),
                ("/api/auth/login", new { email = person.Email, password = ApiHost.Password }),
                ("/api/auth/2fa/verify", new { code = "123456" }),
                ("/api/auth/password/forgot", new { email = person.Email, language = "en" }),
            }
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add(header, value);
            using var answer = await person.Client.SendAsync(request);
            ((int)answer.StatusCode, (await answer.Code())).ShouldBe((403, "auth.cross_origin"), path);
        }

        using var still = await person.Client.PostAsync("/api/auth/refresh", null);
        still.StatusCode.ShouldBe(HttpStatusCode.OK, "the session is as it was");
    }

    [TestMethod]
    public async Task Cookies_OfASignIn_StayWithTheBrowserAndTheAuthPages()
    {
        var person = await Host.SignUp();
        using var login = await Host.Anonymous().PostAsJsonAsync("/api/auth/login", new { email = person.Email, password = ApiHost.Password });
        var cookies = login.Headers.GetValues("Set-Cookie").ToList();
        cookies.Single(cookie => cookie.StartsWith("ami_refresh=", StringComparison.Ordinal)).ToLowerInvariant().ShouldContain("samesite=strict");
        foreach (var cookie in cookies)
        {
            foreach (var flag in new[] { "httponly", "secure", "path=/api/auth" })
            {
                cookie.ToLowerInvariant().ShouldContain(flag);
            }

            // Lax is for what must be there when a provider sends the browser back, and signs nobody in.
            cookie.ToLowerInvariant().ShouldMatch("samesite=(strict|lax)");
        }
    }

    [TestMethod]
    public async Task Form_PostedToAnyEndpoint_IsRefused()
    {
        // A page of another site can post a form without asking; JSON it cannot.
        var endpoints = Host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("application/json") == true)
            .ToList();
        endpoints.Count.ShouldBeGreaterThan(10);
        var admin = await Host.SignUpStaff("admin");
        foreach (var endpoint in endpoints)
        {
            foreach (var type in new[] { "application/x-www-form-urlencoded", "text/plain", "multipart/form-data" })
            {
                var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "POST";
                var path =
                    "/"
                    + string.Join(
                        '/',
                        (endpoint.RoutePattern.RawText ?? "").Trim('/').Split('/').Select(part => part.StartsWith('{') ? Guid.Empty.ToString() : part)
                    );
                using var request = new HttpRequestMessage(new HttpMethod(method), path)
                {
                    Content = new ByteArrayContent("{}"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
                };
                using var answer = await admin.Client.SendAsync(request);
                answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType, $"{method} {path} with {type}");
            }
        }
    }

    [TestMethod]
    [Needs<PaperTradingModule>]
    public async Task Body_WithFieldsOfTheSystem_ChangesNoneOfThem()
    {
        var extras = new Dictionary<string, object>
        {
            ["id"] = Guid.Empty,
            ["userId"] = Guid.Empty,
            ["roles"] = new[] { "admin" },
            ["role"] = "admin",
            ["plan"] = "premium",
            ["emailConfirmed"] = true,
            ["emailVerified"] = true,
            ["cash"] = 1_000_000_000,
            ["resetCount"] = 7,
            ["createdAt"] = "2000-01-01T00:00:00Z",
            ["securityStamp"] = "x",
            ["passwordHash"] = "x",
        };
        using var client = Host.Anonymous();
        using var registered = await client.PostAsJsonAsync(
            "/api/auth/register",
            With(
                new()
                {
                    ["email"] = "mass@example.com",
                    ["password"] = ApiHost.Password,
                    ["displayName"] = "M",
                    ["language"] = "en",
                    ["timeZone"] = "UTC",
                }
            )
        );
        var grant = await registered.Read<AccessGrant>();
        client.DefaultRequestHeaders.Authorization = new("Bearer", grant.AccessToken);
        await Unchanged();

        using var patched = await client.PatchAsJsonAsync("/api/me", With(new() { ["displayName"] = "N" }));
        patched.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Unchanged();

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/trading/paper/accounts")
        {
            Content = JsonContent.Create(
                With(
                    new()
                    {
                        ["name"] = "Second",
                        ["startingCash"] = 500,
                        ["leverage"] = 1,
                    }
                )
            ),
        };
        request.Headers.Add("Idempotency-Key", "mass");
        using var opened = await client.SendAsync(request);
        var account = await opened.Read<AccountSummary>();
        (account.Cash, account.ResetCount).ShouldBe((500m, 0));
        account.Id.ShouldNotBe(Guid.Empty);

        Dictionary<string, object> With(Dictionary<string, object> body) => new(body.Concat(extras));

        async Task Unchanged()
        {
            var me = await client.Get<UserProfile>("/api/me");
            (me.Id, me.Plan).ShouldBe((grant.User.Id, Plan.Free));
            me.Roles.ShouldBe(["student"]);
            await using var source = NpgsqlDataSource.Create(Host.Database.App);
            await using var command = source.CreateCommand("select email_confirmed from identity.users where email = 'mass@example.com'");
            (await command.ExecuteScalarAsync()).ShouldBe(false);
        }
    }

    [TestMethod]
    public async Task Document_BodiesOfThePublicApi_HaveNoFieldOfTheSystems()
    {
        using var document = JsonDocument.Parse(await Host.Anonymous().GetStringAsync("/openapi/ami.json"));
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        var found = new List<string>();
        foreach (
            var path in document
                .RootElement.GetProperty("paths")
                .EnumerateObject()
                .Where(path => !path.Name.StartsWith("/api/admin/", StringComparison.Ordinal))
        )
        {
            foreach (var operation in path.Value.EnumerateObject().Where(operation => operation.Value.TryGetProperty("requestBody", out _)))
            {
                var schema = operation.Value.GetProperty("requestBody").GetProperty("content").EnumerateObject().First().Value.GetProperty("schema");
                if (schema.TryGetProperty("$ref", out var reference))
                {
                    schema = schemas.GetProperty((reference.GetString() ?? "").Split('/')[^1]);
                }

                if (!schema.TryGetProperty("properties", out var properties))
                {
                    continue;
                }

                found.AddRange(
                    properties
                        .EnumerateObject()
                        .Where(property => NotTheCallers.Contains(property.Name))
                        .Select(property => $"{operation.Name.ToUpperInvariant()} {path.Name}: {property.Name}")
                );
            }
        }

        // What somebody wishes to pay for; they have it once the provider says that it was paid.
        string[] wishes = Needs.Has<PaymentsModule>()
            ? ["purchases: id", .. new[] { "subscribe", "change/preview", "change" }.Select(act => $"{act}: plan")]
            : [];
        found.ShouldBe(wishes.Select(wish => $"POST /api/payments/{wish}"), ignoreOrder: true, "callers may send these; rename them if that is meant, or take them out of the request");
    }

    /// <summary>The address that stands with the session of somebody who signs in over this connection.</summary>
    private static async Task<string?> AddressSeen(string peer, string forwardedFor, bool every = false)
    {
        var person = await Host.SignUp();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/login")
        {
            Content = JsonContent.Create(new { email = person.Email, password = ApiHost.Password }),
        };
        request.Headers.Add(Peers.Header, peer);
        foreach (var header in every ? AddressHeaders : AddressHeaders[..1])
        {
            request.Headers.TryAddWithoutValidation(header, header == "Forwarded" ? $"for={forwardedFor}" : forwardedFor);
        }

        using var login = await Host.Anonymous().SendAsync(request);
        login.StatusCode.ShouldBe(HttpStatusCode.OK, await login.Content.ReadAsStringAsync());
        var sessions = await person.Client.Get<IReadOnlyList<MySessions.MySession>>("/api/me/sessions");
        return sessions.Single(session => !session.Current).Address;
    }
}
