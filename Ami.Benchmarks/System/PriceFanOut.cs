using System.Globalization;
using System.Net.WebSockets;
using Ami.Modules.Market.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using StackExchange.Redis;

namespace Ami.Benchmarks;

/// <summary>
/// Delay from publishing a tick until a WebSocket client has it: 1,000 clients on one API process, each on one of 20 symbols that tick ten times a second, each
/// tick followed by the forming candle. Twenty more clients never read; they must not slow the others. Against a server that only sends the same bytes
/// (<see cref="BareFanOut"/>), in the same run.
/// </summary>
internal static class PriceFanOut
{
    public const int Clients = 1_000;
    public const int Symbols = 20;
    public const int TicksPerSecond = 10;
    private const int Stalled = 20;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <param name="length">How long is measured.</param>
    /// <returns>The 99th percentile, milliseconds.</returns>
    public static async Task<double> Run(TimeSpan length)
    {
        var bare = await BareFanOut.Run(TimeSpan.FromSeconds(Math.Min(15, length.TotalSeconds)));
        await using var api = await RunningApi.Start();
        await List(api);
        var token = (await api.SignUp(0)).Parameter;
        using var stop = new CancellationTokenSource();
        var address = new Uri($"ws://{api.Client.BaseAddress!.Authority}");
        var sockets = new List<ClientWebSocket>();
        for (var i = 0; i < Clients + Stalled; i++)
        {
            sockets.Add(await Connect(new Uri(address, $"/api/trading/stream/{NameOf(i % Symbols)}?interval=1m"), token));
        }

        var delays = new TickDelays(Now() + (long)WarmUp.TotalMilliseconds);
        var hearing = sockets.Skip(Stalled).Select(socket => Task.Run(() => delays.Hear(socket, stop.Token))).ToList();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(api.Redis);
        var bus = new LiveBus(() => redis, NullLogger<LiveBus>.Instance);
        var memory = new List<double>();
        await Beat(
            WarmUp + length,
            async (symbol, tick) =>
            {
                await bus.Publish(LiveTick.Channel(NameOf(symbol)), Tick(symbol, tick).ToBytes());
                if (symbol == 0 && tick % (TicksPerSecond * 5) == TicksPerSecond * 5 - 1)
                {
                    memory.Add(api.ResidentMegabytes());
                }
            }
        );
        await Task.Delay(1000);
        await stop.CancelAsync();
        await Task.WhenAll(hearing);
        sockets.ForEach(socket => socket.Dispose());

        Console.WriteLine(
            $"Price fan-out, {Clients} clients on {Symbols} symbols (and {Stalled} that never read), {TicksPerSecond} ticks a second each, {length.TotalSeconds:0} s:"
        );
        Console.WriteLine($"  bare sends  {bare}");
        Console.WriteLine($"  API         {delays}   (p99 under 150 ms is wanted)");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {delays.Count / (Clients * TicksPerSecond * length.TotalSeconds):P0} of the ticks (one replaced by a newer one is not sent); ratio of p99 {delays.At(0.99) / Math.Max(1, bare.At(0.99)):0.0}"
            )
        );
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"  memory of the API, MB, over the time: {string.Join(' ', Sampled(memory).Select(m => $"{m:0}"))}")
        );
        return delays.At(0.99);
    }

    /// <summary>Calls for each symbol ten times a second, one symbol after the other.</summary>
    public static async Task Beat(TimeSpan length, Func<int, int, Task> publish)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / TicksPerSecond));
        var ticks = (int)(length.TotalSeconds * TicksPerSecond);
        for (var tick = 0; tick < ticks && await beat.WaitForNextTickAsync(); tick++)
        {
            for (var symbol = 0; symbol < Symbols; symbol++)
            {
                await publish(symbol, tick);
            }
        }
    }

    public static async Task<ClientWebSocket> Connect(Uri address, string? token)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("ami.v1");
        socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        await socket.ConnectAsync(address, CancellationToken.None);
        return socket;
    }

    public static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static async Task List(RunningApi api)
    {
        await using var database = NpgsqlDataSource.Create(api.Database);
        await using var command = database.CreateCommand(
            $"""
            insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
            select 'FANOUT' || n, 'Benchmark', 'Crypto', 'USD', 2, 3, 0.001, 'Imported' from generate_series(0, {Symbols - 1}) n
            """
        );
        await command.ExecuteNonQueryAsync();
        await RunningApi.UntilSymbolsAreReadAgain();
    }

    private static string NameOf(int symbol) => $"FANOUT{symbol}";

    private static LiveTick Tick(int symbol, int tick)
    {
        var now = Now();
        var minute = now / 60_000 * 60_000;
        var price = 100m + tick % 7;
        return new LiveTick(
            Symbol: NameOf(symbol),
            Time: now,
            MarketTime: now,
            Bid: price - 0.1m,
            Ask: price,
            Last: price,
            Size: 1m,
            Replay: false,
            Forming: new LiveBar(60_000, minute, 100m, 107m, 100m, price, tick),
            Closed: [new LiveBar(60_000, minute - 60_000, 100m, 107m, 100m, 100m, 1m)]
        );
    }

    private static IEnumerable<double> Sampled(List<double> all) => all.Where((_, i) => i % Math.Max(1, all.Count / 12) == 0).Append(all[^1]);
}
