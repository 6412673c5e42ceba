using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Ami.Modules.Workers;

/// <summary>
/// Enforces of <see cref="ApiKeyRequired"/> what authorisation does not: each key goes through as often as it may, counted over all processes.
/// </summary>
internal sealed class ApiKeyLimit(QuotaLimiter limiter) : IEndpointRule<ApiKeyRequired>
{
    public async ValueTask<Error?> Refusal(HttpContext context, ApiKeyRequired demand)
    {
        var quota = Quota.PerMinute(int.Parse(context.User.FindFirstValue(WorkerAccess.LimitClaim) ?? "1", CultureInfo.InvariantCulture));
        var decision = await limiter.Take($"api-key:{context.User.ApiKeyId()}", quota, context.RequestAborted);
        // Not written at once: an exception's answer begins by clearing the headers.
        context.Response.OnStarting(() =>
        {
            QuotaHeaders.Write(context.Response.Headers, "api-key", quota, decision);
            return Task.CompletedTask;
        });
        return decision.Admitted ? null : ApiKeyErrors.TooMany(quota.Limit, decision.Wait);
    }
}
