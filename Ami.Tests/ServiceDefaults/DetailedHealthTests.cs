using System.Net;
using System.Net.Http.Json;
using Ami.TestKit;
using Ami.Tests.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Ami.Tests.ServiceDefaults;

[TestClass]
public sealed class DetailedHealthTests
{
    private static ApiHost _host = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) =>
        _host = await ApiHost.Start(services: services =>
            services
                .AddHealthChecks()
                .AddCheck("broken", () => throw new InvalidOperationException("Host=db;Password=hunter2 cannot be reached"), timeout: TimeSpan.FromSeconds(1))
        );

    [ClassCleanup]
    public static async Task Stop() => await _host.DisposeAsync();

    [TestMethod]
    [DataRow(null, HttpStatusCode.Unauthorized)]
    [DataRow("", HttpStatusCode.Forbidden)]
    [DataRow("support", HttpStatusCode.ServiceUnavailable)]
    [DataRow("admin", HttpStatusCode.ServiceUnavailable)]
    public async Task Detailed_Asked_TellsStaffAlone(string? role, HttpStatusCode status)
    {
        var client = role switch
        {
            null => _host.Anonymous(),
            "" => (await _host.SignUp()).Client,
            _ => (await _host.SignUpStaff(role)).Client,
        };
        using var answer = await client.GetAsync("/health/detailed");
        answer.StatusCode.ShouldBe(status);
        var text = await answer.Content.ReadAsStringAsync();
        text.Contains("PostgreSql", StringComparison.Ordinal).ShouldBe(status == HttpStatusCode.ServiceUnavailable);
    }

    [TestMethod]
    public async Task Detailed_CheckFails_SaysWhyWithoutTheSecret()
    {
        using var answer = await (await _host.SignUpStaff("admin")).Client.GetAsync("/health/detailed");
        var health = await answer.Read<Health>();
        health.Status.ShouldBe("Unhealthy");
        health.Version.ShouldNotBeNullOrEmpty();
        health.UptimeSeconds.ShouldBeGreaterThanOrEqualTo(0);
        health.Checks.Keys.ShouldBe(["PostgreSql", "StackExchange.Redis", "accepting", "broken"], ignoreOrder: true);
        health.Checks["PostgreSql"].Status.ShouldBe("Healthy");
        health.Checks["PostgreSql"].Milliseconds.ShouldBeGreaterThan(0);
        health.Checks["StackExchange.Redis"].Status.ShouldBe("Healthy");
        var broken = health.Checks["broken"];
        broken.Status.ShouldBe("Unhealthy");
        broken.Description.ShouldBe("Host=db;Password=*** cannot be reached");
        answer.Headers.CacheControl?.NoStore.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Redis_Killed_DegradesAndStaysReady()
    {
        await using var redis = await RedisServer.Start();
        await using var host = await ApiHost.Start(new Dictionary<string, string?> { ["ConnectionStrings:redis"] = redis.Connection });
        var staff = (await host.SignUpStaff("support")).Client;
        await redis.Kill();
        foreach (var (path, word) in new[] { ("/health", "Degraded"), ("/ready", "Healthy"), ("/health/detailed", "Degraded") })
        {
            using var answer = await staff.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await answer.Content.ReadFromJsonAsync<Overall>()).ShouldNotBeNull().Status.ShouldBe(word, path);
        }
    }

    [TestMethod]
    public void Checks_All_GiveUpSometime() =>
        _host
            .Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>()
            .Value.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan)
            .Select(check => check.Name)
            .ShouldBeEmpty("a server that is frozen would hold every probe");

    [TestMethod]
    public async Task Detailed_ThroughTheEdge_IsTheApis()
    {
        await using var api = await EdgeHost.StartApi("a", app => app.MapGet("/health/detailed", () => "of the API"));
        await using var edge = EdgeHost.Start([api.Urls.First()]);
        (await edge.Client.GetStringAsync("/health/detailed")).ShouldBe("of the API");
        (await edge.Client.GetStringAsync("/health")).ShouldNotContain("of the API");
    }

    private sealed record Overall(string Status);

    private sealed record Health(
        string Status,
        string Version,
        DateTimeOffset StartedAt,
        long UptimeSeconds,
        double Milliseconds,
        IReadOnlyDictionary<string, Check> Checks
    );

    private sealed record Check(string Status, double Milliseconds, string? Description);
}
