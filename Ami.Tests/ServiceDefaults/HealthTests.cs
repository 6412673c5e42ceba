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
            builder.Services.AddHealthChecks().AddCheck("database", () => HealthCheckResult.Unhealthy("Host=secret")));
        using var health = await host.Client.GetAsync("/health");
        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var body = await health.Content.ReadAsStringAsync();
        body.ShouldContain("database");
        body.ShouldNotContain("secret");
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
        (await host.Client.GetAsync("/alive")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Metrics_LoopbackOnlyAndForwarded_AreNotThere()
    {
        await using var host = await DefaultsHost.Start(metricsFromLoopbackOnly: true);
        (await host.Client.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        (await host.Client.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
