using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, by the protocol of
/// <c>OTEL_EXPORTER_OTLP_PROTOCOL</c> (<c>grpc</c> unless it says <c>http/protobuf</c>) and with <c>OTEL_EXPORTER_OTLP_HEADERS</c>;
/// without it nothing is collected for export.
/// </summary>
internal static class TelemetrySetup
{
    /// <summary>Built-in sources and meters plus our own.</summary>
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Ami.*"];
    private static readonly string[] Meters = ["Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "Npgsql", "Ami.*"];

    public static void AddTelemetry(this WebApplicationBuilder builder, string serviceName)
    {
        builder.Services.AddSingleton<PrometheusMetrics>();
        if (!Uri.TryCreate(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"], UriKind.Absolute, out var collector)) return;
        var overHttp = builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] == "http/protobuf";
        var headers = builder.Configuration["OTEL_EXPORTER_OTLP_HEADERS"];

        // What the environment says (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) comes last and wins.
        var resource = ResourceBuilder.CreateEmpty()
            .AddService(serviceName, serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}")
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();
        builder.Services.AddHostedService(_ => new Providers(resource, To));
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(resource);
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
            logs.AddProcessor(new LogRedaction());
            logs.AddOtlpExporter(exporter => To(exporter, "v1/logs"));
        });

        // Over HTTP the exporter wants the full path when the endpoint is set in code.
        void To(OtlpExporterOptions exporter, string path)
        {
            exporter.Protocol = overHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
            exporter.Endpoint = overHttp ? new Uri(collector.AbsoluteUri.TrimEnd('/') + '/' + path) : collector;
            if (headers is not null) exporter.Headers = headers;
        }
    }

    /// <summary>The hosting package of OpenTelemetry is not used: this is all that it would do here.</summary>
    private sealed class Providers(ResourceBuilder resource, Action<OtlpExporterOptions, string> to) : IHostedService
    {
        private TracerProvider? _traces;
        private MeterProvider? _metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter(exporter => to(exporter, "v1/traces")).Build();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter(exporter => to(exporter, "v1/metrics")).Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            // Disposing flushes what is still queued.
            _traces?.Dispose();
            _metrics?.Dispose();
            return Task.CompletedTask;
        }
    }
}
