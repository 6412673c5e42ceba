using System.Net;
using System.Threading.RateLimiting;
using Ami.ServiceDefaults.Problems;
using Microsoft.Extensions.Options;

namespace Ami.Web.Edge;

/// <summary>A generous token bucket per client address, against floods; fair use per person is the API's matter.</summary>
internal sealed class PerAddressLimit(RequestDelegate next, IOptions<EdgeOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPNetwork> _limiter = PartitionedRateLimiter.Create<IPNetwork, IPNetwork>(network =>
        RateLimitPartition.GetTokenBucketLimiter(
            network,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.Value.PerAddressBurst,
                TokensPerPeriod = options.Value.PerAddressPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
                AutoReplenishment = true,
            }
        )
    );

    public async Task Invoke(HttpContext context)
    {
        if (options.Value.PerAddressBurst > 0 && context.Connection.RemoteIpAddress?.LimitedNetwork(options.Value.TrustLoopback) is { } network)
        {
            using var lease = _limiter.AttemptAcquire(network);
            if (!lease.IsAcquired)
            {
                await context.WriteProblem(
                    StatusCodes.Status429TooManyRequests,
                    "edge.too_many",
                    "Too many requests from your address. Wait a moment.",
                    TimeSpan.FromSeconds(1)
                );
                return;
            }
        }

        await next(context);
    }

    public void Dispose() => _limiter.Dispose();
}
