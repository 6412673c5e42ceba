using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Ami.Core;

/// <summary>Readiness of what the core depends on.</summary>
public static class CoreHealth
{
    /// <summary>Adds the checks <c>database</c> (not ready without it) and <c>redis</c> (only degraded without it: what it carries may be lost).</summary>
    public static IHealthChecksBuilder AddCoreHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseCheck>("database", timeout: TimeSpan.FromSeconds(3))
        .AddCheck<LiveCheck>("redis");

    private sealed class DatabaseCheck(NpgsqlDataSource dataSource) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var command = dataSource.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class LiveCheck(LiveBus bus) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(bus.IsConnected ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("away"));
    }
}
