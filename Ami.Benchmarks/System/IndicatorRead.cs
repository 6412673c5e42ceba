using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>
/// Eight indicators over 5,000 one-minute bars that change every time, against the chart of the same bars, in the same process. What is measured is from the
/// request to the last byte, by one client after another.
/// </summary>
internal static class IndicatorRead
{
    private const string Symbol = "BENCH-IND";
    private const int Bars = 20_000;
    private const int Shown = 5_000;
    private const int Rounds = 30;
    private const string Indicators = "sma(period=50);ema(period=200);bb;rsi;macd;stoch;atr;adx";
    private static readonly DateTimeOffset End = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task Run()
    {
        await using var api = await RunningApi.Start();
        await List(api);
        var token = (await api.SignUp(0)).ToString();
        var (charts, values) = (new List<double>(), new List<double>());
        var bytes = 0;
        for (var round = -3; round < Rounds; round++)
        {
            // Ever another end, so that nothing that was made before answers.
            var to = Uri.EscapeDataString(End.AddMinutes(-round - 10).ToString("O", CultureInfo.InvariantCulture));
            var range = $"interval=1m&limit={Shown}&to={to}";
            var chart = await Measure(api, token, $"/api/trading/chart/{Symbol}?{range}");
            var indicators = await Measure(api, token, $"/api/trading/indicators/{Symbol}?{range}&with={Uri.EscapeDataString(Indicators)}");
            bytes = indicators.Bytes;
            if (round >= 0)
            {
                charts.Add(chart.Milliseconds);
                values.Add(indicators.Milliseconds);
            }
        }

        charts.Sort();
        values.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Eight indicators over {Shown} bars, {bytes} bytes: median {values[Rounds / 2]:0.0} ms, slowest {values[^1]:0.0} ms (under 500 is wanted); chart of the same bars: median {charts[Rounds / 2]:0.0} ms; ratio {values[Rounds / 2] / charts[Rounds / 2]:0.0}"
            )
        );
    }

    private static async Task<(double Milliseconds, int Bytes)> Measure(RunningApi api, string token, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", token);
        var started = Stopwatch.GetTimestamp();
        using var response = await api.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsByteArrayAsync();
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, body.Length);
    }

    /// <summary>Lists a symbol with minute bars that move a little.</summary>
    private static async Task List(RunningApi api)
    {
        await using var database = NpgsqlDataSource.Create(api.Database);
        await using var command = database.CreateCommand(
            $"""
            with s as (
                insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
                values ('{Symbol}', 'Benchmark', 'Crypto', 'USD', 2, 3, 0.001, 'Imported') returning id)
            insert into market.candles select s.id, 60, $1 - make_interval(mins => n::int),
                100 + n % 17, 120.5 + n % 3, 90.25 - n % 5, 100.75 + n % 13, 12.345 + n % 7 from s, generate_series(1, {Bars}) n
            """
        );
        command.Parameters.Add(new() { Value = End });
        await command.ExecuteNonQueryAsync();
        await api.Analyze("market.candles");
        await RunningApi.UntilSymbolsAreReadAgain();
    }
}
