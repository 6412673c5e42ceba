using System.Globalization;
using Ami.Modules.Market;
using Ami.Quant.Series;
using Ami.TestKit;
using Ami.Tests.Core;

namespace Ami.Tests.Market;

/// <summary>What an import says, and the charts of what it stored.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class ImportedChartTests
{
    private static readonly DateTimeOffset First = new(2024, 2, 1, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public async Task Chart_HoursBeforeAndInsideTheDays_FillWhatTheDaysDoNotHave()
    {
        await using var market = await MarketHarness.Create();
        await Import(market, "1h", MarketHarness.CandleRows(First, TimeSpan.FromHours(1), 24 * 10, "2"));
        string[] days = [.. MarketHarness.CandleRows(First.AddDays(4), TimeSpan.FromDays(1), 4, "500")];
        await Import(market, "1d", [days[0], days[1], days[3]]);
        var (times, volumes) = await Chart(market, BarInterval.OneDay);
        times.ShouldBe(Enumerable.Range(0, 10).Select(day => First.AddDays(day).ToUnixTimeSeconds()));
        volumes.ShouldBe([48m, 48m, 48m, 48m, 500m, 500m, 48m, 500m, 48m, 48m]);
    }

    /// <summary>A symbol that was imported and is followed now: what was fetched of it begins later, and has no holes.</summary>
    [TestMethod]
    public async Task Chart_MinutesBeforeTheOldestHourFetched_AreStillShown()
    {
        await using var market = await MarketHarness.Create();
        await Import(market, "15m", MarketHarness.CandleRows(First, TimeSpan.FromMinutes(15), 96 * 2, "1"));
        await Import(market, "1h", MarketHarness.CandleRows(First.AddDays(1), TimeSpan.FromHours(1), 48, "4"));
        await CoreHost.Execute(
            market.Database.Owner,
            "update market.symbols set source = 'Polygon' where source = 'Imported'; delete from market.rollups where t < '2024-02-02Z'"
        );
        var (times, volumes) = await Chart(market, BarInterval.FourHours);
        times.ShouldBe(Enumerable.Range(0, 18).Select(bar => First.AddHours(4 * bar).ToUnixTimeSeconds()));
        volumes.ShouldAllBe(volume => volume == 16m);
        (times, _) = await Chart(market, BarInterval.OneHour);
        times.ShouldBe(Enumerable.Range(0, 72).Select(bar => First.AddHours(bar).ToUnixTimeSeconds()));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(7)]
    public async Task Chart_NewestOfSeveralLengths_AreAsManyAsAskedAndWhole(int limit)
    {
        await using var market = await MarketHarness.Create();
        await Import(market, "15m", MarketHarness.CandleRows(First, TimeSpan.FromMinutes(15), 96 * 10, "1"));
        await Import(market, "1h", MarketHarness.CandleRows(First.AddDays(3), TimeSpan.FromHours(1), 24 * 2, "4"));
        await Import(market, "1d", MarketHarness.CandleRows(First.AddDays(4), TimeSpan.FromDays(1), 1, "96"));
        var (times, volumes) = await Chart(market, BarInterval.OneDay, limit);
        times.ShouldBe(Enumerable.Range(10 - limit, limit).Select(day => First.AddDays(day).ToUnixTimeSeconds()));
        volumes.ShouldAllBe(volume => volume == 96m);
        (times, volumes) = await Chart(market, BarInterval.FourHours, limit);
        times.ShouldBe(Enumerable.Range(60 - limit, limit).Select(bar => First.AddHours(4 * bar).ToUnixTimeSeconds()));
        volumes.ShouldAllBe(volume => volume == 16m);
    }

    [TestMethod]
    public async Task RollUps_OfWhateverWasImported_AreWhatTheSameBarsAtOnceGive()
    {
        await using var market = await MarketHarness.Create();
        string[] bars = [.. MarketHarness.CandleRows(First, TimeSpan.FromMinutes(15), 96 * 4, "1.5")];
        await market.ImportRows("WHOLE", "15m", bars);
        await market.ImportRows("PARTS", "15m", bars[70..200]);
        await market.ImportRows("PARTS", "15m", bars[..90]);
        await market.ImportRows("PARTS", "15m", bars[150..]);
        const string rolled =
            "select r.interval_seconds, r.t, r.open, r.high, r.low, r.close, r.volume from market.rollups r join market.symbols s on s.id = r.symbol_id";
        (await market.Count($"select count(*) from ({rolled} where s.symbol = 'WHOLE') w")).ShouldBe(4 * (24 + 6 + 1));
        (await market.Count($"select count(*) from (({rolled} where s.symbol = 'WHOLE') except ({rolled} where s.symbol = 'PARTS')) d")).ShouldBe(0);
        (await market.Count($"select count(*) from (({rolled} where s.symbol = 'PARTS') except ({rolled} where s.symbol = 'WHOLE')) d")).ShouldBe(0);
    }

    [TestMethod]
    public async Task Chart_DaysBefore1970_AreShown()
    {
        await using var market = await MarketHarness.Create();
        var (code, output) = await Import(
            market,
            "1d",
            MarketHarness.CandleRows(new DateTimeOffset(1969, 12, 29, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromDays(1), 5, "1")
        );
        code.ShouldBe(0, output);
        output.ShouldContain("1969-12-29 00:00 to 1970-01-02 00:00 UTC");
        output.ShouldContain("0 gaps");
        (await Chart(market, BarInterval.OneDay)).Times.ShouldBe([-259_200, -172_800, -86_400, 0, 86_400]);
    }

    [TestMethod]
    public async Task Chart_HoursOfASession_OpenWhenTheSessionDoes()
    {
        await using var market = await MarketHarness.Create();
        var (code, output) = await Import(market, "1h", MarketHarness.CandleRows(First.AddHours(14.5), TimeSpan.FromHours(1), 6, "1"));
        code.ShouldBe(0, output);
        output.ShouldContain("Session: bars open 00:30 after the grid of 1h bars");
        (await Chart(market, BarInterval.OneHour, 3)).Times.ShouldBe(Enumerable.Range(3, 3).Select(i => First.AddHours(14.5 + i).ToUnixTimeSeconds()));
        var (refused, why) = await Import(market, "1h", MarketHarness.CandleRows(First.AddDays(1), TimeSpan.FromHours(1), 6, "1"));
        refused.ShouldBe(1);
        why.ShouldContain("the stored bars open 00:30 after the grid of 1h bars and those of the file 00:00");
    }

    [TestMethod]
    public async Task Chart_DaysThatOpenAnHourEarlierInSummer_AreOneADay()
    {
        await using var market = await MarketHarness.Create();
        var winter = MarketHarness.CandleRows(new DateTimeOffset(2024, 3, 4, 5, 0, 0, TimeSpan.Zero), TimeSpan.FromDays(1), 5, "1");
        var summer = MarketHarness.CandleRows(new DateTimeOffset(2024, 3, 11, 4, 0, 0, TimeSpan.Zero), TimeSpan.FromDays(1), 3, "1");
        var (code, output) = await Import(market, "1d", [.. winter, .. summer]);
        code.ShouldBe(0, output);
        output.ShouldContain("Session: bars open 04:00 after the grid of 1d bars, an hour later in part of the year");
        output.ShouldContain("0 gaps");
        (await Chart(market, BarInterval.OneDay)).Times.Count.ShouldBe(8);
    }

    [TestMethod]
    [DataRow("crypto", 5, "0.00001")]
    [DataRow("equity", 0, "1")]
    public async Task Import_WithoutVolume_LeavesTheUsualSmallestOrder(string kind, int digits, string smallest)
    {
        await using var market = await MarketHarness.Create();
        var rows = MarketHarness.CandleRows(First, TimeSpan.FromHours(1), 3, "1").Select(row => row[..row.LastIndexOf(',')] + "\n");
        await market.ImportRows("MIXED", "1h", rows, "time,open,high,low,close\n", ["--class", kind]);
        await market.Get<Ami.Modules.Market.SymbolDirectory>().Refresh();
        var spec = await market.Spec("MIXED");
        (spec.QuantityDigits, spec.MinQuantity).ShouldBe((digits, decimal.Parse(smallest, CultureInfo.InvariantCulture)));
    }

    [TestMethod]
    public async Task Import_VolumeComesLater_LowersTheSmallestOrder()
    {
        await using var market = await MarketHarness.Create();
        await market.ImportRows("MIXED", "1h", MarketHarness.CandleRows(First, TimeSpan.FromHours(1), 3, "7"), options: ["--class", "equity"]);
        await Import(market, "1h", MarketHarness.CandleRows(First.AddDays(1), TimeSpan.FromHours(1), 3, "7.125"));
        await market.Get<Ami.Modules.Market.SymbolDirectory>().Refresh();
        (await market.Spec("MIXED")).MinQuantity.ShouldBe(0.001m);
    }

    [TestMethod]
    public async Task Import_GapOverAWeekend_IsNamedByItsOwnEnds()
    {
        await using var market = await MarketHarness.Create();
        var days = Enumerable.Range(0, 60).Select(i => new DateTimeOffset(2006, 3, 1, 0, 0, 0, TimeSpan.Zero).AddDays(i));
        var open = days.Where(day =>
            day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && day.Day is not (14 or 17)
            || day.Month != 4 && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        );
        var (_, output) = await Import(market, "1d", open.SelectMany(day => MarketHarness.CandleRows(day, TimeSpan.FromDays(1), 1, "1")));
        output.ShouldContain("1 gap, 2 bars missing");
        output.ShouldContain("  2006-04-14 00:00 … 2006-04-17 00:00: 2 missing");
    }

    [TestMethod]
    public async Task Import_NewestFirst_IsTurnedAroundAndSaysSo()
    {
        await using var market = await MarketHarness.Create();
        var (code, output) = await Import(market, "1h", MarketHarness.CandleRows(First, TimeSpan.FromHours(1), 50, "1").Reverse());
        code.ShouldBe(0, output);
        output.ShouldContain("Order: newest first; turned around");
        output.ShouldContain("50 inserted");
    }

    [TestMethod]
    public async Task Import_DamagedBars_EndsWithWhatTheDoctorFound()
    {
        await using var market = await MarketHarness.Create();
        string[] bars = [.. MarketHarness.CandleRows(First, TimeSpan.FromHours(1), 300, "10")];
        bars[150] = bars[150].Replace(",251.5,", ",9251.5,", StringComparison.Ordinal);
        var (code, output) = await Import(market, "1h", bars);
        code.ShouldBe(0, output);
        output[output.IndexOf("The data doctor found:", StringComparison.Ordinal)..].ShouldContain("outlier.wick");
    }

    private static Task<(int Code, string Output)> Import(MarketHarness market, string interval, IEnumerable<string> rows) =>
        market.ImportRows("MIXED", interval, rows);

    private static async Task<(List<long> Times, List<decimal> Volumes)> Chart(MarketHarness market, BarInterval interval, int limit = 500)
    {
        var (opens, volumes) = await market.Chart("MIXED", interval, limit);
        return (opens.ConvertAll(open => open.ToUnixTimeSeconds()), volumes);
    }
}
