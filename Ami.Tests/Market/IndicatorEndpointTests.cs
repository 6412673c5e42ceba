using System.Globalization;
using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Features;
using Ami.Modules.Market.History;
using Ami.Quant.Indicators;
using Ami.Quant.Series;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>Indicators through the real API, against the same indicators over the bars of the same chart.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class IndicatorEndpointTests
{
    private const string Path = "/api/trading/indicators/GOLD-SIM";
    private static ApiHost _api = null!;
    private static MarketHarness _silo = null!;
    private static SignedIn _student = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        _api = await ApiHost.Start();
        _silo = await MarketHarness.Create(database: _api.Database, redis: true, clock: _api.Time);
        await _silo.Get<SimulatedHistory>().Fill(CancellationToken.None);
        _student = await _api.SignUp();
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _silo.DisposeAsync();
        await _api.DisposeAsync();
    }

    [TestMethod]
    [DataRow("1m", "/api/trading")]
    [DataRow("1h", "/api/ml")]
    public async Task Get_EveryIndicator_GivesWhatTheCatalogueGivesOverTheWholeHistory(string interval, string group)
    {
        // Nothing that is forming: it may change between two answers.
        var to = Iso(_api.Time.GetUtcNow().AddHours(-3));
        var chart = await _student.Client.Get<ChartResponse>($"/api/trading/chart/GOLD-SIM?interval={interval}&limit=5000&to={to}");
        chart.T.Length.ShouldBeGreaterThan(450);
        BarInterval.TryParse(interval, out var length).ShouldBeTrue();
        var bars = Enumerable
            .Range(0, chart.T.Length)
            .Select(i => new Bar(chart.T[i] * 1000, (double)chart.O[i], (double)chart.H[i], (double)chart.L[i], (double)chart.C[i], (double)chart.V[i]));
        CandleView view = CandleSeries.Of(length, [.. bars]);
        var (since, seen) = (Iso(DateTimeOffset.FromUnixTimeSeconds(chart.T[0])), 0);
        foreach (var page in IndicatorCatalog.All.Chunk(8))
        {
            var with = string.Join(';', page.Select(spec => spec.Id));
            var given = await _student.Client.Get<IndicatorsResponse>(
                $"{group}/indicators/GOLD-SIM?interval={interval}&limit=50&to={to}&since={since}&benchmark=GOLD-SIM&with={with}"
            );
            given.ShouldSatisfyAllConditions(
                () => given.T.ShouldBe(chart.T[^50..]),
                () => given.Interval.ShouldBe(interval),
                () => given.Forming.ShouldBeFalse(),
                () => given.HasMore.ShouldBeTrue(),
                () => given.Series.Select(one => one.Asked).ShouldBe(page.Select(spec => spec.Id))
            );
            foreach (var (spec, series) in page.Zip(given.Series))
            {
                ShouldBe(series, spec, view, chart.T[0]);
                seen++;
            }
        }

        seen.ShouldBe(IndicatorCatalog.All.Count);
    }

    [TestMethod]
    public async Task Get_WithABenchmark_ComparesAtTheSameInstants()
    {
        var given = await _student.Client.Get<IndicatorsResponse>($"{Path}?with=correlation;beta&interval=1h&limit=20&benchmark=GOLD-SIM");
        given.Series[0].Outputs[0].ShouldAllBe(value => Math.Abs(value!.Value - 1) < 1e-9, "with itself");
        given.Series[1].Outputs[0].ShouldAllBe(value => Math.Abs(value!.Value - 1) < 1e-9);
    }

    [TestMethod]
    public async Task Get_OlderStretch_IsTheSameAsWithinALongerOne()
    {
        var all = await _student.Client.Get<IndicatorsResponse>($"{Path}?with=ema(period=50);rsi&interval=1m&limit=1000");
        var (from, to) = (Iso(DateTimeOffset.FromUnixTimeSeconds(all.T[500])), Iso(DateTimeOffset.FromUnixTimeSeconds(all.T[600])));
        var part = await _student.Client.Get<IndicatorsResponse>($"{Path}?with=ema(period=50);rsi&interval=1m&from={from}&to={to}");
        part.T.ShouldBe(all.T[500..600]);
        part.Forming.ShouldBeFalse();
        for (var i = 0; i < 100; i++)
        {
            part.Series[0].Outputs[0][i]!.Value.ShouldBe(all.Series[0].Outputs[0][500 + i]!.Value, 1e-6);
            part.Series[1].Outputs[0][i]!.Value.ShouldBe(all.Series[1].Outputs[0][500 + i]!.Value, 1e-6);
        }
    }

    [TestMethod]
    public async Task Get_WhatCountsFromAFirstBar_SaysFromWhich()
    {
        var shown = await _student.Client.Get<IndicatorsResponse>($"{Path}?with=obv;rsi&interval=1h&limit=20");
        shown.Series.Select(one => one.CountsFrom).ShouldBe([shown.T[0], null]);
        var since = Iso(DateTimeOffset.FromUnixTimeSeconds(shown.T[10]));
        var later = await _student.Client.Get<IndicatorsResponse>($"{Path}?with=obv&interval=1h&limit=20&since={since}");
        later.Series[0].CountsFrom.ShouldBe(later.T[10]);
        later.Series[0].Outputs[0].Count(value => value is null).ShouldBe(11, "ten bars before it, and one to compare with");
    }

    [TestMethod]
    [DataRow("GOLD-SIM", 400, "market.indicators_invalid")]
    [DataRow("GOLD-SIM?with=nothing", 400, "market.indicators_invalid")]
    [DataRow("GOLD-SIM?with=rsi(period=0)", 400, "market.indicators_invalid")]
    [DataRow("GOLD-SIM?with=macd(fast=26,slow=12)", 400, "market.indicators_invalid")]
    [DataRow("GOLD-SIM?with=rsi&interval=7x", 400, "market.interval_unknown")]
    [DataRow("GOLD-SIM?with=rsi&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", 400, "market.range_empty")]
    [DataRow("GOLD-SIM?with=beta", 400, "market.benchmark_missing")]
    [DataRow("GOLD-SIM?with=beta&benchmark=NOPE", 404, "market.symbol_unknown")]
    [DataRow("GOLD-SIM?with=beta&benchmark=NO'--", 400, "symbol.malformed")]
    [DataRow("GOLD-SIM?with=obv&since=2020-01-01T00:00:00Z", 400, "market.since_too_old")]
    [DataRow("NOPE?with=rsi", 404, "market.symbol_unknown")]
    [DataRow("NO'--?with=rsi", 400, "symbol.malformed")]
    public async Task Get_WrongInput_SaysWhatIsWrongToChartsAndPrograms(string path, int status, string code)
    {
        foreach (var group in new[] { "/api/trading", "/api/ml" })
        {
            using var response = await _student.Client.GetAsync($"{group}/indicators/{path}");
            ((int)response.StatusCode).ShouldBe(status);
            (await response.Code()).ShouldBe(code);
        }
    }

    [TestMethod]
    [DataRow("indicators=nothing", "market.indicators_invalid")]
    [DataRow("indicators=", "market.indicators_invalid")]
    [DataRow("indicators=correlation", "market.benchmark_missing")]
    [DataRow("indicators=correlation&benchmark=NOPE", "market.symbol_unknown")]
    [DataRow("indicators=obv", "market.since_missing")]
    [DataRow("indicators=renko&since=2020-01-01T00:00:00Z", "market.since_too_old")]
    [DataRow("indicators=rsi", "market.websocket_required")]
    public async Task Stream_WrongIndicators_SaysWhatIsWrong(string query, string code) =>
        (await _student.Client.GetAsync("/api/trading/stream/GOLD-SIM?" + query).Code()).ShouldBe(code);

    [TestMethod]
    public async Task List_Catalogue_HasAllOfIt()
    {
        var list = await _student.Client.Get<IReadOnlyList<IndicatorInfo>>("/api/trading/indicators");
        list.Select(one => one.Id).ShouldBe(IndicatorCatalog.All.Select(spec => spec.Id));
        list.Where(one => one.CountsFromStart).Select(one => one.Id).ShouldBe(["obv", "adl", "renko"]);
        list.ShouldAllBe(one => one.Name.Spanish.Length > 0 && one.Outputs.Any(output => output.Style != OutputStyle.Hidden));
    }

    private static void ShouldBe(IndicatorSeries series, IndicatorSpec spec, CandleView view, long first)
    {
        var indicator = IndicatorCatalog.Create(spec.Id);
        var columns = indicator is PairIndicator pair ? pair.Compute(view, view) : indicator.Compute(view);
        series.Outputs.Length.ShouldBe(spec.Outputs.Count);
        series.CountsFrom.ShouldBe(spec.CountsFromStart ? first : null);
        series.Shifts.ShouldBe(Enumerable.Range(0, indicator.OutputCount).Select(indicator.PlotShiftOf));
        for (var output = 0; output < series.Outputs.Length; output++)
        {
            var expected = columns[output][^50..].ToArray();
            var given = series.Outputs[output].Select(value => value ?? double.NaN).ToArray();
            given.Length.ShouldBe(50);
            for (var i = 0; i < 50; i++)
            {
                double.IsNaN(given[i]).ShouldBe(double.IsNaN(expected[i]), $"{spec.Id} {output} at {i}");
                if (!double.IsNaN(expected[i]))
                {
                    given[i].ShouldBe(expected[i], 1e-9 * Math.Max(1, Math.Abs(expected[i])), $"{spec.Id} {output} at {i}");
                }
            }
        }
    }

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
