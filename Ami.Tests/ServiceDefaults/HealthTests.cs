using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Ami.Tests.ServiceDefaults;

[TestClass]
public sealed class HealthTests
{
    [TestMethod]
    public async Task Health_CheckFails_Answers503AndStaysAlive()
    {
        await using var host = await DefaultsHost.Start(configure: builder =>
            builder.Services.AddHealthChecks().AddCheck("database", () => HealthCheckResult.Unhealthy("Host=secret"))
        );
        using var health = await host.Client.GetAsync("/health");
        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var body = await health.Content.ReadAsStringAsync();
        body.ShouldContain("database");
        body.ShouldNotContain("secret");
        (await host.Client.GetAsync("/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var alive = await host.Client.GetAsync("/alive");
        alive.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Health_AfterStopWasAskedFor_SaysNotReadyWhileStillServing()
    {
        await using var host = await DefaultsHost.Start();
        (await host.Client.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        (await host.Client.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await host.Client.GetAsync("/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await host.Client.GetAsync("/alive")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Ready_WithoutWhatItCanDoWithout_IsReady()
    {
        var asked = 0;
        await using var host = await DefaultsHost.Start(configure: builder =>
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration("cache", new Cache(() => asked++), HealthStatus.Degraded, tags: null))
        );
        using var health = await host.Client.GetAsync("/health");
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await health.Content.ReadAsStringAsync()).ShouldContain("Degraded");
        using var ready = await host.Client.GetAsync("/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ready.Content.ReadAsStringAsync()).ShouldNotContain("cache");
        asked.ShouldBe(1);
    }

    private sealed class Cache(Action asked) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            asked();
            return Task.FromResult(new HealthCheckResult(context.Registration.FailureStatus));
        }
    }
}
