using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary>For whom <c>/metrics</c> is there; <c>Metrics:AllowRemote=true</c> opens it to everybody.</summary>
public enum MetricsReaders
{
    /// <summary>The process is not on the public edge.</summary>
    Everybody,

    /// <summary>This machine: calls from loopback that no proxy passed on.</summary>
    Machine,
    Nobody,
}

/// <summary><c>/metrics</c>; to others than its readers it does not exist.</summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    public static void MapMetrics(this WebApplication app, MetricsReaders readers)
    {
        var open = readers == MetricsReaders.Everybody || app.Configuration.GetValue<bool>("Metrics:AllowRemote");
        app.MapPrometheusScrapingEndpoint(
                Path,
                meterProvider: null,
                branch =>
                    branch.Use(
                        (context, next) =>
                        {
                            if (open || readers == MetricsReaders.Machine && IsLoopback(context))
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
