using System.Reflection;
using Ami.ServiceDefaults.Telemetry;

namespace Ami.Web.Edge;

/// <summary>Tells the API of this process, which has no database to tell it to itself.</summary>
internal sealed class EdgeHeartbeat(Replicas replicas, ProcessVitals vitals, TimeProvider time, ILogger<EdgeHeartbeat> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, ConnectTimeout = Patience }) { Timeout = Patience };
        var startedAt = time.GetUtcNow();
        var id = Guid.CreateVersion7(startedAt);
        var version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                var report = new { id, name = "ami-web", version, host = Environment.MachineName, processId = Environment.ProcessId, startedAt, figures = vitals.Read() };
                foreach (var replica in replicas.InOrder())
                    if (await Tell(client, replica, report, stoppingToken)) break;
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping; the admin area shows this process as not heard of since.
        }
    }

    private async Task<bool> Tell(HttpClient client, Replica replica, object report, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.PostAsJsonAsync(new Uri(replica.Address, "/api/internal/heartbeats"), report, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            logger.LogDebug(exception, "{Replica} did not take a heartbeat", replica.Address);
            return false;
        }
    }
}
