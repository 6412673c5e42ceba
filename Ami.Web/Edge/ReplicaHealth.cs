using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Ami.Web.Edge;

/// <summary>
/// A replica gets no requests while it says that it is not ready, and for a while after it refused a connection. One that is slow gets its share: to leave
/// it out under load would only move the load to the others and stop them too.
/// </summary>
internal sealed class ReplicaHealth(IDestinationHealthUpdater updater) : IPassiveHealthCheckPolicy, IActiveHealthCheckPolicy
{
    public const string PolicyName = "ReadyAndReachable";

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (context.GetForwarderErrorFeature() is { Exception: { } exception } && NeverConnected(exception))
        {
            updater.SetPassive(
                cluster,
                destination,
                DestinationHealth.Unhealthy,
                cluster.Model.Config.HealthCheck?.Passive?.ReactivationPeriod ?? TimeSpan.Zero
            );
        }
    }

    public void ProbingCompleted(ClusterState cluster, IReadOnlyList<DestinationProbingResult> probingResults) =>
        updater.SetActive(cluster, probingResults.Select(result => new NewActiveDestinationHealth(result.Destination, Health(result))));

    /// <summary>Whether nothing of the request left this process: the address was not found, the connection was refused, or it took too long to make.</summary>
    public static bool NeverConnected(Exception? exception) =>
        exception
            is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
                // What the client throws for its connect timeout alone; running out of patience with an answer has no inner exception.
                or OperationCanceledException { InnerException: TimeoutException };

    private static DestinationHealth Health(DestinationProbingResult result) =>
        result.Response?.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable || NeverConnected(result.Exception)
            ? DestinationHealth.Unhealthy
            : DestinationHealth.Healthy;
}
