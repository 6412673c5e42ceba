using System.Buffers.Text;
using System.Globalization;
using System.Net.WebSockets;
using Ami.Modules.Market.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using StackExchange.Redis;

namespace Ami.Benchmarks;

/// <summary>
/// Delay from publishing a tick until a WebSocket client has it: 500 clients on one API process, ten ticks a second, each followed by the forming candle.
/// One more client never reads; it must not slow the others.
/// </summary>
public static class PriceFanOut
{
    private const int Clients = 500;
    private const int TicksPerSecond = 10;
    private const string SymbolName = "FANOUT";
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>Prints the median, 99th percentile and maximum delay. Takes about 25 seconds.</summary>
    /// <returns>The 99th percentile, milliseconds.</returns>
    public static async Task<double> Run()
    {
        await using var api = await RunningApi.Start();
        await using (var database = NpgsqlDataSource.Create(api.Database))
        {
            await using var command = database.CreateCommand(
                $"""
                insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
                values ('{SymbolName}', 'Benchmark', 'Crypto', 'USD', 2, 3, 0.001, 'Imported')
                """
            );
            await command.ExecuteNonQueryAsync();
            await RunningApi.UntilSymbolsAreReadAgain();
        }

        var token = (await api.SignUp(0)).Parameter;
        using var stop = new CancellationTokenSource();
        var sockets = new List<ClientWebSocket>();
        for (var i = 0; i <= Clients; i++)
        {
            sockets.Add(await Connect(api.Client.BaseAddress!, token));
        }

        var measureFrom = Now() + (long)WarmUp.TotalMilliseconds;
        var hearing = sockets.Skip(1).Select(socket => Task.Run(() => Hear(socket, measureFrom, stop.Token))).ToList();

        await using var redis = await ConnectionMultiplexer.ConnectAsync(api.Redis);
        var bus = new LiveBus(() => redis, NullLogger<LiveBus>.Instance);
        var published = await Publish(bus, WarmUp + Length);
        await Task.Delay(1000);
        await stop.CancelAsync();
        var delays = (await Task.WhenAll(hearing)).SelectMany(heard => heard).Order().ToList();
        sockets.ForEach(socket => socket.Dispose());

        double At(double share) => delays[(int)((delays.Count - 1) * share)];
        var expected = Clients * TicksPerSecond * Length.TotalSeconds;
        Console.WriteLine($"Price fan-out, {Clients} clients (and one that never reads), {TicksPerSecond} ticks a second, {published} ticks published:");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  delay p50 {At(0.5):0} ms   p99 {At(0.99):0} ms   max {At(1):0} ms   ({delays.Count / expected:P0} of the ticks; a tick replaced by a newer one is not sent; p99 under 100 ms is wanted)"
            )
        );
        return At(0.99);
    }

    private static async Task<ClientWebSocket> Connect(Uri address, string? token)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("ami.v1");
        socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        await socket.ConnectAsync(new Uri($"ws://{address.Authority}/api/trading/stream/{SymbolName}?interval=1m"), CancellationToken.None);
        return socket;
    }

    private static async Task<int> Publish(LiveBus bus, TimeSpan length)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / TicksPerSecond));
        var ticks = (int)(length.TotalSeconds * TicksPerSecond);
        for (var i = 0; i < ticks && await beat.WaitForNextTickAsync(); i++)
        {
            var now = Now();
            var minute = now / 60_000 * 60_000;
            var price = 100m + i % 7;
            var tick = new LiveTick(
                Symbol: SymbolName,
                Time: now,
                MarketTime: now,
                Bid: price - 0.1m,
                Ask: price,
                Last: price,
                Size: 1m,
                Replay: false,
                Forming: new LiveBar(60_000, minute, 100m, 107m, 100m, price, i),
                Closed: [new LiveBar(60_000, minute - 60_000, 100m, 107m, 100m, 100m, 1m)]
            );
            await bus.Publish(LiveTick.Channel(SymbolName), tick.ToBytes());
        }

        return ticks;
    }

    private static async Task<List<double>> Hear(ClientWebSocket socket, long measureFrom, CancellationToken cancellationToken)
    {
        var delays = new List<double>();
        var buffer = new byte[2048];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return delays;
                }

                var message = buffer.AsSpan(0, received.Count);
                if (!message.StartsWith("{\"type\":\"tick\""u8))
                {
                    continue;
                }

                var at = message.IndexOf("\"time\":"u8);
                if (Utf8Parser.TryParse(message[(at + 7)..], out long sent, out _) && sent >= measureFrom)
                {
                    delays.Add(Now() - sent);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return delays;
        }
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
