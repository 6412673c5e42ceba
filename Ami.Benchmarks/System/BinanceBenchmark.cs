using System.Globalization;
using Ami.AppHost.Servers;
using Ami.Modules;
using Ami.Modules.Market;
using Ami.Modules.Market.Sources;
using Ami.Modules.Market.Sources.Binance;
using Ami.Tests.Market;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>
/// The follower of Binance, as a silo runs it, against a local server that speaks its formats and fails in every way it can, one fault after the other. Market time
/// runs faster than the clock on the wall. In the end each stored bar is compared with what truly happened, and each trade that a consumer heard.
/// </summary>
internal static class BinanceBenchmark
{
    private const int Speed = 30;
    private const int Seed = 3;
    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];

    /// <param name="length">How long there are faults.</param>
    /// <returns>0 when nothing is missing, doubled, out of order or wrong.</returns>
    public static async Task<int> Run(TimeSpan length)
    {
        await using var servers = await EmbeddedServers.StartAsync();
        await using var owner = NpgsqlDataSource.Create(servers.Owner);
        _ = (await new Migrator(owner, AllModules.All.Migrations()).Up(_ => { })).Value;
        var time = new FastTime(Speed);
        await using var exchange = new SimulatedBinance(time, TimeSpan.FromSeconds(2), Symbols);
        await using var services = Services(servers, exchange, time);
        var start = exchange.Now;
        using var stop = new CancellationTokenSource();
        var silo = services.GetRequiredService<SourceRuns>().Run(stop.Token);
        var ticks = new BinanceConsumer(services.GetRequiredService<BinanceFeed>(), time);
        var faults = new BinanceFaults(exchange, time, Seed);
        var begun = TimeProvider.System.GetTimestamp();
        var next = length / 100;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{length.TotalMinutes:0.#} minutes of faults, {length.TotalMinutes * Speed:0} of the market, {Symbols.Length} symbols:"
            )
        );
        while (TimeProvider.System.GetElapsedTime(begun) is var elapsed && elapsed < length)
        {
            await exchange.Step();
            await ticks.Consume();
            await faults.Change();
            if (elapsed >= next)
            {
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"  {elapsed.TotalSeconds:0} s  {faults.Count} faults, {ticks.Ticks.Values.Sum(heard => heard.Count)} trades heard"
                    )
                );
                next += length / 10;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        faults.End();
        var result = new BinanceResult(services.GetRequiredService<NpgsqlDataSource>(), exchange);
        var problems = await Settle(exchange, start, ticks, faults, result);
        await stop.CancelAsync();
        await silo;
        Console.WriteLine($"  faults: {faults}");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {result.Bars} minute bars, {ticks.Ticks.Values.Sum(heard => heard.Count)} trades; connections {exchange.Opened.Count}, requests {exchange.Asked.Count}"
            )
        );
        problems.ForEach(problem => Console.WriteLine($"  WRONG: {problem}"));
        Console.WriteLine(
            problems.Count == 0
                ? "  no bar is missing, doubled, out of order or different; every trade was heard once and in order"
                : $"  {problems.Count} problems"
        );
        return problems.Count == 0 ? 0 : 1;
    }

    /// <summary>Without faults everything must be there within some minutes of the market.</summary>
    private static async Task<List<string>> Settle(SimulatedBinance exchange, long start, BinanceConsumer ticks, BinanceFaults faults, BinanceResult result)
    {
        List<string> problems = ["nothing was compared"];
        // A server that does not serve the place is asked again after ten minutes of the market.
        for (var second = 0; second < 60 && problems.Count > 0; second++)
        {
            for (var i = 0; i < 100; i++)
            {
                await exchange.Step();
                await ticks.Consume();
                await Task.Delay(TimeSpan.FromMilliseconds(10));
            }

            // A minute of the market is two seconds here, and some of it may be on its way.
            problems =
            [
                .. await result.Compare(start - 60 * BinanceTape.Minute, grace: 2 * BinanceTape.Minute),
                .. exchange.Tapes.SelectMany(tape => ticks.Compare(tape, since: null, onTheWay: 300, faults.Around)),
            ];
        }

        return problems;
    }

    private static ServiceProvider Services(EmbeddedServers servers, SimulatedBinance exchange, TimeProvider time)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var settings = exchange.Settings();
        settings["ConnectionStrings:ami"] = servers.App;
        settings["ConnectionStrings:redis"] = servers.Redis;
        settings["Market:Binance:ConnectionLife"] = "00:20:00";
        settings["Market:Binance:AnswerWithin"] = "00:00:01";
        settings["Market:Binance:TradesOfAtMost"] = "00:30:00";
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton(time);
        builder.AddAmiCore();
        var module = new MarketModule();
        module.AddServices(builder.Services, builder.Configuration);
        module.AddBackground(builder.Services, builder.Configuration);
        return builder.Services.BuildServiceProvider();
    }

    /// <summary>A clock that runs faster; timers are as ever.</summary>
    private sealed class FastTime(int speed) : TimeProvider
    {
        private static readonly DateTimeOffset Begins = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
        private readonly long _begun = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => Begins + speed * System.GetElapsedTime(_begun);
    }
}
