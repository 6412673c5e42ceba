using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary><c>/metrics</c>; to others than loopback it does not exist where that is asked for.</summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    public static void MapMetrics(this WebApplication app, bool loopbackOnly)
    {
        var open = !loopbackOnly || app.Configuration.GetValue<bool>("Metrics:AllowRemote");
        app.MapPrometheusScrapingEndpoint(
                Path,
                meterProvider: null,
                branch =>
                    branch.Use(
                        (context, next) =>
                        {
                            if (open || IsLoopback(context))
                            {
                                return next(context);
                            }

                            context.Response.StatusCode = StatusCodes.Status404NotFound;
                            return Task.CompletedTask;
                        }
                    ),
                optionsName: null
            )
            .AllowAnonymous();
    }

    private static bool IsLoopback(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote) && !context.Request.Headers.ContainsKey("X-Forwarded-For");
}
