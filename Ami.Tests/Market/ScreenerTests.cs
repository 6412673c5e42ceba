using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Screener;
using Ami.Quant.Rules;
using Ami.Quant.Series;
using Ami.TestKit;
using Npgsql;

namespace Ami.Tests.Market;

/// <summary>The screener through the real API, against the same rules over the whole history of each symbol.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class ScreenerTests
{
    private const string Address = "/api/trading/screener/scan";
    private static ApiHost _api = null!;
    private static MarketHarness _silo = null!;
    private static SignedIn _student = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        _api = await ApiHost.Start();
        _silo = await MarketHarness.Create(database: _api.Database, redis: true, clock: _api.Time);
        await _silo.Get<SimulatedHistory>().Fill(CancellationToken.None);
        await ListShort();
        await TestMarkets.List(_api, "FAR");
        _student = await _api.SignUp();
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _silo.DisposeAsync();
        await _api.DisposeAsync();
    }

    [TestMethod]
    [DataRow("1d", 1)]
    [DataRow("4h", 2)]
    [DataRow("1h", 3)]
    public async Task Scan_AnyRules_GivesWhatTheyGiveOverTheWholeHistory(string interval, int seed)
    {
        var random = new Random(seed);
        string[] columns = [.. Enumerable.Range(0, 8).Select(_ => Number(random))];
        var rule = $"{Number(random)} > {Number(random)} or {Number(random)} < {Number(random)}";
        var all = await Scan(interval, null, columns);
        var matching = await Scan(interval, rule, columns[..2]);
        var judged = RuleProgram.Compile(rule);
        RuleProgram[] programs = [.. columns.Select(column => RuleProgram.Compile(column, kind: RuleKind.Number))];
        var seen = 0;
        foreach (var row in all.Items.Where(row => row.Simulated))
        {
            var bars = await Closed(row.Symbol, interval);
            row.T.ShouldBe(bars.Time[^1] / 1000);
            for (var at = 0; at < programs.Length; at++)
            {
                var expected = programs[at].EvaluateLast(bars).Number;
                var why = $"{columns[at]} of {row.Symbol}";
                double.IsNaN(expected).ShouldBe(row.Values[at] is null, why);
                row.Values[at]?.ShouldBe(expected, 1e-7 * Math.Max(1, Math.Abs(expected)), why);
            }

            var found = matching.Items.SingleOrDefault(one => one.Symbol == row.Symbol);
            (found is not null).ShouldBe(judged.EvaluateLast(bars).IsTrue, $"{rule} of {row.Symbol}");
            // The same whatever it is asked for with.
            found?.Values.ShouldBe(row.Values[..2]);
            seen++;
        }

        seen.ShouldBeGreaterThan(4);
        matching.Scanned.ShouldBe(all.Scanned);
        all.NextClose.ShouldNotBeNull().ShouldBeGreaterThan(all.At);
    }

    [TestMethod]
    public async Task Scan_SymbolsOfWhichNothingCanBeSaid_AreToldWithTheReason()
    {
        var daily = await Scan("1d", "close > sma(close, 200)");
        Reason(daily, "SHORT").ShouldBe(ScanGapReason.TooFewBars);
        Reason(daily, "FAR").ShouldBe(ScanGapReason.NoBars);
        Reason(await Scan("1d", "close / (close - close) > 1"), "SHORT").ShouldBe(ScanGapReason.Undefined);
        Reason(await Scan("1h", null), "SHORT").ShouldBe(ScanGapReason.NoInterval);
        var shown = (await Scan("1d", null, "sma(close, 200)", "close")).Items.Single(row => row.Symbol == "SHORT");
        shown.Values.ShouldBe([null, 109.75]);
        (shown.Simulated, shown.Name, shown.Last).ShouldBe((false, "Few bars", 109.75m));
    }

    [TestMethod]
    public async Task Scan_FactsOfTheSymbol_CanBeAskedFor()
    {
        var shares = (await Scan("1d", "symbol.asset_class == \"equity\"")).Items.Select(row => row.Symbol).ToList();
        shares.ShouldContain("SHORT");
        shares.ShouldNotContain("GOLD-SIM");
        (await Scan("1d", "not symbol.simulated")).Items.ShouldHaveSingleItem().Symbol.ShouldBe("SHORT");
    }

    [TestMethod]
    public async Task Scan_OfAWatchlist_LooksAtNoOthers()
    {
        var (id, other) = (Guid.CreateVersion7(), await _api.SignUp());
        var list = new
        {
            version = 0,
            name = "Mine",
            items = new object[] { new { symbol = "SHORT" }, new { section = "More" }, new { symbol = "GOLD-SIM" } },
        };
        (await _student.Client.PutAsJsonAsync($"/api/trading/watchlists/{id}", list)).EnsureSuccessStatusCode();
        var found = await Read(
            _student,
            new
            {
                interval = "1d",
                columns = Array.Empty<object>(),
                watchlist = id,
            }
        );
        found.Scanned.ShouldBe(2);
        found.Items.Select(row => row.Symbol).ShouldBe(["GOLD-SIM", "SHORT"]);
        using var refused = await other.Client.PostAsJsonAsync(
            Address,
            new
            {
                interval = "1d",
                columns = Array.Empty<object>(),
                watchlist = id,
            }
        );
        (await refused.Code()).ShouldBe("market.watchlist_unknown", "it is somebody else's");
    }

    [TestMethod]
    public async Task Scan_RulesWithMistakes_AreToldWithTheirPlaces()
    {
        using var refused = await Ask("1d", "rssi(close, 14) < 30 and close >", "close", "rsi(close", "close > open");
        ((int)refused.StatusCode, await refused.Code()).ShouldBe((400, "market.rule_invalid"));
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        var rules = problem.RootElement.GetProperty("rules").EnumerateArray().Select(one => (Text(one, "field"), Text(one, "code"))).ToList();
        rules.ShouldBe([("rule", "rules.unexpected-end"), ("columns[1]", "rules.unexpected-end"), ("columns[2]", "rules.wrong-result")]);

        using var mistyped = await Ask("1d", "close > 1 and rssi(close, 14) < 30");
        using var told = JsonDocument.Parse(await mistyped.Content.ReadAsStringAsync());
        var one = told.RootElement.GetProperty("rules")[0];
        (one.GetProperty("start").GetInt32(), one.GetProperty("length").GetInt32(), Text(one, "suggestion")).ShouldBe((14, 4, "rsi"));
        Text(one.GetProperty("message"), "spanish").ShouldBe("No existe la función «rssi».");
    }

    [TestMethod]
    [DataRow("7x", "close > 1", "market.interval_unknown")]
    [DataRow("1h", "on(90m, close) > 1", "market.scan_interval")]
    [DataRow("1m", "on(4w, sma(close, 50)) > close", "market.scan_too_far")]
    [DataRow("1d", "market.cap > 5", "market.rule_invalid")]
    public async Task Scan_WhatCannotBeDone_IsRefused(string interval, string rule, string code)
    {
        using var refused = await Ask(interval, rule);
        ((int)refused.StatusCode, await refused.Code()).ShouldBe((400, code));
    }

    [TestMethod]
    public async Task Scan_TooMuchAtOnce_IsRefused()
    {
        using var wide = await Ask("1d", null, [.. Enumerable.Repeat("close", ScanPlan.MostColumns + 1)]);
        (await wide.Code()).ShouldBe("market.scan_columns");
        using var costly = await Ask("1d", null, [.. Enumerable.Range(0, 12).Select(at => $"hurst(close, {900 + at})")]);
        (await costly.Code()).ShouldBeOneOf("market.scan_too_costly", "market.rule_invalid");
        using var titled = await _student.Client.PostAsJsonAsync(
            Address,
            new { interval = "1d", columns = new[] { new { title = new string('x', ScanPlan.LongestTitle + 1), formula = "close" } } }
        );
        (await titled.Code()).ShouldBe("market.scan_columns");
    }

    /// <summary>A number in the rules' language that depends on so many bars as its window says, or on those before ever less.</summary>
    private static string Number(Random random)
    {
        string Pick(params string[] from) => from[random.Next(from.Length)];
        var (series, bars) = (Pick("open", "high", "low", "close", "volume"), random.Next(2, 30));
        var number = Pick(
            $"{series}",
            $"sma({series}, {bars})",
            $"ema({series}, {bars})",
            $"rsi(close, {bars})",
            $"average({series}, {bars})",
            $"highest({series}, {bars})",
            $"change_pct(close, {bars})",
            $"atr({bars}) / close * 100",
            $"macd(close, 5, {6 + bars}, 4).{Pick("macd", "signal", "histogram")}",
            $"bb(close, {bars}, 2).{Pick("upper", "lower", "bandwidth")}",
            $"on(1d, sma(close, {random.Next(2, 6)}))",
            $"count(close > open, {bars})",
            $"stddev(close, {bars})"
        );
        return random.Next(4) == 0 ? $"({number})[{random.Next(1, 9)}]" : number;
    }

    private static async Task<CandleSeries> Closed(string symbol, string interval)
    {
        var chart = await _student.Client.Get<ChartResponse>($"/api/trading/chart/{symbol}?interval={interval}&limit=5000");
        BarInterval.TryParse(interval, out var length).ShouldBeTrue();
        var bars = Enumerable
            .Range(0, chart.Forming ? chart.T.Length - 1 : chart.T.Length)
            .Select(i => new Bar(chart.T[i] * 1000, (double)chart.O[i], (double)chart.H[i], (double)chart.L[i], (double)chart.C[i], (double)chart.V[i]));
        return CandleSeries.Of(length, [.. bars]);
    }

    private static Task<HttpResponseMessage> Ask(string interval, string? rule, params string[] formulas) =>
        _student.Client.PostAsJsonAsync(
            Address,
            new
            {
                interval,
                rule,
                columns = formulas.Select(formula => new { formula }),
            }
        );

    private static async Task<ScanResponse> Scan(string interval, string? rule, params string[] formulas) =>
        await Ask(interval, rule, formulas).Read<ScanResponse>();

    private static async Task<ScanResponse> Read(SignedIn person, object request) => await person.Client.PostAsJsonAsync(Address, request).Read<ScanResponse>();

    private static ScanGapReason Reason(ScanResponse scan, string symbol) => scan.Unjudged.Single(gap => gap.Symbol == symbol).Reason;

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>Lists a share with ten daily bars.</summary>
    private static async Task ListShort()
    {
        await using var source = NpgsqlDataSource.Create(_api.Database.Owner);
        await using var insert = source.CreateCommand(
            """
            with s as (
                insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
                values ('SHORT', 'Few bars', 'Equity', 'USD', 2, 3, 0.001, 'Imported') returning id)
            insert into market.candles select s.id, 86400, timestamptz '2025-01-01Z' + make_interval(days => n), 100 + n, 101 + n, 99 + n, 100.75 + n, 5
            from s, generate_series(0, 9) n
            """
        );
        await insert.ExecuteNonQueryAsync();
    }
}
