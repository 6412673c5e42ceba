using System.Text;
using System.Text.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Quant.Series;
using Ami.TestKit;
using Npgsql;

namespace Ami.Tests.Market;

/// <summary>Charts of the past: put together from sheets in memory, they are what a reading of the stored bars gives.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class ChartSheetsTests
{
    private static readonly DateTimeOffset First = new(2024, 2, 1, 0, 0, 0, TimeSpan.Zero);
    private static MarketHarness _market = null!;
    private static SymbolSpec _spec = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        _market = await MarketHarness.Create();
        // Days with a hole, hours in it and behind it, a weekend without anything, then quarters of an hour.
        await Import("1d", MarketHarness.CandleRows(First.AddDays(-40), TimeSpan.FromDays(1), 40, "96"));
        await Import("1h", MarketHarness.CandleRows(First.AddDays(2), TimeSpan.FromHours(1), 24 * 9, "4"));
        await Import("15m", MarketHarness.CandleRows(First.AddDays(13), TimeSpan.FromMinutes(15), 96 * 30, "1"));
        await _market.Get<Ami.Modules.Market.SymbolDirectory>().Refresh();
        _spec = await _market.Spec("SHEETS");
    }

    [ClassCleanup]
    public static async Task Stop() => await _market.DisposeAsync();

    [TestMethod]
    [DataRow("15m")]
    [DataRow("1h")]
    [DataRow("4h")]
    [DataRow("1d")]
    public async Task Chart_OfThePast_IsWhatAReadingGives(string text)
    {
        BarInterval.TryParse(text, out var interval).ShouldBeTrue();
        var random = new Random(text.Length + (int)interval.Milliseconds);
        for (var i = 0; i < 60; i++)
        {
            var to = First.AddMinutes(random.Next(-60 * 24 * 45, 60 * 24 * 45));
            var from = random.Next(4) == 0 ? to.AddMinutes(-random.Next(1, 60 * 24 * 20)) : DateTimeOffset.UnixEpoch;
            var limit = random.Next(1, random.Next(2) == 0 ? 20 : 700);
            var chart = await Page(interval, from, to, limit);
            chart.ShouldBe(await Reading(interval, from, to, limit), $"{limit} bars from {from:O} to {to:O}");
        }
    }

    [TestMethod]
    public async Task Chart_PagedBackAgain_ReadsNothing()
    {
        var to = First.AddDays(30);
        var before = await Page(BarInterval.OneHour, DateTimeOffset.UnixEpoch, to, 200);
        await using var source = NpgsqlDataSource.Create(_market.Database.Owner);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var locked = connection.CreateCommand();
        locked.CommandText = "lock table market.candles, market.rollups";
        await locked.ExecuteNonQueryAsync();
        // Would wait for the lock and fail with it if it asked the database.
        var (again, earlier) = (Chart(before), Chart(await Page(BarInterval.OneHour, DateTimeOffset.UnixEpoch, to.AddHours(-7), 150)));
        earlier.T.ShouldBe(again.T[43..^7]);
        earlier.V.ShouldBe(again.V[43..^7]);
        earlier.HasMore.ShouldBeTrue();
        earlier.NextTo.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(earlier.T[0]));
    }

    [TestMethod]
    public async Task Chart_AfterAnImport_ShowsIt()
    {
        await using var market = await MarketHarness.Create();
        await Import("1h", MarketHarness.CandleRows(First, TimeSpan.FromHours(1), 400, "1"), market);
        await market.Get<Ami.Modules.Market.SymbolDirectory>().Refresh();
        var spec = await market.Spec("SHEETS");
        var (from, to) = (First.AddDays(-9).ToUnixTimeMilliseconds(), First.AddHours(400).ToUnixTimeMilliseconds());
        var charts = market.Get<ChartCache>();
        var before = await charts.Get(spec, BarInterval.OneHour, from, to, 1000, PriceAdjustment.Splits, CancellationToken.None);
        Chart(Encoding.UTF8.GetString(before.Body)).T.Length.ShouldBe(400);
        (await charts.Get(spec, BarInterval.OneHour, from, to, 1000, PriceAdjustment.Splits, CancellationToken.None)).ETag.ShouldBe(before.ETag);
        await Import("1h", MarketHarness.CandleRows(First.AddDays(-5), TimeSpan.FromHours(1), 24, "1"), market);
        var after = await charts.Get(spec, BarInterval.OneHour, from, to, 1000, PriceAdjustment.Splits, CancellationToken.None);
        Chart(Encoding.UTF8.GetString(after.Body)).T.Length.ShouldBe(424);
        after.ETag.ShouldNotBe(before.ETag);
    }

    private static async Task<string> Page(BarInterval interval, DateTimeOffset from, DateTimeOffset to, int limit)
    {
        var answer = await _market
            .Get<ChartCache>()
            .Get(_spec, interval, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), limit, PriceAdjustment.Splits, CancellationToken.None);
        return Encoding.UTF8.GetString(answer.Body);
    }

    private static async Task<string> Reading(BarInterval interval, DateTimeOffset from, DateTimeOffset to, int limit)
    {
        var up = interval.Milliseconds - 1;
        var part = await _market
            .Get<ChartReader>()
            .Read(
                _spec,
                interval,
                from.ToUnixTimeMilliseconds(),
                interval.Floor(to.ToUnixTimeMilliseconds() + up),
                limit,
                long.MaxValue,
                tick: null,
                closedLately: [],
                PriceFactors.None,
                CancellationToken.None
            );
        return Encoding.UTF8.GetString(new ChartBody(_spec, part).With(null));
    }

    private static ChartResponse Chart(string body) => JsonSerializer.Deserialize<ChartResponse>(body, Answers.Json).ShouldNotBeNull();

    private static async Task Import(string interval, IEnumerable<string> rows, MarketHarness? market = null)
    {
        var (code, output) = await (market ?? _market).ImportRows("SHEETS", interval, rows);
        code.ShouldBe(0, output);
    }
}
