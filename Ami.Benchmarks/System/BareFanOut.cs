using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.Benchmarks;

/// <summary>
/// What the machine can do: a server that knows nothing but its WebSockets, and sends each of them two messages as long as a tick and a candle, as often as
/// <see cref="PriceFanOut"/> does.
/// </summary>
internal static class BareFanOut
{
    public static async Task<TickDelays> Run(TimeSpan length)
    {
        var groups = Enumerable.Range(0, PriceFanOut.Symbols).Select(_ => new List<WebSocket>()).ToList();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = FreePort.Next();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var server = builder.Build();
        using var stop = new CancellationTokenSource();
        server.UseWebSockets();
        server.Run(async http =>
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync("ami.v1");
            var group = groups[int.Parse(http.Request.Path.Value![1..], CultureInfo.InvariantCulture)];
            lock (group)
            {
                group.Add(socket);
            }

            await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await server.StartAsync();
        var sockets = new List<ClientWebSocket>();
        for (var i = 0; i < PriceFanOut.Clients; i++)
        {
            sockets.Add(await PriceFanOut.Connect(new Uri($"ws://127.0.0.1:{port}/{i % PriceFanOut.Symbols}"), null));
        }

        var delays = new TickDelays(PriceFanOut.Now());
        using var hear = new CancellationTokenSource();
        var hearing = sockets.Select(socket => Task.Run(() => delays.Hear(socket, hear.Token))).ToList();
        var candle = Encoding.UTF8.GetBytes($"{{\"type\":\"candle\"{new string(' ', 130)}}}");
        await PriceFanOut.Beat(
            length,
            async (symbol, _) =>
            {
                var tick = Encoding.UTF8.GetBytes($"{{\"type\":\"tick\",\"time\":{PriceFanOut.Now()}{new string(' ', 130)}}}");
                await Task.WhenAll(groups[symbol].Select(socket => Send(socket, tick, candle)));
            }
        );
        await Task.Delay(500);
        await hear.CancelAsync();
        await Task.WhenAll(hearing);
        sockets.ForEach(socket => socket.Dispose());
        await stop.CancelAsync();
        await server.StopAsync();
        return delays;
    }

    private static async Task Send(WebSocket socket, byte[] tick, byte[] candle)
    {
        await socket.SendAsync(tick.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await socket.SendAsync(candle.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
    }
}
