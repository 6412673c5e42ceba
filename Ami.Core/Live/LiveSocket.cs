using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Ami.Core;

/// <summary>
/// Passes what is published on a channel of the <see cref="LiveBus"/> on to one browser over a WebSocket, with a <c>heartbeat</c> message at once and every
/// five seconds. A client that falls behind is disconnected rather than left with a gap: on every connect it reads its lists again.
/// </summary>
public static class LiveSocket
{
    private const string Protocol = "ami.v1";
    private const int QueueLength = 512;
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(5);

    /// <summary>Serves the connection until it ends. Whoever may not hear the channel must have been refused before.</summary>
    /// <param name="http">A request to upgrade; any other is answered with 400 <c>stream.websocket_required</c>.</param>
    /// <param name="bus">Where the messages come from.</param>
    /// <param name="channel">Whose messages, already as JSON text with a <c>type</c>.</param>
    /// <param name="time">For the heartbeats.</param>
    public static async Task<IResult> Serve(HttpContext http, LiveBus bus, string channel, TimeProvider time)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            return Error.Invalid("stream.websocket_required", "Open this address as a WebSocket.").ToProblem();
        }

        // Browsers send their token as a second protocol; the answer names only the first.
        var protocol = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol) ? Protocol : null;
        using var socket = await http.WebSockets.AcceptWebSocketAsync(protocol);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var queue = Channel.CreateBounded<ReadOnlyMemory<byte>>(QueueLength);
        using var subscription = bus.Subscribe(
            channel,
            message =>
            {
                if (!queue.Writer.TryWrite(message))
                {
                    queue.Writer.TryComplete();
                }
            }
        );
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

    private static Task Beat(ChannelWriter<ReadOnlyMemory<byte>> queue, TimeProvider time, CancellationToken cancellationToken) =>
        new Periodic(HeartbeatInterval).Repeat(
            _ =>
            {
                queue.TryWrite(JsonSerializer.SerializeToUtf8Bytes(new { type = "heartbeat", time = time.GetUtcNow().ToUnixTimeMilliseconds() }));
                return Task.CompletedTask;
            },
            (failure, _) => queue.TryComplete(failure),
            time,
            cancellationToken
        );

    /// <summary>Ends when the client closes; what it sends is ignored.</summary>
    private static async Task Listen(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken)).MessageType != WebSocketMessageType.Close) { }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The client is gone; the sender ends with it.
        }
    }
}
