using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Ami.Modules.Identity.Contracts;

namespace Ami.ApiService.Quotas;

/// <summary>
/// Counts the calls of signed-in users to the metered groups, each at most as often as their plan says, over all processes, in the way that the endpoint
/// declares (<see cref="Metering"/>). Whatever the call comes to then, it counts; opening a live stream is not a call.
/// </summary>
internal sealed class QuotaMiddleware(RequestDelegate next, PlanQuotas quotas, QuotaLimiter limiter)
{
    /// <summary>So long what was read counts as delivered.</summary>
    private static readonly TimeSpan Delivered = TimeSpan.FromMinutes(10);

    public async Task Invoke(HttpContext context, ICurrentPlans plans)
    {
        var metering = context.GetEndpoint()?.Metadata.GetMetadata<MeteringDemand>()?.Metering;
        if (
            metering == Metering.Free
            || quotas.Of(context.Request.Path) is not { } group
            || context.User.FindFirstValue(CurrentUser.IdClaim) is not { } user
            || OpensStream(context)
        )
        {
            await next(context);
            return;
        }

        var plan = await plans.Of(context.User, context.RequestAborted);
        // Staff who look at AMI as a person do not use up that person's calls.
        var caller = context.User.ImpersonatorId() is { } staff ? $"{user}:by:{staff}" : user;
        var (readBy, thing) = ($"{group.Name}:{caller}", Thing(context));
        var isFirst =
            metering == Metering.Repeats && !group.Allowed[plan].IsUnlimited && await limiter.IsFirst(readBy, thing, Delivered, context.RequestAborted);
        var isRead = metering == Metering.Reads || isFirst;
        var (name, quota) = (isRead, metering) switch
        {
            (true, _) => ($"{group.Name}-reads", group.Allowed[plan].Times(PlanQuotas.ReadsPerCall)),
            (_, Metering.Orders) => (PlanQuotas.Orders, group.Allowed[plan]),
            _ => (group.Name, group.Allowed[plan]),
        };
        var subject = $"{name}:{caller}";
        var decision = await limiter.Take(subject, quota, context.RequestAborted);
        // Not written at once: an exception's answer begins by clearing the headers.
        context.Response.OnStarting(() =>
        {
            var left = decision.Remaining + (IsGivenBack() ? 1 : 0);
            QuotaHeaders.Write(context.Response.Headers, name, quota, decision with { Remaining = left });
            return Task.CompletedTask;
        });
        var isDelivered = false;
        try
        {
            await (decision.Admitted ? next(context) : Refuse());
            isDelivered = context.Response.StatusCode is (>= 200 and < 300) or StatusCodes.Status304NotModified;
        }
        finally
        {
            if (isFirst && !isDelivered)
            {
                await limiter.Forget(readBy, thing, CancellationToken.None);
            }
        }

        if (IsGivenBack())
        {
            await limiter.GiveBack(subject, quota, CancellationToken.None);
        }

        Task Refuse()
        {
            var refusal = QuotaProblem.Of(group, name, plan, quota, decision);
            if (metering != Metering.Orders)
            {
                return refusal.ExecuteAsync(context);
            }

            context.Features.Set(new QuotaExcess(refusal));
            return next(context);
        }

        bool IsGivenBack() => metering == Metering.Repeats && decision.Admitted && context.Response.StatusCode == StatusCodes.Status304NotModified;
    }

    private static string Thing(HttpContext context) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{context.Request.Path}{context.Request.QueryString}")), 0, 8);

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
