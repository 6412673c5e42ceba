using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary>Gives the bare server span its name, route, status and error, by the OpenTelemetry HTTP conventions.</summary>
internal sealed class RequestTelemetry(RequestDelegate next)
{
    public async Task Invoke(HttpContext context)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        try
        {
            await next(context);
        }
        catch (Exception exception)
        {
            // Its message may hold anything; the log has it, cleaned, under the same trace id.
            span?.SetTag("error.type", exception.GetType().FullName);
            span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            throw;
        }
        finally
        {
            if (span is { IsAllDataRequested: true }) Describe(span, context);
        }
    }

    private static void Describe(Activity span, HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var status = context.Response.StatusCode;
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("http.response.status_code", status);
        span.SetTag("url.path", context.Request.Path.Value);
        span.SetTag("url.scheme", context.Request.Scheme);
        if (route is not null) span.SetTag("http.route", route);
        if (context.User.FindFirst("sub")?.Value is { } user) span.SetTag("enduser.id", user);
        if (status < 500) return;
        if (span.GetTagItem("error.type") is null) span.SetTag("error.type", status);
        span.SetStatus(ActivityStatusCode.Error);
    }
}
