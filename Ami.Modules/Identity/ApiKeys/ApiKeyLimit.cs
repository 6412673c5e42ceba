using System.Globalization;
using System.Security.Claims;
using Ami.Core;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Http;

namespace Ami.Modules.Identity.ApiKeys;

/// <summary>Lets each key through as often as it may, counted over all processes.</summary>
internal sealed class ApiKeyLimit(QuotaLimiter limiter) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var quota = Quota.PerMinute(int.Parse(http.User.FindFirstValue(WorkerAccess.LimitClaim) ?? "1", CultureInfo.InvariantCulture));
        var decision = await limiter.Take($"api-key:{http.User.ApiKeyId()}", quota, http.RequestAborted);
        // Not written at once: an exception's answer begins by clearing the headers.
        http.Response.OnStarting(() =>
        {
            QuotaHeaders.Write(http.Response.Headers, "api-key", quota, decision);
            return Task.CompletedTask;
        });
        return decision.Admitted ? await next(context) : ApiKeyErrors.TooMany(quota.Limit, decision.Wait).ToProblem();
    }
}
