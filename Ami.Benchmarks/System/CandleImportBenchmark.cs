using System.Diagnostics;
using System.Globalization;
using Ami.AppHost.Servers;
using Ami.Modules;
using Ami.Modules.Market;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Import;
using Ami.Quant.Series;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>
/// The import of one-minute bars from a CSV file, against a bare binary COPY of the same rows into a table of the same columns, key and check in the
/// same run; then the first daily chart of them, and charts anywhere in them. Rounds alternate, each with a symbol of its own.
/// </summary>
internal static class CandleImportBenchmark
{
    private const int Reads = 1_000;
    private const int MostOfAFile = 5_000_000;
    private const int Seed = 7;

    /// <param name="count">Bars.</param>
    /// <param name="rounds">How often.</param>
    public static async Task Run(int count, int rounds)
    {
        await using var servers = await EmbeddedServers.StartAsync();
        await using var owner = NpgsqlDataSource.Create(servers.Owner);
        _ = (await new Migrator(owner, AllModules.All.Migrations()).Up(_ => { })).Value;
        await Execute(owner, "create table market.bare (like market.candles including all); grant insert on market.bare to ami_app");
        await using var services = Services(servers);
        var bars = Generate(count);
        var files = bars.Chunk(MostOfAFile)
            .Select(part => (Bars: part, Path: Path.Combine(Path.GetTempPath(), $"ami-import-{Guid.CreateVersion7():N}.csv")))
            .ToList();
        try
        {
            foreach (var file in files)
            {
                await File.WriteAllLinesAsync(file.Path, file.Bars.Select(Line).Prepend("open_time,open,high,low,close,volume"));
            }

            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Import of {count:N0} one-minute bars, {files.Sum(file => new FileInfo(file.Path).Length) / 1e6:0} MB, against a bare COPY of them:"
                )
            );
            var ratios = new List<double>();
            var charts = new List<double>();
            for (var round = 0; round < rounds; round++)
            {
                await Execute(owner, "truncate market.bare");
                var bare = await Seconds(() => BareCopy(services, bars));
                var symbol = $"BENCH{round}";
                var import = await Seconds(async () =>
                {
                    foreach (var file in files)
                    {
                        await Import(services, symbol, file.Path);
                    }
                });
                var chart = await Seconds(() => DailyChart(services, symbol));
                ratios.Add(bare / import);
                charts.Add(chart * 1000);
                Console.WriteLine(
                    string.Format(
                        CultureInfo.InvariantCulture,
                        "  round {0}  COPY {1,5:0.0} s   import {2,5:0.0} s   speed {3:0.00} of COPY's   first daily chart {4:0} ms",
                        round + 1,
                        bare,
                        import,
                        bare / import,
                        chart * 1000
                    )
                );
            }

            await ReadAnywhere(services, "BENCH0", bars);
            ratios.Sort();
            charts.Sort();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  medians: {ratios[rounds / 2]:0.00} of COPY's speed (at least 0.50 is wanted), chart {charts[rounds / 2]:0} ms (below 200 is wanted)"
                )
            );
        }
        finally
        {
            files.ForEach(file => File.Delete(file.Path));
        }
    }

    private static ServiceProvider Services(EmbeddedServers servers)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:ami"] = servers.App });
        builder.AddAmiCore();
        var module = new MarketModule();
        module.AddServices(builder.Services, builder.Configuration);
        module.AddBackground(builder.Services, builder.Configuration);
        return builder.Services.BuildServiceProvider();
    }

    private static async Task BareCopy(ServiceProvider services, IReadOnlyList<Candle> bars)
    {
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await CandleStore.Copy(connection, "market.bare", 1, BarInterval.OneMinute, bars, CancellationToken.None);
    }

    private static async Task Import(ServiceProvider services, string symbol, string path)
    {
        await using var scope = services.CreateAsyncScope();
        await using var file = File.OpenRead(path);
        var request = ImportRequest.Of(new ImportTerms(symbol, "1m")).Value;
        _ = (await scope.ServiceProvider.GetRequiredService<CandleImport>().Run(request, file, (_, _) => Task.CompletedTask, CancellationToken.None)).Value;
    }

    private static async Task DailyChart(ServiceProvider services, string symbol)
    {
        var directory = services.GetRequiredService<SymbolDirectory>();
        await directory.Refresh();
        var spec = (await directory.Find(Symbol.Of(symbol))).Value;
        await services
            .GetRequiredService<ChartCache>()
            .Get(spec, BarInterval.OneDay, BarLimits.Earliest, long.MaxValue, 500, PriceAdjustment.Splits, CancellationToken.None);
    }

    /// <summary>Charts of 500 bars before moments that nobody asked about, against the bare rows of the same number of stored minutes.</summary>
    private static async Task ReadAnywhere(ServiceProvider services, string symbol, List<Candle> bars)
    {
        var random = new Random(Seed);
        var spec = (await services.GetRequiredService<SymbolDirectory>().Find(Symbol.Of(symbol))).Value;
        var source = services.GetRequiredService<NpgsqlDataSource>();
        var (charts, rows) = (new List<double>(), new List<double>());
        BarInterval[] intervals = [BarInterval.OneMinute, BarInterval.FiveMinutes, BarInterval.OneHour, BarInterval.OneDay];
        for (var i = 0; i < Reads; i++)
        {
            var before = bars[random.Next(bars.Count / 2, bars.Count)].Time;
            charts.Add(
                await Seconds(async () =>
                    await services
                        .GetRequiredService<ChartCache>()
                        .Get(spec, intervals[i % intervals.Length], BarLimits.Earliest, before, 500, PriceAdjustment.Splits, CancellationToken.None)
                )
            );
            rows.Add(
                await Seconds(async () =>
                {
                    await using var command = source.CreateCommand(
                        """
                        select t, open, high, low, close, volume from market.candles
                        where symbol_id = $1 and interval_seconds = 60 and t < $2 order by t desc limit 500
                        """
                    );
                    command.With(spec.Id).With(DateTimeOffset.FromUnixTimeMilliseconds(before));
                    await using var reader = await command.ExecuteReaderAsync();
                    while (await reader.ReadAsync()) { }
                })
            );
        }

        charts.Sort();
        rows.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {Reads} charts of 500 bars anywhere: p50 {charts[Reads / 2] * 1000:0.0} ms   p99 {charts[Reads * 99 / 100] * 1000:0.0} ms (under 20 is wanted)   bare rows: p50 {rows[Reads / 2] * 1000:0.0} ms   p99 {rows[Reads * 99 / 100] * 1000:0.0} ms"
            )
        );
    }

    private static List<Candle> Generate(int count)
    {
        var random = new Random(Seed);
        var bars = new List<Candle>(count);
        var first = new DateTimeOffset(2005, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var open = 4_000_000;
        for (var i = 0; i < count; i++)
        {
            var close = Math.Max(100_000, open + random.Next(-2000, 2001));
            var (high, low) = (Math.Max(open, close) + random.Next(1000), Math.Min(open, close) - random.Next(1000));
            bars.Add(new Candle(first + i * 60_000L, open / 100m, high / 100m, low / 100m, close / 100m, random.Next(1, 90_000_000) / 100_000m));
            open = close;
        }

        return bars;
    }

    private static string Line(Candle bar) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTimeOffset.FromUnixTimeMilliseconds(bar.Time):yyyy-MM-dd HH:mm:ss},{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume}"
        );

    private static async Task<double> Seconds(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task Execute(NpgsqlDataSource owner, string sql)
    {
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
