using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;

namespace Ami.Benchmarks;

/// <summary>Price streams that stay open while the load runs: half of them of one symbol with its candles, half of all symbols.</summary>
internal sealed class LoadStreams : IAsyncDisposable
{
    private readonly List<ClientWebSocket> _sockets = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _listening = [];
    private List<double> _ages = [];
    private int _ended;

    public static async Task<LoadStreams> Open(Uri edge, IReadOnlyList<LoadUser> users, IReadOnlyList<LoadSymbol> symbols, int count)
    {
        var streams = new LoadStreams();
        var all = string.Join(',', symbols.Select(symbol => symbol.Name));
        for (var number = 0; number < count; number++)
        {
            var path = number % 2 == 0 ? $"stream/{symbols[number / 2 % symbols.Count].Name}?interval=1m" : $"stream?symbols={all}";
            var socket = new ClientWebSocket { Options = { Proxy = null } };
            socket.Options.AddSubProtocol("ami.v1");
            socket.Options.AddSubProtocol("bearer." + users[number % users.Count].Token);
            await socket.ConnectAsync(
                new UriBuilder(edge)
                {
                    Scheme = "ws",
                    Path = "/api/trading/" + path.Split('?')[0],
                    Query = path.Split('?')[1],
                }.Uri,
                CancellationToken.None
            );
            streams._sockets.Add(socket);
            streams._listening.Add(streams.Listen(socket));
        }

        return streams;
    }

    /// <summary>How old the ticks were on arrival since the last call, milliseconds.</summary>
    public string Report()
    {
        List<double> ages;
        lock (_sockets)
        {
            (ages, _ages) = (_ages, []);
        }

        ages.Sort();
        return ages.Count == 0
            ? "no ticks"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{ages.Count} ticks on {_sockets.Count} streams, age on arrival p50 {ages[ages.Count / 2]:0} p99 {ages[(int)(ages.Count * 0.99)]:0} ms, {_ended} streams ended"
            );
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_listening);
        _sockets.ForEach(socket => socket.Dispose());
        _stop.Dispose();
    }

    private async Task Listen(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), _stop.Token) is { MessageType: not WebSocketMessageType.Close } message)
            {
                if (TimeOf(buffer.AsSpan(0, message.Count)) is not { } time)
                {
                    continue;
                }

                var age = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - time;
                lock (_sockets)
                {
                    _ages.Add(age);
                }
            }

            Interlocked.Increment(ref _ended);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The load is over.
        }
        catch (WebSocketException e)
        {
            Interlocked.Increment(ref _ended);
            Debug.WriteLine(e.Message);
        }
    }

    private static long? TimeOf(ReadOnlySpan<byte> message)
    {
        if (!message.StartsWith("{\"type\":\"tick\""u8))
        {
            return null;
        }

        var at = message.IndexOf("\"time\":"u8) + 7;
        return Utf8Parser.TryParse(message[at..], out long time, out _) ? time : null;
    }
}
