using System.Globalization;
using System.Text.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Feed;
using Ami.Quant.Series;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>Bars that charts make of shorter ones open when the market does, not on the grid of UTC.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class SessionChartTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    // Clocks are put forward on the tenth.
    private static readonly DateOnly March = new(2024, 3, 4);

    [TestMethod]
    [DataRow("1h")]
    [DataRow("15m")]
    [DataRow("1m")]
    public async Task Chart_OfASession_OpensWithItInWinterAndInSummer(string text)
    {
        await using var market = await MarketHarness.Create();
        BarInterval.TryParse(text, out var interval).ShouldBeTrue();
        var (code, output) = await market.ImportRows("NYSE", text, NewYork(March, 10, interval.Duration));
        code.ShouldBe(0, output);
        output.ShouldContain("Session: the market opens at 09:30 in America/New_York");
        var (days, volumes) = await market.Chart("NYSE", BarInterval.OneDay);
        days.ShouldBe(Days(March, 10).Select(day => Local(day, "09:30")));
        volumes.ShouldAllBe(volume => volume == BarsOfADay(interval));
        (await market.Chart("NYSE", BarInterval.FourHours)).Opens.ShouldBe(
            Days(March, 10).SelectMany(day => new[] { Local(day, "09:30"), Local(day, "13:30") })
        );
        (await market.Chart("NYSE", BarInterval.OneHour)).Opens[..7].ShouldBe(Enumerable.Range(0, 7).Select(hour => Local(March, "09:30").AddHours(hour)));
    }

    [TestMethod]
    public async Task Chart_OfASessionThatIsSeenInWinterOnly_OpensWithIt()
    {
        await using var market = await MarketHarness.Create();
        var first = new DateOnly(2024, 2, 5);
        var (_, output) = await market.ImportRows("NYSE", "1h", NewYork(first, 5, TimeSpan.FromHours(1)));
        output.ShouldContain("Session: the market opens at 14:30 in UTC");
        (await market.Chart("NYSE", BarInterval.OneDay)).Opens.ShouldBe(Days(first, 5).Select(day => Local(day, "09:30")));
        (await market.Chart("NYSE", BarInterval.FourHours)).Opens[..2].ShouldBe([Local(first, "09:30"), Local(first, "13:30")]);
    }

    [TestMethod]
    public async Task RollUps_OfWinterAndThenOfSummer_AreThoseOfBothAtOnce()
    {
        await using var market = await MarketHarness.Create();
        string[] bars = [.. NewYork(March, 10, TimeSpan.FromMinutes(15))];
        await market.ImportRows("WHOLE", "15m", bars);
        await market.ImportRows("PARTS", "15m", bars[..(5 * 26)]);
        await market.ImportRows("PARTS", "15m", bars[(5 * 26)..]);
        const string rolled =
            "select r.interval_seconds, r.t, r.open, r.high, r.low, r.close, r.volume from market.rollups r join market.symbols s on s.id = r.symbol_id";
        (await market.Count($"select count(*) from ({rolled} where s.symbol = 'WHOLE') w")).ShouldBe(10 * (7 + 2 + 1));
        (await market.Count($"select count(*) from (({rolled} where s.symbol = 'WHOLE') except ({rolled} where s.symbol = 'PARTS')) d")).ShouldBe(0);
        (await market.Count($"select count(*) from (({rolled} where s.symbol = 'PARTS') except ({rolled} where s.symbol = 'WHOLE')) d")).ShouldBe(0);
        (await market.Chart("PARTS", BarInterval.FourHours)).Opens.ShouldBe((await market.Chart("WHOLE", BarInterval.FourHours)).Opens);
    }

    [TestMethod]
    public async Task Chart_OfHoursBesideDaysThatOpenAtFive_PartsTheDaysEvenly()
    {
        await using var market = await MarketHarness.Create();
        var first = new DateTimeOffset(2024, 2, 5, 5, 0, 0, TimeSpan.Zero);
        await market.ImportRows("ROUND", "1h", MarketHarness.CandleRows(first, TimeSpan.FromHours(1), 24 * 10, "1"));
        await market.ImportRows("ROUND", "1d", MarketHarness.CandleRows(first, TimeSpan.FromDays(1), 5, "24"));
        var (opens, volumes) = await market.Chart("ROUND", BarInterval.FourHours);
        opens.ShouldBe(Enumerable.Range(0, 60).Select(bar => first.AddHours(4 * bar)));
        volumes.ShouldAllBe(volume => volume == 4);
        (opens, volumes) = await market.Chart("ROUND", BarInterval.OneDay);
        opens.ShouldBe(Enumerable.Range(0, 10).Select(day => first.AddDays(day)));
        volumes.ShouldAllBe(volume => volume == 24);
    }

    [TestMethod]
    public async Task Chart_OfSessionBarsBesideDaysThatAreDates_KeepsTheDates()
    {
        await using var market = await MarketHarness.Create();
        await market.ImportRows("NYSE", "1h", NewYork(March, 10, TimeSpan.FromHours(1)));
        await market.ImportRows("NYSE", "1d", Days(March, 10).Take(6).SelectMany(day => MarketHarness.CandleRows(Utc(day), TimeSpan.FromDays(1), 1, "7")));
        (await market.Chart("NYSE", BarInterval.OneDay)).Opens.ShouldBe(Days(March, 10).Select(Utc));
        (await market.Chart("NYSE", BarInterval.FourHours)).Opens[^1].ShouldBe(Local(new DateOnly(2024, 3, 15), "13:30"));
    }

    [TestMethod]
    public async Task RollUps_OfHoursInWinterAndThenQuartersInSummer_OpenWithBoth()
    {
        await using var market = await MarketHarness.Create();
        await market.ImportRows("NYSE", "1h", NewYork(March, 5, TimeSpan.FromHours(1)));
        await market.ImportRows("NYSE", "15m", NewYork(new DateOnly(2024, 3, 11), 5, TimeSpan.FromMinutes(15)));
        (await market.Chart("NYSE", BarInterval.OneDay)).Opens.ShouldBe(Days(March, 10).Select(day => Local(day, "09:30")));
    }

    [TestMethod]
    public async Task Chart_OfDaysThatOpenAtMidnightInNewYork_KeepsTheirOpenings()
    {
        await using var market = await MarketHarness.Create();
        var days = Days(March, 15).Select(day => Local(day, "00:00")).ToList();
        var (first, said) = await market.ImportRows("NYSE", "1d", days[..10].SelectMany(day => MarketHarness.CandleRows(day, TimeSpan.FromDays(1), 1, "1")));
        first.ShouldBe(0, said);
        (await market.Chart("NYSE", BarInterval.OneDay)).Opens.ShouldBe(days[..10]);
        var (code, output) = await market.ImportRows("NYSE", "1d", days[10..].SelectMany(day => MarketHarness.CandleRows(day, TimeSpan.FromDays(1), 1, "1")));
        code.ShouldBe(0, output);
        (await market.Chart("NYSE", BarInterval.OneDay)).Opens.ShouldBe(days);
    }

    [TestMethod]
    public async Task Replay_OfDaysOverTheChangeOfClocks_PlaysEachOfThem()
    {
        await using var market = await MarketHarness.Create();
        var days = Enumerable.Range(0, 12).Select(day => Local(March.AddDays(day), "00:00")).ToList();
        await market.ImportRows("ROUND", "1d", days.SelectMany(day => MarketHarness.CandleRows(day, TimeSpan.FromDays(1), 1, "1")));
        await market.Get<Ami.Modules.Market.SymbolDirectory>().Refresh();
        var clock = (await market.Get<Replays>().Start(Symbol.Of("ROUND"), null, 86_400, CancellationToken.None)).Value;
        var source = (await market.Get<FeedSources>().Current(CancellationToken.None)).Single(one => one.Symbol.Value == "ROUND");
        var ticks = await source.Ticks(clock.StartedAt - 1, clock.StartedAt + 20_000, CancellationToken.None);
        days.Except(ticks.Select(tick => tick.MarketTime)).ShouldBeEmpty();
        foreach (var day in days)
        {
            var told = await source.Newest(clock.WallAt(day.ToUnixTimeMilliseconds()) + 1, clock.StartedAt, CancellationToken.None);
            told.ShouldNotBeNull().Forming.Time.ShouldBe(day.ToUnixTimeMilliseconds());
        }
    }

    [TestMethod]
    public async Task Chart_OfAMarketThatNeverCloses_StaysOnTheGrid()
    {
        await using var market = await MarketHarness.Create();
        var first = new DateTimeOffset(2024, 2, 5, 7, 0, 0, TimeSpan.Zero);
        var rows = MarketHarness.CandleRows(first, TimeSpan.FromHours(1), 24 * 12, "1").ToList();
        rows.RemoveRange(40, 9);
        rows.RemoveRange(120, 11);
        rows.RemoveRange(200, 6);
        var (_, output) = await market.ImportRows("ROUND", "1h", rows);
        output.ShouldNotContain("Session");
        (await market.Chart("ROUND", BarInterval.FourHours)).Opens.ShouldAllBe(open => open.Hour % 4 == 0);
        (await market.Chart("ROUND", BarInterval.OneDay)).Opens.ShouldAllBe(open => open.Hour == 0);
    }

    [TestMethod]
    public async Task Chart_OfASessionsPast_PagedBack_IsTheWholeInPieces()
    {
        await using var market = await MarketHarness.Create();
        await market.ImportRows("NYSE", "1h", NewYork(new DateOnly(2023, 9, 4), 180, TimeSpan.FromHours(1)));
        foreach (var interval in new[] { BarInterval.OneHour, BarInterval.FourHours, BarInterval.OneDay })
        {
            var (whole, volumes) = await market.Chart("NYSE", interval, 5000);
            var (opens, sums) = (new List<DateTimeOffset>(), 0m);
            DateTimeOffset? to = whole[^1].AddDays(1);
            while (to is { } end)
            {
                var answer = await market
                    .Get<ChartCache>()
                    .Get(
                        await market.Spec("NYSE"),
                        interval,
                        BarLimits.Earliest,
                        end.ToUnixTimeMilliseconds(),
                        37,
                        PriceAdjustment.Splits,
                        CancellationToken.None
                    );
                var page = JsonSerializer.Deserialize<ChartResponse>(answer.Body, Answers.Json).ShouldNotBeNull();
                opens.InsertRange(0, page.T.Select(DateTimeOffset.FromUnixTimeSeconds));
                sums += page.V.Sum();
                to = page.NextTo;
            }

            opens.ShouldBe(whole, interval.ToString());
            sums.ShouldBe(volumes.Sum());
        }
    }

    /// <summary>Bars from 09:30 to 16:00 in New York, Monday to Friday; the last hour is half an hour.</summary>
    internal static IEnumerable<string> NewYork(DateOnly first, int days, TimeSpan step) =>
        Days(first, days)
            .SelectMany(day => MarketHarness.CandleRows(Local(day, "09:30"), step, BarsOfADay(new BarInterval((long)step.TotalMilliseconds)), "1"));

    private static int BarsOfADay(BarInterval interval) => (int)Math.Ceiling(6.5 * 3_600_000 / interval.Milliseconds);

    private static IEnumerable<DateOnly> Days(DateOnly first, int days) =>
        Enumerable.Range(0, 7 * days).Select(first.AddDays).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Take(days);

    private static DateTimeOffset Local(DateOnly day, string clock)
    {
        var local = day.ToDateTime(TimeOnly.Parse(clock, CultureInfo.InvariantCulture));
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static DateTimeOffset Utc(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
