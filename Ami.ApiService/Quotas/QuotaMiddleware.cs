using System.Security.Claims;
using Ami.Modules.Identity.Contracts;

namespace Ami.ApiService.Quotas;

/// <summary>
/// Counts the calls of signed-in users to the metered groups, each at most as often as their plan says, over all processes. Whatever the call comes to
/// then, it counts; opening a live stream is not a call.
/// </summary>
internal sealed class QuotaMiddleware(RequestDelegate next, PlanQuotas quotas, QuotaLimiter limiter)
{
    private const string PlanClaim = "plan";

    public async Task Invoke(HttpContext context)
    {
        if (quotas.Of(context.Request.Path) is not { } group || context.User.FindFirstValue(CurrentUser.IdClaim) is not { } user || OpensStream(context))
        {
            await next(context);
            return;
        }

        var plan = Enum.TryParse<Plan>(context.User.FindFirstValue(PlanClaim), ignoreCase: true, out var named) ? named : Plan.Free;
        // Staff who look at AMI as a person do not use up that person's calls.
        var caller = context.User.ImpersonatorId() is { } staff ? $"{user}:by:{staff}" : user;
        var decision = await limiter.Take($"{group.Name}:{caller}", group.Allowed[plan], context.RequestAborted);
        // Not written at once: an exception's answer begins by clearing the headers.
        context.Response.OnStarting(() =>
        {
            QuotaHeaders.Write(context.Response.Headers, group.Name, group.Allowed[plan], decision);
            return Task.CompletedTask;
        });
        if (decision.Admitted)
        {
            await next(context);
        }
        else
        {
            await QuotaProblem.Of(group, plan, decision).ExecuteAsync(context);
        }
    }

    /// <summary>The headers of an upgrade alone prove nothing: on any other endpoint they change nothing, and the call counts.</summary>
    private static bool OpensStream(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest && context.GetEndpoint()?.Metadata.GetMetadata<LiveStream>() is not null;
}

internal static class QuotaSetup
{
    public static IServiceCollection AddPlanQuotas(this IServiceCollection services) => services.AddSingleton<PlanQuotas>();

    /// <summary>After authentication, whose plan decides, and before authorization, so that every answer of a metered group says what is left.</summary>
    public static WebApplication UsePlanQuotas(this WebApplication app)
    {
        app.UseMiddleware<QuotaMiddleware>();
        return app;
    }
}
