using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Quant.Rules;
using Ami.Quant.Series;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>
/// 500 symbols × 3 formulas: a scan that nobody asked for before, another one over the same bars, and the same again, against the bare evaluation of the same
/// rules over the same bars in memory on one core, in the same run.
/// </summary>
internal static class ScanBenchmark
{
    private const int Symbols = 500;
    private const int Bars = 2_000;
    private const int Rounds = 5;
    private static readonly string[] Formulas = ["rsi(close, 14)", "ema(close, 20)", "atr(14) / close * 100"];

    public static async Task Run()
    {
        await using var api = await RunningApi.Start();
        await List(api);
        var token = (await api.SignUp(0)).ToString();
        await LookUp(api, token);
        var (cold, warm, same) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            // Another length each round, so that no bars were read before.
            var interval = string.Create(CultureInfo.InvariantCulture, $"{round + 1}h");
            cold.Add(await Scan(api, token, interval, $"rsi(close, {14 + round}) < 101"));
            warm.Add(await Scan(api, token, interval, $"rsi(close, {24 + round}) < 101"));
            same.Add(await Scan(api, token, interval, $"rsi(close, {24 + round}) < 101"));
        }

        var bare = Bare();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Scan of {Symbols} symbols, a condition and {Formulas.Length} columns: the first {Median(cold):0} ms, slowest {cold.Max():0} ms (under 5000 is wanted); another condition over the same bars {Median(warm):0} ms; the same again {Median(same):0} ms; bare evaluation in memory on one core {bare:0} ms; ratios {Median(cold) / bare:0.0}, {Median(warm) / bare:0.0}, {Median(same) / bare:0.0}"
            )
        );
    }

    /// <summary>Asking for a symbol that a process does not know makes it read them all again.</summary>
    private static async Task LookUp(RunningApi api, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/trading/symbols/SCAN-1");
        request.Headers.TryAddWithoutValidation("Authorization", token);
        using var response = await api.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<double> Scan(RunningApi api, string token, string interval, string rule)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/trading/screener/scan")
        {
            Content = JsonContent.Create(
                new
                {
                    interval,
                    rule,
                    columns = Formulas.Select(formula => new { formula }),
                }
            ),
        };
        request.Headers.TryAddWithoutValidation("Authorization", token);
        var started = Stopwatch.GetTimestamp();
        using var response = await api.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var found = body.RootElement.GetProperty("items").GetArrayLength();
        return found == Symbols ? took : throw new InvalidOperationException($"{found} symbols were found, not {Symbols}.");
    }

    /// <summary>What a scan evaluates of each symbol, 400 bars, without reading any.</summary>
    private static double Bare()
    {
        RuleProgram[] programs = [RuleProgram.Compile("rsi(close, 14) < 101"), .. Formulas.Select(text => RuleProgram.Compile(text, kind: RuleKind.Number))];
        var bars = CandleSeries.Of(
            BarInterval.OneHour,
            [.. Enumerable.Range(0, 400).Select(n => new Bar(n * 3_600_000L, 100 + n % 17, 120.5 + n % 3, 90.25 - n % 5, 100.75 + n % 13, 12.345 + n % 7))]
        );
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var symbol = 0; symbol < Symbols; symbol++)
            {
                foreach (var program in programs)
                {
                    program.EvaluateLast(bars);
                }
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return best;
    }

    /// <summary>Lists symbols with hourly bars that move a little.</summary>
    private static async Task List(RunningApi api)
    {
        await using var database = NpgsqlDataSource.Create(api.Database);
        await using var command = database.CreateCommand(
            $"""
            with s as (
                insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
                select 'SCAN-' || n, 'Benchmark', 'Crypto', 'USD', 2, 3, 0.001, 'Imported' from generate_series(1, {Symbols}) n returning id)
            insert into market.candles select s.id, 3600, timestamptz '2026-01-01Z' - make_interval(hours => n),
                100 + n % 17, 120.5 + n % 3, 90.25 - n % 5, 100.75 + n % 13, 12.345 + n % 7 from s, generate_series(1, {Bars}) n
            """
        );
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
        await api.Analyze("market.candles");
        await RunningApi.UntilSymbolsAreReadAgain();
    }
}
