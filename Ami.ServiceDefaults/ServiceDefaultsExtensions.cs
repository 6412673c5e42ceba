using Ami.ServiceDefaults.Health;
using Ami.ServiceDefaults.Hosting;
using Ami.ServiceDefaults.Logging;
using Ami.ServiceDefaults.Problems;
using Ami.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ami.ServiceDefaults;

/// <summary>What every process of the system has in common, whatever it does.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds logs, telemetry, health, ProblemDetails, request limits and graceful shutdown.</summary>
    /// <param name="builder">The process being built.</param>
    /// <param name="serviceName">Name in telemetry unless <c>OTEL_SERVICE_NAME</c> says otherwise.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string serviceName)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddJsonConsole();
        builder.AddTelemetry(serviceName);
        builder.AddProblems();
        builder.AddHealth();
        builder.AddRequestLimits();
        builder.AddDraining();
        builder.Services.AddSingleton<ProcessVitals>();
        return builder;
    }

    /// <summary>The outermost middleware: turns every failure into ProblemDetails, enforces limits. Call first.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseMiddleware<EndlessRequests>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<RequestLimits>();
        return app;
    }

    /// <summary>Maps <c>/ready</c>, <c>/health</c>, <c>/alive</c> and <c>/metrics</c> (Prometheus text).</summary>
    /// <param name="app">The application.</param>
    /// <param name="metrics">Who may read the metrics.</param>
    public static WebApplication MapServiceDefaults(this WebApplication app, MetricsReaders metrics = MetricsReaders.Everybody)
    {
        app.MapHealth();
        app.MapMetrics(metrics);
        return app;
    }
}
