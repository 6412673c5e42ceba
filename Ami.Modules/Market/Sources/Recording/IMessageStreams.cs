using System.Net.WebSockets;

namespace Ami.Modules.Market.Sources.Recording;

/// <summary>A connection that sends messages.</summary>
internal interface IMessageStream : IAsyncDisposable
{
    /// <summary>The next message, valid until the next call; null when the connection ended.</summary>
    ValueTask<ReadOnlyMemory<byte>?> Receive(CancellationToken cancellationToken);
}

/// <summary>Opens connections: to a source, or to what was recorded of it.</summary>
internal interface IMessageStreams
{
    /// <exception cref="StreamRefusedException">The server answered, and refused.</exception>
    Task<IMessageStream> Open(Uri address, CancellationToken cancellationToken);
}

/// <summary>A server that answers a connection with a status.</summary>
internal sealed class StreamRefusedException(int status, TimeSpan? retryAfter, Exception? inner)
    : Exception($"The connection was refused with status {status}.", inner)
{
    public int Status => status;

    public TimeSpan? RetryAfter => retryAfter;
}

/// <summary>WebSockets. A ping is answered with its payload by the runtime while a message is waited for, which is always.</summary>
internal sealed class WebSocketStreams(OutgoingHosts hosts, TimeProvider time) : IMessageStreams
{
    private const int MaxMessageBytes = 1024 * 1024;
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(10);

    public async Task<IMessageStream> Open(Uri address, CancellationToken cancellationToken)
    {
        hosts.Check(address);
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.CollectHttpResponseDetails = true;
            // Pings come from the other side; its messages are limited, so ours are none.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            using var patience = new CancellationTokenSource(ConnectWithin, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            await socket.ConnectAsync(address, both.Token);
            return new Connection(socket);
        }
        catch (Exception e)
        {
            var status = (int)socket.HttpStatusCode;
            var wait = RetryAfter(socket.HttpResponseHeaders);
            socket.Dispose();
            if (e is WebSocketException && status >= 400)
            {
                throw new StreamRefusedException(status, wait, e);
            }

            throw;
        }
    }

    private static TimeSpan? RetryAfter(IReadOnlyDictionary<string, IEnumerable<string>>? headers) =>
        headers?.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault() is { } text
        && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private sealed class Connection(ClientWebSocket socket) : IMessageStream
    {
        private byte[] _buffer = new byte[16 * 1024];

        public async ValueTask<ReadOnlyMemory<byte>?> Receive(CancellationToken cancellationToken)
        {
            var length = 0;
            while (true)
            {
                var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                length += part.Count;
                if (part.EndOfMessage)
                {
                    return _buffer.AsMemory(0, length);
                }

                if (length == MaxMessageBytes)
                {
                    throw new InvalidDataException("A message of the stream is longer than a mebibyte.");
                }

                if (length == _buffer.Length)
                {
                    Array.Resize(ref _buffer, Math.Min(MaxMessageBytes, 2 * _buffer.Length));
                }
            }
        }

        public ValueTask DisposeAsync()
        {
            // Not closed politely: the other side may be gone, and nothing is on its way to it.
            socket.Abort();
            socket.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
