using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Ami.Modules.Growth;

/// <summary>Limits what comes from one client address, across all replicas. The machine itself is exempt where it is trusted.</summary>
internal sealed class ClientQuota(QuotaLimiter quotas, IHttpContextAccessor http, IConfiguration configuration)
{
    /// <summary>Requests to be put on the waitlist: each may make us send a mail to somebody.</summary>
    public static readonly Quota Joins = Quota.PerMinute(5);

    /// <summary>Links that somebody presents.</summary>
    public static readonly Quota Links = Quota.PerMinute(30);

    /// <summary>Counts a request; gives the refusal when there were too many.</summary>
    public async Task<Error?> Take(string what, Quota quota, CancellationToken cancellationToken)
    {
        if (http.HttpContext?.ClientIp()?.LimitedNetwork(configuration.GetValue<bool>(ClientAddress.TrustLoopback)) is not { } network)
        {
            return null;
        }

        return await quotas.Take($"growth.{what}:{network}", quota, cancellationToken) is { Admitted: false } over ? JoiningErrors.TooMany(over.Wait) : null;
    }
}
