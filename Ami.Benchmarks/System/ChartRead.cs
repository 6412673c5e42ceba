using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ami.AppHost.Servers;
using Ami.Core;
using Ami.Modules;
using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>
/// Reading a live chart of 300 bars against an endpoint of the same process that sends a constant JSON text of the same length, and against one that sends
/// a few bytes. The feed runs beside, so the forming bar changes four times a second. Rounds alternate.
/// </summary>
public static class ChartRead
{
    private const int Connections = 16;
    private const int Rounds = 4;
    private const string Chart = "/api/trading/chart/BTC-SIM?interval=1m&limit=300";
    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(2);

    /// <summary>Prints requests per second of each, and the ratios. Takes about 40 seconds.</summary>
    /// <returns>The median ratio of the chart to the constant text of the same length.</returns>
    public static async Task<double> Run()
    {
        await using var servers = await EmbeddedServers.StartAsync();
        await using (var owner = NpgsqlDataSource.Create(servers.Owner))
        {
            var scripts = MigrationScript.Embedded(typeof(Migrator).Assembly).Concat(MigrationScript.Embedded(typeof(AllModules).Assembly));
            _ = (await new Migrator(owner, scripts).Up(_ => { })).Value;
        }

        await using var app = await Start(servers);
        var address = new Uri(app.Urls.Single());
        var length = await UntilFull(address);
        app.Services.GetRequiredService<ConstantText>().Text = Encoding.UTF8.GetBytes("{\"text\":\"" + new string('x', length - 11) + "\"}");

        Console.WriteLine($"Chart read, {Connections} connections, {length:N0} bytes, rounds of {RoundLength.TotalSeconds} s, requests per second:");
        var ratios = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var small = await Measure(address, "/small");
            var constant = await Measure(address, "/constant");
            var chart = await Measure(address, Chart);
            if (round > 0) ratios.Add(chart / constant);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {(round == 0 ? "warm-up" : $"round {round}"),-8} few bytes {small,7:0}   same length {constant,7:0}   chart {chart,7:0}   ratio {chart / constant:0.00} (to few bytes {chart / small:0.00})"));
        }

        ratios.Sort();
        var median = (ratios[(Rounds - 1) / 2] + ratios[Rounds / 2]) / 2;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  median ratio {median:0.00} (floor: a constant text of the same length; at least 0.25 is wanted)"));
        return median;
    }

    private static async Task<WebApplication> Start(EmbeddedServers servers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["ConnectionStrings:ami"] = servers.App;
        builder.Configuration["ConnectionStrings:redis"] = servers.Redis;
        builder.Configuration["Market:HourlyDays"] = "30";
        builder.Configuration["Market:MinuteDays"] = "2";
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAmiCore(builder.Configuration);
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<ConstantText>();
        var module = new MarketModule();
        module.AddServices(builder.Services, builder.Configuration);
        module.AddBackground(builder.Services, builder.Configuration);
        var app = builder.Build();
        app.UseAuthorization();
        var open = app.MapGroup(string.Empty).AllowAnonymous();
        module.MapEndpoints(open);
        open.MapGet("/small", () => TypedResults.Bytes("{\"ok\":true}"u8.ToArray(), "application/json"));
        open.MapGet("/constant", (ConstantText constant) => TypedResults.Bytes(constant.Text, "application/json"));
        await app.StartAsync();
        return app;
    }

    /// <summary>Waits until the history is there and ticks arrive.</summary>
    private static async Task<int> UntilFull(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        for (var attempt = 0; attempt < 300; attempt++)
        {
            using var response = await client.GetAsync(new Uri(Chart, UriKind.Relative));
            if (response.IsSuccessStatusCode)
            {
                var body = await response.Content.ReadAsStringAsync();
                if (body.Contains("\"forming\":true", StringComparison.Ordinal) && body.Split(',').Length > 6 * 290) return body.Length;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("The chart did not fill.");
    }

    private static async Task<double> Measure(Uri address, string path)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            await using var client = await RawHttpClient.Connect(address, path);
            var count = 0;
            while (Stopwatch.GetElapsedTime(started) < RoundLength)
            {
                await client.Get();
                count++;
            }

            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private sealed class ConstantText
    {
        public byte[] Text { get; set; } = [];
    }
}
