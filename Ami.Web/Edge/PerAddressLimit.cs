using System.Net;
using System.Threading.RateLimiting;
using Ami.ServiceDefaults.Problems;
using Microsoft.Extensions.Options;

namespace Ami.Web.Edge;

/// <summary>
/// A generous token bucket per client address, against floods; fair use per person is the API's matter. Loopback is exempt: it is
/// the developer's machine, or a proxy that should have been named in <c>Edge:TrustedProxies</c>.
/// </summary>
internal sealed class PerAddressLimit(RequestDelegate next, IOptions<EdgeOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(ClientAddress.Bucket(address), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.PerAddressBurst,
            TokensPerPeriod = options.Value.PerAddressPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
            AutoReplenishment = true,
        }));

    public async Task Invoke(HttpContext context)
    {
        if (options.Value.PerAddressBurst > 0 && ClientAddress.Of(context) is { } address && !IPAddress.IsLoopback(address))
        {
            using var lease = _limiter.AttemptAcquire(address);
            if (!lease.IsAcquired)
            {
                await context.WriteProblem(StatusCodes.Status429TooManyRequests, "edge.too_many", "Too many requests from your address. Wait a moment.", TimeSpan.FromSeconds(1));
                return;
            }
        }

        await next(context);
    }

    public void Dispose() => _limiter.Dispose();
}
