using System.Net.WebSockets;
using System.Threading.Channels;
using Ami.Core;
using Ami.Modules.PaperTrading.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>
/// Orders, fills, positions and account changes of the signed-in user, as they are committed. A client that falls behind is disconnected rather than
/// left with a gap: on every connect it reads the lists again.
/// </summary>
internal static class StreamPaper
{
    private const string Protocol = "ami.v1";
    private const int QueueLength = 512;
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder paper) => paper.MapGet("/stream", Handle)
        .WithName("StreamPaper")
        .WithSummary("WebSocket: order, fill, position and account messages of the user, and a heartbeat every five seconds.");

    private static async Task<IResult> Handle(HttpContext http, LiveBus bus, TimeProvider time)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            return Error.Invalid("stream.websocket_required", "Open this address as a WebSocket.").ToProblem();
        }

        var protocol = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol) ? Protocol : null;
        using var socket = await http.WebSockets.AcceptWebSocketAsync(protocol);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var queue = Channel.CreateBounded<ReadOnlyMemory<byte>>(QueueLength);
        using var subscription = bus.Subscribe(PaperPush.ChannelOf(http.User.UserId()), message =>
        {
            if (!queue.Writer.TryWrite(message))
            {
                queue.Writer.TryComplete();
            }
        });
        var sending = Send(socket, queue.Reader, ended.Token);
        var beating = Beat(queue.Writer, time, ended.Token);
        await Task.WhenAny(sending, Listen(socket, ended.Token));
        await ended.CancelAsync();
        await Task.WhenAll(sending, beating);
        return Results.Empty;
    }

    private static async Task Send(WebSocket socket, ChannelReader<ReadOnlyMemory<byte>> queue, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in queue.ReadAllAsync(cancellationToken))
            {
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }

            await socket.CloseOutputAsync(TryAgainLater, "behind", cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The client is gone; there is nobody left to tell.
        }
    }

    private static async Task Beat(ChannelWriter<ReadOnlyMemory<byte>> queue, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(HeartbeatInterval, time);
        try
        {
            do
            {
                queue.TryWrite(PaperPush.Heartbeat(time.GetUtcNow()));
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // The connection ended.
        }
    }

    /// <summary>Ends when the client closes; what it sends is ignored.</summary>
    private static async Task Listen(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken)).MessageType != WebSocketMessageType.Close)
            {
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The client is gone; the sender ends with it.
        }
    }
}
