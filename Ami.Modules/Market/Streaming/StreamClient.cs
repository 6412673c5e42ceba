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

    private readonly Lock _gate = new();
    private readonly byte[]?[] _waiting = new byte[slots][];
    private readonly Queue<int> _order = new(slots);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    /// <summary>Puts a message into its slot. Never waits.</summary>
    public void Offer(int slot, byte[] message)
    {
        lock (_gate)
        {
            if (_waiting[slot] is null)
            {
                _order.Enqueue(slot);
            }

            _waiting[slot] = message;
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Sends what is offered until cancelled or the client stops accepting.</summary>
    /// <returns>False when the client was too slow.</returns>
    public async Task<bool> Send(WebSocket socket, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (await _wake.Reader.WaitToReadAsync(patience.Token))
            {
                _wake.Reader.TryRead(out _);
                while (Next() is { } message)
                {
                    var sending = socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
                    if (sending.IsCompletedSuccessfully)
                    {
                        continue;
                    }

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
        lock (_gate)
        {
            if (!_order.TryDequeue(out var slot))
            {
                return null;
            }

            var message = _waiting[slot];
            _waiting[slot] = null;
            return message;
        }
    }
}
