using Ami.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Ami.Web.Edge;

/// <summary>
/// Sends a request to another replica while nothing can have happened yet: no connection was made, or it only reads and was not answered. What has failed
/// everywhere is answered with its code.
/// </summary>
internal static class OtherReplica
{
    public static async Task TryEach(HttpContext context, RequestDelegate forward)
    {
        var proxy = context.GetReverseProxyFeature();
        List<DestinationState> tried = [];
        while (true)
        {
            await forward(context);
            if (context.GetForwarderErrorFeature() is not { } failure || context.Response.HasStarted)
            {
                return;
            }

            context.RequestAborted.ThrowIfCancellationRequested();
            if (proxy.ProxiedDestination is { } last)
            {
                tried.Add(last);
            }

            if (!MayTryAgain(context.Request, failure) || Left(proxy, tried) is not { Length: > 0 } left)
            {
                await Refuse(context, failure);
                return;
            }
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.StatusCode = StatusCodes.Status200OK;
            proxy.AvailableDestinations = left;
        }
    }

    /// <summary>A request that changes nothing and whose sending takes nothing from the client's body.</summary>
    public static bool IsRead(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        && request.Headers.Upgrade.Count == 0
        && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true;

    private static bool MayTryAgain(HttpRequest request, IForwarderErrorFeature failure) =>
        ReplicaHealth.NeverConnected(failure.Exception) || (failure.Error == ForwarderError.Request && IsRead(request));

    /// <summary>Those believed to work; if none is left, the others.</summary>
    private static DestinationState[] Left(IReverseProxyFeature proxy, List<DestinationState> tried)
    {
        var believed = proxy.Route.Cluster?.DestinationsState.AvailableDestinations.Except(tried).ToArray() ?? [];
        return believed.Length > 0 ? believed : [.. proxy.AllDestinations.Except(tried)];
    }

    /// <summary>What is not written here keeps the status that YARP gave it and gets its body where all failures do.</summary>
    private static Task Refuse(HttpContext context, IForwarderErrorFeature failure)
    {
        if (failure.Error == ForwarderError.NoAvailableDestinations || ReplicaHealth.NeverConnected(failure.Exception))
        {
            return context.WriteProblem(
                StatusCodes.Status503ServiceUnavailable,
                "edge.no_replica",
                "No part of the service that could answer is running. It is being restarted; try again in a moment.",
                TimeSpan.FromSeconds(1)
            );
        }

        if (failure.Error == ForwarderError.RequestCreation)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return Task.CompletedTask;
    }
}
