using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Ami.Benchmarks;

/// <summary>Sends one GET again and again over one connection, and costs so little that what is measured is the server.</summary>
internal sealed class RawHttpClient : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly byte[] request;
    private readonly byte[] buffer = new byte[1 << 18];

    private RawHttpClient(Socket socket, byte[] request) => (this.socket, this.request) = (socket, request);

    public static async Task<RawHttpClient> Connect(Uri address, string path)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        return new RawHttpClient(socket, Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"));
    }

    /// <summary>One request; returns when the whole answer has arrived.</summary>
    public async ValueTask Get()
    {
        await socket.SendAsync(request);
        var (have, need) = (0, int.MaxValue);
        while (have < need)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(have));
            if (read == 0) throw new InvalidOperationException("The server closed the connection.");
            have += read;
            if (need == int.MaxValue) need = WholeLength(buffer.AsSpan(0, have));
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static int WholeLength(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return int.MaxValue;
        if (!answer.StartsWith("HTTP/1.1 200 "u8)) throw new InvalidOperationException(Encoding.ASCII.GetString(answer[..head]));
        var at = answer.IndexOf("Content-Length: "u8);
        if (at < 0 || !Utf8Parser.TryParse(answer[(at + 16)..], out int length, out _)) throw new InvalidOperationException("The answer has no length.");
        return head + 4 + length;
    }
}
