using System.Diagnostics;
using System.Reflection;
using Ami.ServiceDefaults.Hosting;
using Ami.ServiceDefaults.Logging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ami.ServiceDefaults.Health;

/// <summary>
/// <c>/alive</c> says only that the process answers (restart it when it does not); <c>/ready</c> that it can do its work (route to it while it can);
/// <c>/health</c> asks also what the process can do without. Their bodies name the checks and nothing else: they are public on the edge.
/// </summary>
public static class HealthEndpoints
{
    internal const string Health = "/health";
    internal const string Ready = "/ready";
    internal const string Alive = "/alive";

    private static readonly DateTimeOffset StartedAt = new(Process.GetCurrentProcess().StartTime.ToUniversalTime());

    /// <summary>All our assemblies are built with one.</summary>
    private static readonly string Version =
        typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    internal static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks().AddCheck<DrainingCheck>("accepting");

    internal static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(Health, new HealthCheckOptions { ResponseWriter = Write }).AllowAnonymous();
        app.MapHealthChecks(Ready, new HealthCheckOptions { Predicate = check => check.FailureStatus == HealthStatus.Unhealthy, ResponseWriter = Write })
            .AllowAnonymous();
        app.MapHealthChecks(Alive, new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).AllowAnonymous();
    }

    /// <summary>
    /// Maps <c>/health/detailed</c>: every check with what it says, and which version has been running for how long. Not public: say who may call it.
    /// </summary>
    public static IEndpointConventionBuilder MapDetailedHealth(this WebApplication app) =>
        app.MapHealthChecks(Health + "/detailed", new HealthCheckOptions { ResponseWriter = WriteDetails });

    private static Task Write(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(
                    entry => entry.Key,
                    entry => new { status = entry.Value.Status.ToString(), milliseconds = entry.Value.Duration.TotalMilliseconds }
                ),
            },
            context.RequestAborted
        );

    /// <summary>An exception's message may name a server or a role, but no secret.</summary>
    private static Task WriteDetails(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                version = Version,
                startedAt = StartedAt,
                uptimeSeconds = (long)(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - StartedAt).TotalSeconds,
                milliseconds = report.TotalDuration.TotalMilliseconds,
                checks = report.Entries.ToDictionary(
                    entry => entry.Key,
                    entry => new
                    {
                        status = entry.Value.Status.ToString(),
                        milliseconds = entry.Value.Duration.TotalMilliseconds,
                        description = (entry.Value.Description ?? entry.Value.Exception?.Message) is { } text ? Redaction.Clean(text) : null,
                    }
                ),
            },
            context.RequestAborted
        );

    private sealed class DrainingCheck(Draining draining) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(draining.IsDraining ? HealthCheckResult.Unhealthy("draining") : HealthCheckResult.Healthy());
    }
}
