using Ami.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ami.ApiService.Pipeline;

/// <summary>
/// Takes what the edge tells of itself, for the admin area. Only from a process that may speak for clients' addresses, and only in its own name: never anything
/// that the edge forwarded.
/// </summary>
internal static class EdgeHeartbeats
{
    /// <summary>Which proxies are believed about clients' addresses.</summary>
    public const string ProxySetting = "Api:TrustedProxies";

    /// <summary>What holds for the setting while it is not set.</summary>
    public const string Loopback = "127.0.0.0/8,::1";

    private const int MaxText = 100;
    private const int MaxFigures = 20;

    public static void MapEdgeHeartbeats(this WebApplication app)
    {
        var trusted = TrustedProxies.Networks(app.Configuration, ProxySetting, Loopback);
        app.MapPost("/api/internal/heartbeats", Handle).AllowAnonymous().WithUrgency(Urgency.Urgent).ExcludeFromDescription();

        async Task<Results<NoContent, NotFound>> Handle(ProcessReport report, HttpContext context, Processes processes)
        {
            var forwarded = context.Request.Headers.ContainsKey("X-Forwarded-For") || context.Request.Headers.ContainsKey("X-Original-For");
            if (forwarded || context.ClientIp() is not { } peer || !trusted.Any(network => network.Contains(peer)))
            {
                return TypedResults.NotFound();
            }

            if (report.Name != "ami-web" || report.Version.Length > MaxText || report.Host.Length > MaxText || report.Figures.Count > MaxFigures)
            {
                return TypedResults.NotFound();
            }

            await processes.Note(report, cancellationToken: context.RequestAborted);
            return TypedResults.NoContent();
        }
    }
}
