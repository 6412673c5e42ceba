using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Ami.Core;

/// <summary>The two servers that a process stands on, with the health checks, metrics and traces that Aspire's clients bring.</summary>
internal static class Connections
{
    /// <summary>A server that takes longer to say that it is there is as good as away.</summary>
    private static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(3);

    public static void AddConnections(this IHostApplicationBuilder builder)
    {
        // A span at every command would cost its time also where nobody collects them.
        var untraced = string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        builder.AddNpgsqlDataSource(
            CoreServices.Database,
            settings => settings.DisableTracing = untraced,
            source =>
            {
                // What its metrics are labelled with; otherwise the connection string.
                source.Name = CoreServices.Database;
                // Statements that come again and again are planned once per connection.
                if (source.ConnectionStringBuilder.MaxAutoPrepare == 0)
                {
                    source.ConnectionStringBuilder.MaxAutoPrepare = 100;
                }

                // Its address is also that of the owner's connection; nobody could tell the two apart in a trace.
                source.ConfigureTracing(tracing =>
                    tracing
                        .ConfigureCommandEnrichmentCallback((span, _) => span.SetTag("peer.service", "postgres"))
                        .ConfigureBatchEnrichmentCallback((span, _) => span.SetTag("peer.service", "postgres"))
                );
            }
        );
        if (!string.IsNullOrEmpty(builder.Configuration.GetConnectionString(CoreServices.Redis)))
        {
            builder.AddRedis(untraced);
        }

        builder.Services.PostConfigure<HealthCheckServiceOptions>(health =>
        {
            foreach (var check in health.Registrations)
            {
                if (check.Timeout == Timeout.InfiniteTimeSpan)
                {
                    check.Timeout = HealthPatience;
                }

                // What it carries may be lost.
                if (check.Name == "StackExchange.Redis")
                {
                    check.FailureStatus = HealthStatus.Degraded;
                }
            }
        });
    }

    private static void AddRedis(this IHostApplicationBuilder builder, bool untraced) =>
        builder.AddRedisClient(
            CoreServices.Redis,
            settings =>
            {
                settings.DisableTracing = untraced;
                // Connecting blocks; if many first requests did it at once, they would take the very threads that it needs to finish.
                settings.DisableAutoActivation = false;
            },
            options =>
            {
                options.ConnectRetry = 1;
                options.ConnectTimeout = 2000;
                options.SyncTimeout = 2000;
                options.KeepAlive = 15;
                // What this carries is worth nothing later: fail at once instead of waiting for the server to come back.
                options.BacklogPolicy = BacklogPolicy.FailFast;
            }
        );
}
