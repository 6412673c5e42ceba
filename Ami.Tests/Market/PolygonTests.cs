using System.Collections.Concurrent;
using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Sources;
using Ami.Modules.Market.Sources.Polygon;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Market;

[TestClass]
[Needs<MarketModule>]
public sealed class PolygonTests
{
    private const string Key = "pk_not_to_be_seen";

    [TestMethod]
    public async Task Keep_PagesAndLimits_StoreEveryBarOnce()
    {
        await using var polygon = new SimulatedPolygon { PerPage = 100, PerMinute = 5 };
        await using var market = await Create(polygon);
        var feed = market.Get<PolygonFeed>();
        for (var minute = 0; minute < 12; minute++)
        {
            await feed.Keep(new JobRun("test", NullLogger.Instance), CancellationToken.None);
            market.Time.Advance(TimeSpan.FromMinutes(1));
        }

        polygon.Refused.ShouldBe(0, "no more is asked than the plan allows");
        var spec = await market.Spec("AAPL");
        (spec.Source, spec.AssetClass, spec.Currency.Code, spec.Name, spec.PriceDigits).ShouldBe(
            (PriceSource.Polygon, AssetClass.Equity, "USD", "Apple Inc.", 4)
        );
        (await market.Count("select count(*) from market.symbols where source = 'Polygon'")).ShouldBe(1, "what it does not know is left out");
        // Every second minute is without a trade; what is not older than the plan's delay is not asked for.
        var minutes = await market.Count(
            """
            select count(*) from (select t, lag(t) over (order by t) as before from market.candles where interval_seconds = 60) c
            where before is null or t - before = interval '2 minutes'
            """
        );
        minutes.ShouldBe(await market.Count("select count(*) from market.candles where interval_seconds = 60"));
        var newest = await market.Count("select extract(epoch from max(t))::bigint from market.candles where interval_seconds = 60");
        (market.Time.GetUtcNow().AddMinutes(-21) - DateTimeOffset.FromUnixTimeSeconds(newest)).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(3));
        polygon.Requests.ShouldContain(request => request.Contains("cursor=", StringComparison.Ordinal));
        market.Get<SourceStates>().Of(PriceSource.Polygon).ShouldBeNull("to wait for the next minute is no trouble");
    }

    [TestMethod]
    public async Task Keep_DaysOfNewYork_AreChartedAsDays()
    {
        await using var polygon = new SimulatedPolygon { PerPage = 50_000, PerMinute = 100 };
        await using var market = await Create(polygon, ("Market:Polygon:RequestsPerMinute", "100"));
        await market.Get<PolygonFeed>().Keep(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        var (opens, _) = await market.Chart("AAPL", Ami.Quant.Series.BarInterval.OneDay, 5);
        // In New York clocks were turned on 8 March 2026.
        opens.TakeLast(3).Select(open => open.Hour).ShouldBe([5, 4, 4]);
    }

    [TestMethod]
    public async Task Bars_NextPageAtAnotherHost_IsNotFollowed()
    {
        await using var polygon = new SimulatedPolygon
        {
            PerPage = 100,
            PerMinute = 100,
            NextHost = "evil.example",
        };
        await using var market = await Create(polygon);
        var from = market.Time.GetUtcNow().AddDays(-1).ToUnixTimeMilliseconds();
        var error = (
            await market.Get<PolygonMarket>().Bars(Symbol.Of("AAPL"), Ami.Quant.Series.BarInterval.OneMinute, from, from + 86_400_000, CancellationToken.None)
        ).Error;
        error.Code.ShouldBe(SourceErrors.BadAnswerCode);
        polygon.Requests.Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Keep_Key_IsSentInAHeaderAndNeverLogged()
    {
        await using var polygon = new SimulatedPolygon { PerPage = 100, PerMinute = 3 };
        var logs = new Logs();
        await using var market = await Create(
            polygon,
            more: services => services.AddLogging(logging => logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace))
        );
        await market.Get<PolygonFeed>().Keep(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        polygon.Keys.ShouldAllBe(key => key == "Bearer " + Key);
        logs.Lines.ShouldContain(line => line.Contains("/v2/aggs/", StringComparison.Ordinal));
        logs.Lines.ShouldNotContain(line => line.Contains(Key, StringComparison.Ordinal));
        polygon.Requests.ShouldNotContain(request => request.Contains(Key, StringComparison.Ordinal));
        market.Get<SourceStates>().Of(PriceSource.Polygon)?.Message.ShouldNotContain(Key);
    }

    [TestMethod]
    public async Task Keep_KeyIsNotAccepted_IsSaid()
    {
        await using var polygon = new SimulatedPolygon
        {
            PerPage = 1,
            PerMinute = 100,
            Status = 401,
        };
        await using var market = await Create(polygon);
        await market.Get<PolygonFeed>().Keep(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        var error = market.Get<SourceStates>().Of(PriceSource.Polygon).ShouldNotBeNull();
        (error.Code, error.Message).ShouldBe((SourceErrors.RefusedCode, """Polygon refused (401): {"status":"ERROR","error":"Unknown API Key"}"""));
    }

    [TestMethod]
    public async Task Keep_ServerFailsOrAllowsLess_IsAskedAgainLaterAndNothingIsMissing()
    {
        await using var polygon = new SimulatedPolygon { PerPage = 400, PerMinute = 2 };
        await using var market = await Create(polygon);
        polygon.Status = 500;
        var feed = market.Get<PolygonFeed>();
        await feed.Keep(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        market.Get<SourceStates>().Of(PriceSource.Polygon).ShouldNotBeNull().Code.ShouldBe(SourceErrors.UnreachableCode);
        polygon.Status = 200;
        for (var half = 0; half < 40; half++)
        {
            market.Time.Advance(TimeSpan.FromSeconds(30));
            await feed.Keep(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        }

        polygon.Refused.ShouldBeLessThanOrEqualTo(20, "once a minute at most");
        market.Get<SourceStates>().Of(PriceSource.Polygon).ShouldBeNull();
        (await market.Count("select count(*) from market.candles where interval_seconds = 60")).ShouldBe(
            await market.Count("select (extract(epoch from max(t) - min(t))::bigint / 120) + 1 from market.candles where interval_seconds = 60")
        );
    }

    [TestMethod]
    public async Task Settings_NoKey_DoesNotStart() =>
        (
            await Should.ThrowAsync<InvalidOperationException>(() =>
                MarketHarness.Create(settings: new Dictionary<string, string?> { ["Market:Polygon:Enabled"] = "true", ["Market:Polygon:Symbols:0"] = "AAPL" })
            )
        ).Message.ShouldContain("Market:Polygon:ApiKey");

    private static Task<MarketHarness> Create(SimulatedPolygon polygon, (string Key, string Value)? setting = null, Action<IServiceCollection>? more = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Market:OutgoingHosts:0"] = polygon.Authority,
            ["Market:Polygon:RestBase"] = $"http://{polygon.Authority}",
            ["Market:Polygon:Enabled"] = "true",
            ["Market:Polygon:ApiKey"] = Key,
            ["Market:Polygon:Symbols:0"] = "AAPL",
            ["Market:Polygon:Symbols:1"] = "NOSUCH",
            ["Market:Polygon:DailyYears"] = "1",
            ["Market:Polygon:HourlyDays"] = "2",
            ["Market:Polygon:MinuteDays"] = "1",
        };
        if (setting is var (key, value))
        {
            settings[key] = value;
        }

        return MarketHarness.Create(more, clock: polygon.Time, settings: settings);
    }

    private sealed class Logs : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose() => Lines.Clear();
    }
}
