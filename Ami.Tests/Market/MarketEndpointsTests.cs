using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Features;
using Ami.Modules.Market.Feed;
using Ami.Modules.Market.History;
using Ami.Quant.Series;
using Ami.Quant.Simulation;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>The endpoints through the real API, beside a silo that fills the history and publishes.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class MarketEndpointsTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

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

    // Ninety quarters of an hour are less than the one day of minutes that is filled at least, whatever the time of day.
    [TestMethod]
    [DataRow("1m")]
    [DataRow("5m")]
    [DataRow("15m")]
    [DataRow("1h")]
    [DataRow("4h")]
    [DataRow("1d")]
    public async Task Chart_EveryInterval_ShowsTheSimulationsBarsAndTheFormingOneLast(string interval)
    {
        BarInterval.TryParse(interval, out var length).ShouldBeTrue();
        await Publish();
        var chart = await Chart($"GOLD-SIM?interval={interval}&limit=90");
        var now = Now();

        chart.Interval.ShouldBe(interval);
        chart.Simulated.ShouldBeTrue();
        chart.T.Length.ShouldBe(90);
        new[] { chart.O.Length, chart.H.Length, chart.L.Length, chart.C.Length, chart.V.Length }.ShouldAllBe(count => count == 90);
        chart.Forming.ShouldBeTrue();
        chart.HasMore.ShouldBeTrue();
        var market = _silo.Get<SimulatedExchange>().Market("GOLD-SIM").ShouldNotBeNull();
        for (var i = 0; i < 89; i++)
        {
            var bar = market.Bar(length, chart.T[i] * 1000);
            (chart.O[i], chart.H[i], chart.L[i], chart.C[i], chart.V[i]).ShouldBe(
                (
                    market.Symbol.Price(bar.Open),
                    market.Symbol.Price(bar.High),
                    market.Symbol.Price(bar.Low),
                    market.Symbol.Price(bar.Close),
                    market.Symbol.Quantity(bar.Volume)
                )
            );
        }

        // The forming bar: everything from its opening until the newest tick.
        (now - chart.T[^1] * 1000).ShouldBeInRange(0, length.Milliseconds + 2000);
        var opens = market.Bar(length, chart.T[^1] * 1000).Open;
        chart.O[^1].ShouldBe(market.Symbol.Price(opens));
        chart.H[^1].ShouldBeGreaterThanOrEqualTo(Math.Max(chart.O[^1], chart.C[^1]));
    }

    [TestMethod]
    [DataRow("7m", "1m", 20)]
    [DataRow("2h", "1h", 20)]
    [DataRow("1w", "1d", 20)]
    [DataRow("1M", "1d", 12)]
    public async Task Chart_IntervalThatIsNotStored_IsMadeOfShorterBars(string interval, string shorter, int count)
    {
        await Publish();
        var (chart, pieces) = (await Chart($"OIL-SIM?interval={interval}&limit={count}"), await Chart($"OIL-SIM?interval={shorter}&limit=700"));
        chart.Interval.ShouldBe(interval);
        chart.Forming.ShouldBeTrue();
        chart.T.Length.ShouldBe(count);
        // All but the forming one, of which more was heard by the second answer.
        for (var i = 0; i < count - 1; i++)
        {
            var own = Enumerable.Range(0, pieces.T.Length).Where(piece => pieces.T[piece] >= chart.T[i] && pieces.T[piece] < chart.T[i + 1]).ToList();
            own.Select(piece => pieces.T[piece]).First().ShouldBe(chart.T[i]);
            (chart.O[i], chart.C[i]).ShouldBe((pieces.O[own[0]], pieces.C[own[^1]]));
            (chart.H[i], chart.L[i]).ShouldBe((own.Max(piece => pieces.H[piece]), own.Min(piece => pieces.L[piece])));
            chart.V[i].ShouldBe(own.Sum(piece => pieces.V[piece]));
        }
    }

    [TestMethod]
    public async Task Chart_PagedBackwards_IsContiguousWithoutOverlap()
    {
        var times = new List<long>();
        var path = "BTC-SIM?interval=15m&limit=30";
        for (var page = 0; page < 3; page++)
        {
            var chart = await Chart(path);
            times.InsertRange(0, chart.T);
            path = $"BTC-SIM?interval=15m&limit=30&to={chart.NextTo:yyyy-MM-ddTHH:mm:ssZ}";
        }

        times.Count.ShouldBe(90);
        times.Zip(times.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First == 900);
    }

    [TestMethod]
    public async Task Chart_AskedAgainWithItsETag_IsNotSentAgain()
    {
        var path = "/api/trading/chart/ETH-SIM?interval=1d&to=2026-01-01T00:00:00Z";
        using var first = await _student.Client.GetAsync(path);
        first.EnsureSuccessStatusCode();
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag.ShouldNotBeNull() } } };
        using var second = await _student.Client.SendAsync(request);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [TestMethod]
    [DataRow("chart/NOPE", 404, "market.symbol_unknown")]
    [DataRow("chart/NOPE'--", 400, "symbol.malformed")]
    [DataRow("chart/BTC-SIM?interval=30s", 400, "market.interval_unknown")]
    [DataRow("chart/BTC-SIM?interval=25h", 400, "market.interval_unknown")]
    [DataRow("chart/BTC-SIM?interval=2w", 400, "market.interval_unknown")]
    [DataRow("chart/BTC-SIM?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", 400, "market.range_empty")]
    [DataRow("symbols/NOPE", 404, "market.symbol_unknown")]
    [DataRow("quotes?symbols=%3Cb%3E", 400, "symbol.malformed")]
    [DataRow("quotes?symbols=,", 400, "market.too_many_symbols")]
    [DataRow("stream/BTC-SIM", 400, "market.websocket_required")]
    [DataRow("stream?symbols=NOPE", 404, "market.symbol_unknown")]
    [DataRow("stream", 400, "market.too_many_symbols")]
    public async Task Get_WrongInput_SaysWhatIsWrong(string path, int status, string code)
    {
        using var response = await _student.Client.GetAsync("/api/trading/" + path);
        ((int)response.StatusCode).ShouldBe(status);
        (await response.Code()).ShouldBe(code);
    }

    [TestMethod]
    [DataRow("symbols")]
    [DataRow("symbols/BTC-SIM")]
    [DataRow("chart/BTC-SIM")]
    [DataRow("quotes")]
    [DataRow("stream/BTC-SIM")]
    [DataRow("stream?symbols=BTC-SIM")]
    public async Task Get_NotSignedIn_IsRefused(string path)
    {
        using var response = await _api.Anonymous().GetAsync("/api/trading/" + path);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Symbols_WithAFeed_ShowTheLastDayAndAreLive()
    {
        await _student.Client.GetAsync("/api/trading/symbols");
        await Publish();
        var list = await _student.Client.GetFromJsonAsync<SymbolList>("/api/trading/symbols", Json);
        list.ShouldNotBeNull().Items.Count.ShouldBe(10);
        foreach (var item in list.Items)
        {
            item.Live.ShouldBeTrue(item.Symbol);
            item.Simulated.ShouldBeTrue();
            item.Spark.Length.ShouldBe(48);
            item.Intervals.ShouldBe(["1m", "5m", "15m", "1h", "4h", "1d", "1w", "1M"]);
            item.Low24h.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(item.Last.ShouldNotBeNull());
            item.High24h.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(item.Last ?? 0);
            Math.Abs(item.Change24h.ShouldNotBeNull()).ShouldBeLessThan(0.5m);
            item.Volume24h.ShouldNotBeNull().ShouldBeGreaterThan(0);
        }
    }

    [TestMethod]
    public async Task Quotes_WithAFeed_HaveABidBelowTheAsk()
    {
        await Publish();
        var quotes = await _student.Client.GetFromJsonAsync<QuoteList>("/api/trading/quotes?symbols=btc-sim,EURUSD-SIM", Json);
        quotes.ShouldNotBeNull().Items.Select(quote => quote.Symbol).ShouldBe(["BTC-SIM", "EURUSD-SIM"], ignoreOrder: true);
        quotes.Items.ShouldAllBe(quote => quote.Bid < quote.Ask && quote.Last >= quote.Bid && quote.Last <= quote.Ask);
    }

    private static long Now() => _api.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private static async Task<ChartResponse> Chart(string path) =>
        (await _student.Client.GetFromJsonAsync<ChartResponse>("/api/trading/chart/" + path, Json)).ShouldNotBeNull();

    /// <summary>Publishes until the API has heard a tick of now.</summary>
    private static async Task Publish()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            await _silo.Get<SimulatedHistory>().Fill(CancellationToken.None);
            await _silo.Get<QuotePublisher>().Publish(CancellationToken.None);
            var list = await _student.Client.GetFromJsonAsync<SymbolList>("/api/trading/symbols", Json);
            if (list?.Items.All(item => item.Live) == true)
            {
                return;
            }

            await Task.Delay(25);
        }

        Assert.Fail("No tick was heard.");
    }
}
