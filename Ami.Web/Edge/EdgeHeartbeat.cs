using System.Reflection;
using Ami.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Yarp.ReverseProxy;

namespace Ami.Web.Edge;

/// <summary>Tells the API of this process, which has no database to tell it to itself.</summary>
internal sealed class EdgeHeartbeat(IProxyStateLookup proxy, IHttpClientFactory clients, ProcessVitals vitals, TimeProvider time, ILogger<EdgeHeartbeat> logger)
    : BackgroundService
{
    public const string Client = "heartbeat";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var startedAt = time.GetUtcNow();
        var id = Guid.CreateVersion7(startedAt);
        var version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
        return new Periodic(Every).Repeat(
            async ct =>
            {
                var report = new
                {
                    id,
                    name = "ami-web",
                    version,
                    host = Environment.MachineName,
                    processId = Environment.ProcessId,
                    startedAt,
                    figures = vitals.Read(),
                };
                foreach (var replica in proxy.TryGetCluster(ApiCluster.Id, out var cluster) ? cluster.DestinationsState.AvailableDestinations : [])
                {
                    if (await Tell(replica.Model.Config.Address, report, ct))
                    {
                        break;
                    }
                }
            },
            (failure, _) => logger.LogWarning(failure, "A heartbeat failed"),
            time,
            stoppingToken
        );
    }

    private async Task<bool> Tell(string replica, object report, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.PostAsJsonAsync(new Uri(new Uri(replica), "/api/internal/heartbeats"), report, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException)
        {
            logger.LogDebug(exception, "{Replica} did not take a heartbeat", replica);
            return false;
        }
    }
}

internal static class EdgeHeartbeatSetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void AddHeartbeat(this IServiceCollection services)
    {
        services.AddHostedService<EdgeHeartbeat>();
        // No retries: the next replica is the retry, and after that the next beat.
        services
            .AddHttpClient(EdgeHeartbeat.Client)
            .UseSocketsHttpHandler((handler, _) => (handler.UseProxy, handler.UseCookies) = (false, false))
            .AddResilienceHandler(EdgeHeartbeat.Client, pipeline => pipeline.AddTimeout(new HttpTimeoutStrategyOptions { Timeout = Patience }));
    }
}
