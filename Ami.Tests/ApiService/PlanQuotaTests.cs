extern alias ApiService;

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Market;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using ApiService::Ami.ApiService.Quotas;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.ApiService;

/// <summary>The table of plans as it is enforced over HTTP, by two API processes on one database and one Redis-protocol server.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed partial class PlanQuotaTests
{
    /// <summary>Reading it the first time is free; each repeat counts.</summary>
    private const string Metered = "/api/trading/symbols";
    private static readonly Dictionary<string, string?> AsSold = new()
    {
        ["Quotas:ml:free"] = null,
        ["Quotas:agent:free"] = null,
        ["Quotas:trading:free"] = null,
    };
    private static readonly string[] Symbols = ["QUOTA-A", "QUOTA-B", "QUOTA-C"];
    private static ApiHost _first = null!;
    private static ApiHost _second = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _first = await ApiHost.Start(AsSold, Patient);
        _second = await ApiHost.Start(AsSold, Patient, _first.Database);
        await using var symbols = _first
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand(
                """
                insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
                select s, s, 'Crypto', 'USD', 2, 3, 0.001, 'Imported' from unnest($1) s
                """
            )
            .With(Symbols);
        await symbols.ExecuteNonQueryAsync();
        await _first.Services.GetRequiredService<SymbolDirectory>().Refresh();
        await _second.Services.GetRequiredService<SymbolDirectory>().Refresh();
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [TestMethod]
    [DataRow(Plan.Free, Metered, 1 + 10)]
    [DataRow(Plan.Basic, Metered, 1 + 30)]
    [DataRow(Plan.Pro, Metered, 1 + 100)]
    [DataRow(Plan.Free, "/api/ml/anything", 3)]
    [DataRow(Plan.Pro, "/api/ml/anything", 100)]
    [DataRow(Plan.Basic, "/api/agent/anything", 50)]
    public async Task Calls_200AtOnceOverTwoApis_ExactlyTheQuotaIsAdmitted(Plan plan, string path, int allowed)
    {
        var (one, other) = await Subscriber(plan);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(async i =>
                {
                    using var response = await (i % 2 == 0 ? one : other).GetAsync(path);
                    return response.StatusCode;
                })
        );
        answers.Count(status => status != HttpStatusCode.TooManyRequests).ShouldBe(allowed);
    }

    [TestMethod]
    public async Task Calls_200OfPremium_AllAdmitted()
    {
        var (one, other) = await Subscriber(Plan.Premium);
        var statuses = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(async i => (await (i % 2 == 0 ? one : other).GetAsync(i % 4 < 2 ? Metered : "/api/ml/anything")).StatusCode)
        );
        statuses.ShouldNotContain(HttpStatusCode.TooManyRequests);
        using var unlimited = await one.GetAsync("/api/ml/anything");
        unlimited.Headers.GetValues("RateLimit-Policy").Single().ShouldBe("\"ml\";q=999999999999999;w=86400;unlimited");
    }

    [TestMethod]
    public async Task Answer_EveryOneOfAMeteredGroup_SaysWhatIsLeft()
    {
        var (client, _) = await Subscriber(Plan.Free);
        using var first = await client.GetAsync(Metered);
        Header(first, "RateLimit-Policy").ShouldBe("\"trading-reads\";q=200;w=60");
        (string Method, string Path, string? Body, HttpStatusCode Status)[] calls =
        [
            ("GET", Metered, null, HttpStatusCode.OK),
            ("GET", "/api/trading/nowhere", null, HttpStatusCode.NotFound),
            ("DELETE", Metered, null, HttpStatusCode.MethodNotAllowed),
            ("POST", "/api/trading/paper/accounts", "{", HttpStatusCode.BadRequest),
            ("GET", "/API/Trading/nowhere", null, HttpStatusCode.NotFound),
        ];
        for (var i = 0; i < calls.Length; i++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(calls[i].Method), calls[i].Path)
            {
                Content = calls[i].Body is { } body ? new StringContent(body, new MediaTypeHeaderValue("application/json")) : null,
            };
            request.Headers.Add("Idempotency-Key", "k");
            using var response = await client.SendAsync(request);
            response.StatusCode.ShouldBe(calls[i].Status, calls[i].Path);
            var left = 9 - i;
            Header(response, "RateLimit-Policy").ShouldBe("\"trading\";q=10;w=60");
            Header(response, "RateLimit").ShouldStartWith($"\"trading\";r={left};t=");
            (Header(response, "RateLimit-Limit"), Header(response, "RateLimit-Remaining")).ShouldBe(("10", $"{left}"));
            int.Parse(Header(response, "RateLimit-Reset"), CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        }

        using var elsewhere = await client.GetAsync("/api/me");
        elsewhere.Headers.Contains("RateLimit-Limit").ShouldBeFalse("nothing is metered there");
        using var anonymous = await _first.Anonymous().GetAsync(Metered);
        anonymous.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Refusal_NamesPlanLimitWaitAndTheLiftingPlan()
    {
        var host = _first;
        var (client, _) = await Subscriber(Plan.Basic);
        await Use(client, Metered, 1 + 30);
        using var refused = await client.GetAsync(Metered);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var problem = (await refused.Content.ReadFromJsonAsync<Exceeded>()).ShouldNotBeNull();
        var wait = refused.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
        wait.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Header(refused, "RateLimit-Remaining").ShouldBe("0");
        problem.ShouldBe(new Exceeded("quota.exceeded", "basic", 30, 0, "minute", "trading", "pro", (int)wait.TotalSeconds));

        // Whoever waits as told is let in again.
        host.Time.Advance(wait);
        using var again = await client.GetAsync(Metered);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Upgrade_ToAStream_IsNoCall_ButAnywhereElseItIs()
    {
        var (client, _) = await Subscriber(Plan.Free);
        var token = client.DefaultRequestHeaders.Authorization?.Parameter ?? "";
        for (var i = 0; i < 15; i++)
        {
            using var socket = await Socket("/api/trading/paper/stream", token);
        }

        // The headers of an upgrade buy nothing elsewhere.
        for (var i = 0; i < 4; i++)
        {
            await Should.ThrowAsync<InvalidOperationException>(() => Socket(Metered, token));
        }

        using var asked = await client.GetAsync("/api/trading/paper/stream");
        Header(asked, "RateLimit-Remaining").ShouldBe("6");
    }

    [TestMethod]
    public async Task Server_Killed_StillAnswersAndStillLimits()
    {
        await using var redis = await RedisServer.Start();
        var settings = new Dictionary<string, string?>(AsSold) { ["ConnectionStrings:redis"] = redis.Connection };
        await using var one = await ApiHost.Start(settings, Patient);
        await using var other = await ApiHost.Start(settings, Patient, one.Database);
        var person = await one.SignUp();
        using var elsewhere = other.Anonymous();
        elsewhere.DefaultRequestHeaders.Authorization = person.Client.DefaultRequestHeaders.Authorization;
        await Use(person.Client, "/api/agent/anything", 2);
        await Use(elsewhere, "/api/agent/anything", 2);

        await redis.Kill();
        foreach (var client in (HttpClient[])[person.Client, elsewhere])
        {
            await Use(client, "/api/agent/anything", 10);
            using var refused = await client.GetAsync("/api/agent/anything");
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            using var unmetered = await client.GetAsync("/api/me");
            unmetered.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [TestMethod]
    public void Table_IsTheProducts_AndSettingsChangeIt()
    {
        var sold = new PlanQuotas(new ConfigurationBuilder().Build());
        string Row(string path) => string.Join(' ', sold.Of(path)!.Allowed.OrderBy(entry => entry.Key).Select(entry => entry.Value));
        Row("/api/ml/signals/BTC-SIM").ShouldBe("3/day 10/day 100/day unlimited");
        Row("/api/agent/chat").ShouldBe("10/day 50/day 200/day unlimited");
        Row("/api/trading").ShouldBe("10/minute 30/minute 100/minute 300/minute");
        sold.Of("/api/me").ShouldBeNull();
        sold.Of("/api/tradingpost").ShouldBeNull();
        Enum.GetValues<Plan>().Select(plan => sold.Of("/api/ml")!.LiftedBy(plan)).ShouldBe([Plan.Basic, Plan.Pro, Plan.Premium, null]);

        static PlanQuotas With(string value) => new(new ConfigurationBuilder().AddInMemoryCollection([new("Quotas:trading:basic", value)]).Build());
        With("5/minute").Of("/api/trading")!.LiftedBy(Plan.Free).ShouldBe(Plan.Pro);
        Should.Throw<FormatException>(() => With("many"));
    }

    /// <summary>What a refusal says of a quota, as the web app reads it.</summary>
    private sealed record Exceeded(string Code, string Plan, int Limit, int Remaining, string Window, string Group, string LiftingPlan, int RetryAfter);

    /// <summary>Somebody who subscribed, at both processes.</summary>
    private static async Task<(HttpClient One, HttpClient Other)> Subscriber(Plan plan)
    {
        var person = await _first.SignUp();
        await using (var command = _first.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("update identity.users set plan = $2 where id = $1"))
        {
            command.With(person.UserId).With(plan.ToString());
            await command.ExecuteNonQueryAsync();
        }

        using var login = await person.Client.PostAsJsonAsync("/api/auth/login", new { email = person.Email, password = ApiHost.Password });
        var token = (await login.Read<AccessGrant>()).AccessToken;
        var clients = (_first.Anonymous(), _second.Anonymous());
        clients.Item1.DefaultRequestHeaders.Authorization = clients.Item2.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return clients;
    }

    private static async Task Use(HttpClient client, string path, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var response = await client.GetAsync(path);
            response.StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests, $"call {i + 1}");
        }
    }

    private static Task<System.Net.WebSockets.WebSocket> Socket(string path, string token)
    {
        var client = _first.Server.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Authorization = $"Bearer {token}";
        return client.ConnectAsync(new Uri("wss://localhost" + path), CancellationToken.None);
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();

    /// <summary>On a busy machine a late answer must not look like a server that is away.</summary>
    private static void Patient(IServiceCollection services) =>
        services.Replace(
            ServiceDescriptor.Singleton(provider => new QuotaLimiter(
                provider.GetRequiredService<LiveBus>(),
                provider.GetRequiredService<TimeProvider>(),
                NullLogger<QuotaLimiter>.Instance
            )
            {
                Patience = TimeSpan.FromMinutes(1),
            })
        );
}
