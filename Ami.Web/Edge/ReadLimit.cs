using System.Diagnostics.Metrics;
using System.Threading.RateLimiting;
using Ami.ServiceDefaults.Problems;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Model;

namespace Ami.Web.Edge;

/// <summary>
/// Refuses reads while many wait for the same replica: passed on they would only make its queue longer, and orders stand in it too. What changes something is
/// always passed on, and so are streams; the API decides on them.
/// </summary>
internal sealed class ReadLimit : IDisposable
{
    private readonly PartitionedRateLimiter<DestinationState> _places;
    private readonly Meter _meter;
    private readonly Counter<long> _refused;

    public ReadLimit(IOptions<EdgeOptions> options, IMeterFactory meters)
    {
        _places = PartitionedRateLimiter.Create<DestinationState, string>(replica =>
            RateLimitPartition.GetConcurrencyLimiter(
                replica.DestinationId,
                _ => new ConcurrencyLimiterOptions { PermitLimit = options.Value.ReadsPerReplica, QueueLimit = 0 }
            )
        );
        _meter = meters.Create("Ami.Web");
        _refused = _meter.CreateCounter<long>("ami.edge.refused", "{call}", "Reads that were refused because too many waited for the same replica");
    }

    /// <summary>A step of the proxy's pipeline behind the choice of the replica.</summary>
    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        if (!OtherReplica.IsRead(context.Request) || context.GetReverseProxyFeature().AvailableDestinations is not [var replica])
        {
            await next(context);
            return;
        }

        using var place = _places.AttemptAcquire(replica);
        if (place.IsAcquired)
        {
            // A client that takes its time to read the answer holds no place.
            context.Response.OnStarting(
                static held =>
                {
                    ((RateLimitLease)held).Dispose();
                    return Task.CompletedTask;
                },
                place
            );
            await next(context);
        }
        else
        {
            _refused.Add(1);
            await context.WriteBusy();
        }
    }

    public void Dispose()
    {
        _places.Dispose();
        _meter.Dispose();
    }
}
