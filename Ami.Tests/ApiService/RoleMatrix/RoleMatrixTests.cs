using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Market;
using Ami.Modules.Workers.Contracts;
using Ami.TestKit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.ApiService.RoleMatrix;

/// <summary>Drives every endpoint of the system through the real pipeline as everybody, and compares with <see cref="AccessTable"/>.</summary>
[TestClass]
public sealed partial class RoleMatrixTests
{
    private const string Table = "Ami.Tests/ApiService/RoleMatrix/AccessTable.cs";
    private static Cast _cast = null!;
    private static Dictionary<string, RouteEndpoint> _endpoints = [];

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _cast = await Cast.Assemble();
        _endpoints = _cast
            .Host.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => Names(endpoint).Select(name => (name, endpoint)))
            // Endpoints that differ only in the content they take are one line, and let in the same people.
            .GroupBy(pair => pair.name, pair => pair.endpoint)
            .ToDictionary(same => same.Key, same => same.DistinctBy(AccessRules).Single());
    }

    private static string AccessRules(RouteEndpoint endpoint) =>
        string.Join(
            ' ',
            endpoint
                .Metadata.Where(rule => rule is Microsoft.AspNetCore.Authorization.IAllowAnonymous or Microsoft.AspNetCore.Authorization.IAuthorizeData)
                .Select(rule => rule.ToString())
        );

    [ClassCleanup]
    public static async Task Stop() => await _cast.DisposeAsync();

    [TestMethod]
    public void Table_KnowsEveryEndpoint()
    {
        var known = AccessTable.Lines.Select(line => line.Endpoint).ToHashSet();
        _endpoints
            .Where(entry => !known.Contains(entry.Key))
            .OrderBy(entry => entry.Key)
            .Select(entry => Suggestion(entry.Key, entry.Value))
            .ShouldBeEmpty($"{Table} does not know these endpoints. Think about who may call each, and add its line there:");
        known
            .Except(_endpoints.Keys)
            .Select(name => $"new(\"{name}\", …")
            .ShouldBeEmpty($"these lines of {Table} are about endpoints that do not exist (any more); remove them:");
        known.Count.ShouldBe(AccessTable.Lines.Length, "an endpoint has two lines");
    }

    [TestMethod]
    public async Task Endpoint_CalledByEverybody_LetsInThoseOfItsLineAndNobodyElse()
    {
        var wrong = new List<string>();
        foreach (var line in AccessTable.Lines.Where(line => _endpoints.ContainsKey(line.Endpoint)))
        {
            if (Needs.Has<MarketModule>())
            {
                await _cast.Quote();
            }

            // Whoever is let in may change something, so the others come first.
            foreach (var caller in Cast.Callers.OrderBy(caller => Expected(line, caller) == Verdict.LetIn))
            {
                using var answer = await _cast[caller].SendAsync(Request(line));
                var verdict = await VerdictOf(answer);
                if (
                    verdict != Expected(line, caller)
                    && !(verdict == Verdict.ClosedToImpersonators && caller == Cast.Impersonator && line.Who is (Who.SignedIn or Who.Owner))
                )
                {
                    wrong.Add($"{line.Endpoint} as {caller}: {verdict} ({(int)answer.StatusCode}), but {Table} says {Expected(line, caller)} ({line.Who})");
                }

                if (!line.Endpoint.StartsWith("GET", StringComparison.Ordinal))
                {
                    await _cast.Recover(caller);
                }
            }

            if (line.Who != Who.Owner)
            {
                continue;
            }

            using var own = await _cast.Owner.Client.SendAsync(Request(line));
            if (await VerdictOf(own) != Verdict.LetIn)
            {
                wrong.Add($"{line.Endpoint} as the owner: {(int)own.StatusCode} {await own.Content.ReadAsStringAsync()}. Do the ids in its line still exist?");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Endpoint_SignInOfAnHourAgo_AsksAgainWhereItsLineSaysSo()
    {
        var (admin, student) = (await _cast.Host.SignUpStaff("admin"), await _cast.Host.SignUp());
        foreach (var person in new[] { admin, student })
        {
            await _cast.Execute("update identity.sessions set confirmed_at = confirmed_at - interval '1 hour' where user_id = $1", person.UserId);
        }

        var wrong = new List<string>();
        foreach (var line in AccessTable.Lines.Where(line => _endpoints.ContainsKey(line.Endpoint)))
        {
            if (line.Fresh != _endpoints[line.Endpoint].Metadata.GetMetadata<FreshSignInRequired>() is not null)
            {
                wrong.Add($"{line.Endpoint}: {Table} says Fresh = {line.Fresh}");
            }
            else if (line.Fresh)
            {
                var client = line.Who is Who.Support or Who.Administrator ? admin.Client : student.Client;
                using var answer = await client.SendAsync(Request(line));
                if (await answer.Code() != "auth.confirmation_required")
                {
                    wrong.Add($"{line.Endpoint}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                }
            }
        }

        AccessTable.Lines.Count(line => line.Fresh).ShouldBeGreaterThan(20);
        wrong.ShouldBeEmpty();
    }

    [TestMethod]
    public void Endpoint_ForAPlan_IsForTheOneOfItsLine() =>
        AccessTable
            .Lines.Where(line => _endpoints.ContainsKey(line.Endpoint))
            .Where(line => line.Plan != _endpoints[line.Endpoint].Metadata.GetMetadata<PlanRequired>()?.Plan)
            .Select(line => $"{line.Endpoint}: {Table} says Plan = {line.Plan?.ToString() ?? "any"}")
            .ShouldBeEmpty();

    [TestMethod]
    public void Table_IdsInAddresses_BelongToSomebody()
    {
        // An id of a person's thing in the address needs a line that tries somebody else's; staff's endpoints work on everybody's.
        AccessTable
            .Lines.Where(line => line.Who == Who.SignedIn && line.Endpoint.Contains(":guid}", StringComparison.Ordinal))
            .Select(line => line.Endpoint)
            .ShouldBeEmpty($"make these lines of {Table} Who.Owner, with the address of something in Belongings");
        AccessTable
            .Lines.Where(line => line.Who == Who.Owner && line.Path is null)
            .Select(line => line.Endpoint)
            .ShouldBeEmpty("an owner's line needs an address");
    }

    [TestMethod]
    public async Task Endpoint_RefreshCookieAlone_IsNobody()
    {
        // What a foreign page could make a browser send: cookies, at most. They open nothing but the way to a new token, and that only from our own pages.
        var person = await _cast.Host.SignUp();
        person.Client.DefaultRequestHeaders.Authorization = null;
        var open = new List<string>();
        foreach (var line in AccessTable.Lines.Where(line => line.Who is not (Who.Everybody or Who.Edge) && _endpoints.ContainsKey(line.Endpoint)))
        {
            using var answer = await person.Client.SendAsync(Request(line));
            if (await VerdictOf(answer) != Verdict.NotSignedIn)
            {
                open.Add($"{line.Endpoint}: {(int)answer.StatusCode}");
            }
        }

        open.ShouldBeEmpty("a cookie alone signs nobody in");
    }

    private enum Verdict
    {
        LetIn,
        NotSignedIn,
        NotAllowed,
        DoesNotExist,
        ClosedToImpersonators,
    }

    private static Verdict Expected(AccessLine line, string caller) =>
        (line.Who, caller) switch
        {
            (Who.Everybody, _) => Verdict.LetIn,
            (Who.Edge, _) => Verdict.DoesNotExist,
            (Who.Worker, Cast.Worker) => Verdict.LetIn,
            (Who.Worker, _) or (_, Cast.Nobody or Cast.Worker) => Verdict.NotSignedIn,
            (Who.SignedIn, _) => Verdict.LetIn,
            (Who.Owner, _) => Verdict.DoesNotExist,
            (Who.Support, "support" or "admin") or (Who.Administrator, "admin") => Verdict.LetIn,
            // A role that staff made may do what they decided, wherever that is asked for, and nothing else.
            (Who.Support or Who.Administrator, Cast.Made) when Cast.MadeMay.Contains(_endpoints[line.Endpoint].Metadata.GetMetadata<Permission>()?.Name) =>
                Verdict.LetIn,
            _ => Verdict.NotAllowed,
        };

    /// <summary>Everything but a refusal for who one is counts as let in: what the endpoint then says of an empty body is its own business.</summary>
    private static async Task<Verdict> VerdictOf(HttpResponseMessage answer)
    {
        var code =
            answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString() ?? ""
                : "";
        return (answer.StatusCode, code) switch
        {
            (HttpStatusCode.Unauthorized, "auth.unauthenticated" or "api_key.missing") => Verdict.NotSignedIn,
            (HttpStatusCode.Forbidden, "auth.forbidden") => Verdict.NotAllowed,
            (HttpStatusCode.Forbidden, "auth.impersonating") => Verdict.ClosedToImpersonators,
            // What exists for nobody (a made-up id, a provider that is not set up) lets its caller in; these codes are those of a stranger's things.
            (HttpStatusCode.NotFound, _) when StrangersCodes.Contains(code) => Verdict.DoesNotExist,
            _ => Verdict.LetIn,
        };
    }

    private static readonly HashSet<string> StrangersCodes =
    [
        "paper.account_not_found",
        "paper.replay_not_found",
        "paper.order_not_found",
        "auth.session_missing",
        "auth.device_missing",
        "notifications.not_found",
        "long_job.not_found",
        "share.not_found",
        "payments.invoice_not_found",
        "wallet.withdrawal_not_yours",
        "request.not_found",
        "feedback.not_yours",
        "invitations.not_yours",
        "learning.card_unknown",
        "learning.review_unknown",
        "learning.attempt_unknown",
        "learning.friend_unknown",
    ];

    private static HttpRequestMessage Request(AccessLine line)
    {
        var (method, pattern) = (line.Endpoint.Split(' ')[0], line.Endpoint.Split(' ')[1]);
        var path = line.Path?.Invoke(_cast.Own) ?? Parameter().Replace(pattern, match => Value(match.Groups[1].Value, match.Groups[2].Success));
        var request = new HttpRequestMessage(new HttpMethod(method == "ANY" ? "GET" : method), path);
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture));
        if (method is not ("POST" or "PUT" or "PATCH"))
        {
            return request;
        }

        var type = _endpoints[line.Endpoint].Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes is [var first, ..] ? first : "application/json";
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(line.Body?.Invoke(_cast.Own) ?? new { }))
        {
            Headers = { ContentType = new MediaTypeHeaderValue(type) },
        };
        return request;
    }

    private static string Value(string name, bool isId) =>
        isId
            ? Guid.CreateVersion7().ToString()
            : name switch
            {
                "symbol" => Cast.Symbol,
                "documentName" => "ami",
                _ => "unheard-of",
            };

    private static IEnumerable<string> Names(RouteEndpoint endpoint)
    {
        var pattern = "/" + endpoint.RoutePattern.RawText?.Trim('/');
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return methods.Count == 0 ? [$"ANY {pattern}"] : methods.Select(method => $"{method} {pattern}");
    }

    private static string Suggestion(string name, RouteEndpoint endpoint)
    {
        var who =
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? "Everybody"
            : endpoint.Metadata.GetMetadata<ApiKeyRequired>() is not null ? "Worker"
            : endpoint.Metadata.GetMetadata<Permission>() is { } permission
                ? permission.DefaultRoles.Contains(Roles.Support) ? "Support"
                    : "Administrator"
            : name.Contains(":guid}", StringComparison.Ordinal) ? "Owner, own => $\"…{own.…}\""
            : "SignedIn";
        return $"        new(\"{name}\", {who}),";
    }

    [GeneratedRegex(@"\{([A-Za-z]+)(:guid)?[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
