using System.Net.WebSockets;
using System.Threading.Channels;

namespace Ami.Modules.Market.Streaming;

/// <summary>
/// One connected browser. Messages wait in slots, one per kind and symbol: a newer message replaces an older one that was not sent yet, so what a slow
/// client costs is bounded and what it gets is always the newest.
/// </summary>
internal sealed class StreamClient(int slots)
{
    /// <summary>A client that takes longer than this to accept one message is dropped.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly byte[]?[] waiting = new byte[slots][];
    private readonly Queue<int> order = new(slots);
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Puts a message into its slot. Never waits.</summary>
    public void Offer(int slot, byte[] message)
    {
        lock (gate)
        {
            if (waiting[slot] is null) order.Enqueue(slot);
            waiting[slot] = message;
        }

        wake.Writer.TryWrite(true);
    }

    /// <summary>Sends what is offered until cancelled or the client stops accepting.</summary>
    /// <returns>False when the client was too slow.</returns>
    public async Task<bool> Send(WebSocket socket, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (await wake.Reader.WaitToReadAsync(patience.Token))
            {
                wake.Reader.TryRead(out _);
                while (Next() is { } message)
                {
                    var sending = socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
                    if (sending.IsCompletedSuccessfully) continue;
                    patience.CancelAfter(Patience);
                    await sending;
                    patience.CancelAfter(Timeout.InfiniteTimeSpan);
                }
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return cancellationToken.IsCancellationRequested;
        }
    }

    private byte[]? Next()
    {
        lock (gate)
        {
            if (!order.TryDequeue(out var slot)) return null;
            var message = waiting[slot];
            waiting[slot] = null;
            return message;
        }
    }
}
