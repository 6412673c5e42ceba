using System.Globalization;
using System.Text.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Quant.Series;
using Ami.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Ami.Tests.Market;

/// <summary>The market module as a silo has it, on a database of its own and a clock that the test moves. Background work runs when the test says so.</summary>
internal sealed class MarketHarness : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 10, 12, 0, 30, 100, TimeSpan.Zero);

    private MarketHarness(ServiceProvider services, ManualTime time, TestDatabase database) => (Services, Time, Database) = (services, time, database);

    public ServiceProvider Services { get; }

    public ManualTime Time { get; }

    public TestDatabase Database { get; }

    public NpgsqlDataSource DataSource => Services.GetRequiredService<NpgsqlDataSource>();

    /// <param name="more">Further services, such as tick consumers.</param>
    /// <param name="database">An existing database, for a second silo beside a first.</param>
    /// <param name="redis">Whether to talk over the shared server; otherwise only this harness hears what it publishes.</param>
    /// <param name="start">Where the clock stands.</param>
    /// <param name="clock">Another clock instead.</param>
    /// <param name="settings">More configuration.</param>
    public static async Task<MarketHarness> Create(
        Action<IServiceCollection>? more = null,
        TestDatabase? database = null,
        bool redis = false,
        DateTimeOffset? start = null,
        TimeProvider? clock = null,
        IReadOnlyDictionary<string, string?>? settings = null
    )
    {
        database ??= await TestServers.CreateDatabase();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:ami"] = database.App,
                ["ConnectionStrings:redis"] = redis ? database.Redis : null,
                ["Market:DailyYears"] = "1",
                ["Market:HourlyDays"] = "20",
                ["Market:MinuteDays"] = "1",
            }
        );
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        var time = clock as ManualTime ?? new ManualTime(start ?? Start);
        var services = builder.Services;
        services.AddSingleton(clock ?? time);
        builder.AddAmiCore();
        var module = new MarketModule();
        module.AddServices(services, builder.Configuration);
        module.AddBackground(services, builder.Configuration);
        foreach (var hosted in services.Where(d => d.ServiceType == typeof(IHostedService)).ToList())
        {
            services.Remove(hosted);
        }

        more?.Invoke(services);
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await provider.GetRequiredService<SimulatedListing>().Ensure(CancellationToken.None);
        return new MarketHarness(provider, time, database);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async Task<SymbolSpec> Spec(string symbol) => (await Get<SymbolDirectory>().Find(Symbol.Of(symbol))).Value;

    public async Task<long> Count(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }

    public async Task Execute(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs <c>import-candles</c>.</summary>
    public async Task<(int Code, string Output)> ImportCandles(params string[] arguments)
    {
        await using var scope = Services.CreateAsyncScope();
        var command = scope.ServiceProvider.GetServices<ICommand>().Single(candidate => candidate.Name == "import-candles");
        var output = new StringWriter();
        var code = await command.Run(arguments, output, CancellationToken.None);
        return (code, output.ToString());
    }

    /// <summary>Imports rows with titles above them, as the command does.</summary>
    /// <param name="symbol">As what.</param>
    /// <param name="interval">Length of the bars.</param>
    /// <param name="rows">Lines with their ends.</param>
    /// <param name="header">What stands above them.</param>
    /// <param name="options">Further options of the command.</param>
    public async Task<(int Code, string Output)> ImportRows(
        string symbol,
        string interval,
        IEnumerable<string> rows,
        string header = "time,open,high,low,close,volume\n",
        string[]? options = null
    )
    {
        var path = Path.Combine(Path.GetTempPath(), $"ami-import-{Guid.CreateVersion7():N}.csv");
        try
        {
            await File.WriteAllTextAsync(path, header + string.Concat(rows));
            return await ImportCandles(["--symbol", symbol, "--interval", interval, .. options ?? [], path]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The newest bars of a symbol, with a forming one if there is any: when they open, and their volumes.</summary>
    public async Task<(List<DateTimeOffset> Opens, List<decimal> Volumes)> Chart(string symbol, BarInterval interval, int limit = 500)
    {
        await Get<SymbolDirectory>().Refresh();
        var answer = await Get<ChartCache>()
            .Get(await Spec(symbol), interval, BarLimits.Earliest, long.MaxValue, limit, PriceAdjustment.Splits, CancellationToken.None);
        using var chart = JsonDocument.Parse(answer.Body);
        return (
            [.. chart.RootElement.GetProperty("t").EnumerateArray().Select(t => DateTimeOffset.FromUnixTimeSeconds(t.GetInt64()))],
            [.. chart.RootElement.GetProperty("v").EnumerateArray().Select(v => v.GetDecimal())]
        );
    }

    /// <summary>Rows of a file to import: time, open, high, low, close, volume; each a little higher than the one before.</summary>
    public static IEnumerable<string> CandleRows(DateTimeOffset start, TimeSpan step, int count, string volume) =>
        Enumerable
            .Range(0, count)
            .Select(i =>
                string.Create(CultureInfo.InvariantCulture, $"{start + i * step:yyyy-MM-dd HH:mm:ss},{100 + i}.25,{101 + i}.5,{99 + i},{100 + i}.75,{volume}\n")
            );

    public ValueTask DisposeAsync() => Services.DisposeAsync();
}
