using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ami.Benchmarks;

/// <summary>
/// One keep-alive connection that sends the same request again and again and only counts the answer's bytes: the load costs so little
/// that the server is what is measured.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LastChunk = "\r\n0\r\n\r\n"u8.ToArray();
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request;
    private readonly byte[] _buffer = new byte[256 * 1024];

    private RawConnection(byte[] request) => _request = request;

    public static async Task<RawConnection> Open(Uri address, string path, string? authorization)
    {
        var head = $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n{(authorization is null ? "" : $"Authorization: {authorization}\r\n")}\r\n";
        var connection = new RawConnection(Encoding.ASCII.GetBytes(head));
        await connection._socket.ConnectAsync(IPAddress.Loopback, address.Port);
        return connection;
    }

    /// <summary>Sends the request and reads the whole answer.</summary>
    /// <returns>The length of its body.</returns>
    public async Task<int> Send()
    {
        await _socket.SendAsync(_request);
        var read = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(read));
            if (received == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            read += received;
            var end = _buffer.AsSpan(0, read).IndexOf(EndOfHead);
            if (end < 0)
            {
                continue;
            }

            var length = Length(Encoding.ASCII.GetString(_buffer, 0, end));
            if (length is null ? _buffer.AsSpan(0, read).EndsWith(LastChunk) : read >= end + 4 + length)
            {
                return length ?? read - end - 4;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <returns>Null when the body is chunked.</returns>
    private static int? Length(string head)
    {
        if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(head);
        }

        const string Name = "content-length:";
        var line = head.Split("\r\n").FirstOrDefault(l => l.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return line is null ? null : int.Parse(line.AsSpan(Name.Length), provider: System.Globalization.CultureInfo.InvariantCulture);
    }
}
