using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary>
/// Metrics for <c>/metrics</c> in any case; traces, metrics and logs over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, as the other <c>OTEL_</c>
/// variables say. Without it no span is made and no log record copied.
/// </summary>
internal static class TelemetrySetup
{
    private static readonly PathString[] Probes =
    [
        Health.HealthEndpoints.Health,
        Health.HealthEndpoints.Ready,
        Health.HealthEndpoints.Alive,
        MetricsEndpoint.Path,
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder, string serviceName)
    {
        var telemetry = builder
            .Services.AddOpenTelemetry()
            // What the environment says (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) comes last and wins.
            .ConfigureResource(resource =>
                resource.AddService(serviceName, serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}").AddEnvironmentVariableDetector()
            )
            .WithMetrics(metrics =>
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddMeter("Microsoft.AspNetCore.*", "Microsoft.Orleans", "Ami.*")
                    .AddPrometheusExporter()
            );
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        telemetry
            .WithTracing(traces =>
                traces
                    .SetSampler(WorkSampler.Of(builder.Configuration))
                    // Probes come every second or two and say nothing.
                    .AddAspNetCoreInstrumentation(options => options.Filter = context => !Probes.Contains(context.Request.Path))
                    .AddHttpClientInstrumentation()
                    .AddSource("Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", "Ami.*")
            )
            .WithLogging(
                logs => logs.AddProcessor(new LogRedaction()),
                options =>
                {
                    options.IncludeFormattedMessage = true;
                    options.IncludeScopes = true;
                }
            )
            .UseOtlpExporter();
    }
}
