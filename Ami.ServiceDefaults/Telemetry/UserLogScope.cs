using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary>Every log line written while a signed-in user's request is handled carries the user's id, and so does the request's span.</summary>
internal sealed class UserLogScope(RequestDelegate next, ILogger<UserLogScope> logger)
{
    public Task Invoke(HttpContext context) => context.User.FindFirst("sub")?.Value is { } user ? WithUser(context, user) : next(context);

    private async Task WithUser(HttpContext context, string user)
    {
        context.Features.Get<IHttpActivityFeature>()?.Activity.SetTag("enduser.id", user);
        using (logger.BeginScope(new KeyValuePair<string, object?>[] { new("userId", user) }))
        {
            await next(context);
        }
    }
}

/// <summary>See <see cref="UserLogScope"/>.</summary>
public static class UserLogScopeSetup
{
    /// <summary>Call right after <c>UseAuthentication</c>.</summary>
    public static IApplicationBuilder UseUserLogScope(this IApplicationBuilder app) => app.UseMiddleware<UserLogScope>();
}
