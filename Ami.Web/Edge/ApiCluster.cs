using System.Net;
using Microsoft.AspNetCore.Http.Extensions;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Transforms;

namespace Ami.Web.Edge;

/// <summary>What YARP is told: where the API's replicas are, what is passed on to them, and what is changed on the way.</summary>
internal static class ApiCluster
{
    public const string Id = "api";

    /// <summary>A replica that ends says so here for some seconds before it closes its listener (<c>Shutdown:DrainSeconds</c>).</summary>
    private const string ReadyPath = "/health";
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(1);

    /// <summary>Claims about the client that only we make, beside the <c>X-Forwarded-*</c> that YARP itself sets anew.</summary>
    private static readonly string[] OursOnly =
    [
        "X-Forwarded-Port",
        "X-Original-For",
        "X-Original-Proto",
        "X-Original-Host",
        "X-Real-IP",
        "Forwarded",
        "True-Client-IP",
        "CF-Connecting-IP",
        "X-Client-IP",
    ];

    public static void AddApiCluster(this IServiceCollection services, IConfiguration configuration, EdgeOptions options, params IEnumerable<string> prefixes)
    {
        services
            .AddReverseProxy()
            .LoadFromMemory([.. prefixes.Select(Route)], [Cluster(configuration, options)])
            .ConfigureHttpClient(
                (_, handler) =>
                {
                    handler.ConnectTimeout = options.ConnectWithin;
                    // Shorter than the API keeps an idle connection, so that it is we who close it and no request meets a closed one.
                    handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60);
                }
            )
            .AddTransforms(context =>
            {
                context.AddRequestTransform(Rewrite);
                context.RequestTransforms.Add(new SentOnce());
                context.AddOriginalHost();
                foreach (var name in OursOnly)
                {
                    context.AddRequestHeaderRemove(name);
                }

                context.AddResponseHeaderRemove("Server", ResponseCondition.Always);
            });
        services.AddSingleton<ReplicaHealth>();
        services.AddSingleton<IPassiveHealthCheckPolicy>(provider => provider.GetRequiredService<ReplicaHealth>());
        services.AddSingleton<IActiveHealthCheckPolicy>(provider => provider.GetRequiredService<ReplicaHealth>());
    }

    private static RouteConfig Route(string prefix) =>
        new()
        {
            RouteId = prefix,
            ClusterId = Id,
            Match = new RouteMatch { Path = prefix + "/{**rest}" },
        };

    private static ClusterConfig Cluster(IConfiguration configuration, EdgeOptions options) =>
        new()
        {
            ClusterId = Id,
            // Aspire's contract: services__api__http__0, services__api__http__1, …
            Destinations = configuration
                .GetSection("services:api:http")
                .GetChildren()
                .Where(entry => !string.IsNullOrWhiteSpace(entry.Value))
                .ToDictionary(entry => $"{Id}-{entry.Key}", entry => new DestinationConfig { Address = entry.Value! }, StringComparer.OrdinalIgnoreCase),
            LoadBalancingPolicy = LoadBalancingPolicies.RoundRobin,
            // Kestrel reads and writes header values as UTF-8; they pass unchanged.
            HttpClient = new HttpClientConfig { RequestHeaderEncoding = "utf-8", ResponseHeaderEncoding = "utf-8" },
            HttpRequest = new ForwarderRequestConfig
            {
                Version = HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                ActivityTimeout = options.AnswerWithin,
            },
            HealthCheck = new HealthCheckConfig
            {
                // A wrong belief about all of them must not turn a request away.
                AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
                Passive = new PassiveHealthCheckConfig
                {
                    Enabled = true,
                    Policy = ReplicaHealth.PolicyName,
                    ReactivationPeriod = options.SkipFor,
                },
                Active = new ActiveHealthCheckConfig
                {
                    Enabled = true,
                    Policy = ReplicaHealth.PolicyName,
                    Interval = ProbeEvery,
                    Timeout = options.ConnectWithin,
                    Path = ReadyPath,
                },
            },
        };

    private static ValueTask Rewrite(RequestTransformContext context)
    {
        var request = context.HttpContext.Request;
        // Headers that the client declares to be for this connection only (RFC 9110 §7.6.1). Before ours are added: it cannot take those away.
        foreach (var name in request.Headers.GetCommaSeparatedValues("Connection"))
        {
            context.ProxyRequest.Headers.Remove(name);
        }

        // Byte for byte: what was checked here is what is asked for there. YARP would encode a kept %2F once more.
        context.ProxyRequest.RequestUri = new Uri(
            context.DestinationPrefix.TrimEnd('/') + UriHelper.BuildRelative(request.PathBase, request.Path, request.QueryString),
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// The HTTP client sends a request without content again, by itself, when a connection it had kept ends before the answer; it cannot know what the
    /// replica did with it. Content, even of length zero, makes it leave that decision to <see cref="OtherReplica"/>.
    /// </summary>
    private sealed class SentOnce : RequestTransform
    {
        public override ValueTask ApplyAsync(RequestTransformContext context)
        {
            if (context.ProxyRequest.Content is null && !OtherReplica.IsRead(context.HttpContext.Request))
            {
                AddHeader(context, "Content-Length", "0");
            }

            return ValueTask.CompletedTask;
        }
    }
}
