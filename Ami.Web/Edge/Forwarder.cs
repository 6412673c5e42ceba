using System.Net;
using System.Text;
using Ami.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Ami.Web.Edge;

/// <summary>
/// Passes a request to a replica of the API and its answer back, streaming both ways. A request is tried on another replica only
/// while nothing can have happened yet: the connection was refused, or it is a GET or HEAD that was not answered.
/// </summary>
internal sealed partial class Forwarder : IDisposable
{
    private readonly Replicas _replicas;
    private readonly EdgeOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<Forwarder> _logger;
    private readonly HttpMessageInvoker _client;

    public Forwarder(Replicas replicas, IOptions<EdgeOptions> options, TimeProvider time, ILogger<Forwarder> logger)
    {
        _replicas = replicas;
        _options = options.Value;
        _time = time;
        _logger = logger;
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = _options.ConnectWithin,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
            // Kestrel reads and writes header values as UTF-8; pass them on unchanged.
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        });
    }

    public async Task Forward(HttpContext context)
    {
        var upgrade = IsWebSocketUpgrade(context);
        var hasBody = !upgrade && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
        Exception? failure = null;
        foreach (var replica in _replicas.InOrder())
        {
            var body = hasBody ? new ForwardedBody(context.Request) : null;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            patience.CancelAfter(_options.AnswerWithin);
            try
            {
                using var message = Message(context, replica, body, upgrade);
                using var answer = await _client.SendAsync(message, patience.Token);
                patience.CancelAfter(Timeout.InfiniteTimeSpan);
                replica.Works();
                await PassBack(context, answer);
                return;
            }
            catch (Exception exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                if (body?.ClientFailure is { } unreadable) throw unreadable as BadHttpRequestException ?? new BadHttpRequestException("The request body could not be read.", unreadable);
                failure = exception;
                var refused = exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
                if (refused) replica.Skip(_time, _options.SkipFor);
                LogFailure(_logger, replica.Address, exception.GetType().Name, refused);
                if (patience.IsCancellationRequested || !MayTryAgain(context.Request, body, refused, upgrade)) break;
            }
        }
        await Refuse(context, failure);
    }

    public void Dispose() => _client.Dispose();

    private static bool IsWebSocketUpgrade(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        && string.Equals(context.Request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase);

    private static bool MayTryAgain(HttpRequest request, ForwardedBody? body, bool refused, bool upgrade) =>
        body is not { WasSent: true }
        && (refused || (!upgrade && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))));

    private static HttpRequestMessage Message(HttpContext context, Replica replica, ForwardedBody? body, bool upgrade)
    {
        var message = new HttpRequestMessage(new HttpMethod(context.Request.Method), ForwardedHeaders.Target(replica, context.Request))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        ForwardedHeaders.CopyTo(message, context, upgrade);
        return message;
    }

    private static async Task PassBack(HttpContext context, HttpResponseMessage answer)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        ForwardedHeaders.CopyTo(context.Response, answer);
        if (answer.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            await Tunnel.Run(context, answer);
            return;
        }
        // Streams (server-sent events) must reach the client chunk by chunk: nothing here may wait for a full buffer.
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await using var source = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
        try
        {
            await Tunnel.Copy(source, context.Response.Body, context.RequestAborted);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
            // The head is gone, so the only honest signal left is a broken body.
            context.Abort();
        }
    }

    private static Task Refuse(HttpContext context, Exception? failure) => failure switch
    {
        OperationCanceledException => context.WriteProblem(StatusCodes.Status504GatewayTimeout),
        HttpRequestException { HttpRequestError: not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError) } =>
            context.WriteProblem(StatusCodes.Status502BadGateway),
        null or HttpRequestException => context.WriteProblem(StatusCodes.Status503ServiceUnavailable, "edge.no_replica",
            "No part of the service that could answer is running. It is being restarted; try again in a moment.", TimeSpan.FromSeconds(1)),
        FormatException or ArgumentException or UriFormatException => context.WriteProblem(StatusCodes.Status400BadRequest),
        _ => context.WriteProblem(StatusCodes.Status502BadGateway),
    };

    [LoggerMessage(LogLevel.Warning, "{Replica} did not answer: {Failure} (connection refused: {Refused})")]
    private static partial void LogFailure(ILogger logger, Uri replica, string failure, bool refused);
}
