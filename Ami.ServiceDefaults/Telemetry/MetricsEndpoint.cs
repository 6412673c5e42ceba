using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary><c>/metrics</c>; to others than loopback it does not exist where that is asked for.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this WebApplication app, bool loopbackOnly)
    {
        // Created now, not at the first scrape, so that nothing is missed in between.
        var metrics = app.Services.GetRequiredService<PrometheusMetrics>();
        var open = !loopbackOnly || app.Configuration.GetValue<bool>("Metrics:AllowRemote");
        app.MapGet("/metrics", (HttpContext context) =>
            open || IsLoopback(context)
                ? Results.Text(metrics.Render(), "text/plain; version=0.0.4; charset=utf-8")
                : Results.NotFound()).AllowAnonymous().ExcludeFromDescription();
    }

    private static bool IsLoopback(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For");
}
