using System.Text;
using Ami.Modules;
using Ami.Modules.Market;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Quant.Series;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.Market;

/// <summary>Where candles are kept, and for how long.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class CandleRetentionTests
{
    /// <summary>Minutes of <c>OLD</c>, with holes, from the first days of 2025 to <see cref="MarketHarness.Start"/>'s month: prices say which minute it was.</summary>
    private const string Minutes = """
        with s as (
            insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
            values ('OLD', 'OLD', 'Crypto', 'USD', 2, 3, 0.001, 'Imported') returning id)
        insert into market.candles select s.id, 60, timestamptz '2024-12-30 22:17Z' + make_interval(mins => n), 100 + n % 977, 1200 + n % 977, 50 + n % 13, 110 + n % 977, 1 + n % 7
        from s, generate_series(0, 150 * 1440) n where n % 1000 not between 40 and 170
        """;

    [TestMethod]
    public async Task Candles_OfEachYear_HaveTheirPlace_AndAreReadFromThereAlone()
    {
        await using var market = await MarketHarness.Create();
        await CoreHost.Execute(market.Database.Owner, Minutes);
        (
            await CoreHost.Scalar<string>(
                market.Database.Owner,
                "select string_agg(distinct tableoid::regclass::text, ', ' order by tableoid::regclass::text) from market.candles where symbol_id = (select id from market.symbols where symbol = 'OLD')"
            )
        ).ShouldBe("market.candles_minutes_2024, market.candles_minutes_2025");
        (await market.Count("select count(*) from market.candles_longer where interval_seconds = 60")).ShouldBe(0);

        await using var source = NpgsqlDataSource.Create(market.Database.Owner);
        await using var explain = source.CreateCommand(
            "explain select t from market.candles where symbol_id = $1 and interval_seconds = $2 and t >= $3 and t < $4 order by t desc limit $5"
        );
        var from = new DateTime(2025, 2, 1, 0, 0, 0, DateTimeKind.Utc);
        explain.With(1).With(60).With(from).With(from.AddDays(3)).With(500);
        await using var reader = await explain.ExecuteReaderAsync();
        var plan = new StringBuilder();
        while (await reader.ReadAsync())
        {
            plan.AppendLine(reader.GetString(0));
        }

        plan.ToString().ShouldContain("candles_minutes_2025");
        plan.ToString().ShouldNotContain("Append");
    }

    [TestMethod]
    public async Task Keep_OldMinutes_BecomeTheHoursThatTheyMade_AndYoungerStay()
    {
        await using var market = await MarketHarness.Create(settings: new Dictionary<string, string?> { ["Market:KeepDays:1m"] = "320" });
        await CoreHost.Execute(market.Database.Owner, Minutes);
        await market.Get<SymbolDirectory>().Refresh();
        var spec = await market.Spec("OLD");
        var cut = BarInterval.OneDay.Floor(MarketHarness.Start.AddDays(-320).ToUnixTimeMilliseconds());
        var before = await Hours(market);
        var younger = await Younger(market, cut);
        younger.ShouldBeGreaterThan(10_000, "the test needs both");

        (await Keep(market)).ShouldBeGreaterThan(50_000);
        (await Hours(market)).ShouldBe(before);
        (await Younger(market, cut)).ShouldBe(younger);
        (await market.Count($"{Old(spec.Id, cut)} {WholeHours}")).ShouldBe(0);
        (await market.Count($"select count(*) from market.candles where symbol_id = {spec.Id} and interval_seconds = 3600 and t >= {At(cut)}")).ShouldBe(0);

        (await Keep(market)).ShouldBe(0, "everything was done");
        (await Hours(market)).ShouldBe(before);
    }

    /// <summary>Half an hour is imported in the evening and its other half the day after: the night between takes neither.</summary>
    [TestMethod]
    public async Task Keep_HourThatIsNotWhole_WaitsForTheRestOfIt()
    {
        await using var market = await MarketHarness.Create(settings: new Dictionary<string, string?> { ["Market:KeepDays:1m"] = "320" });
        await CoreHost.Execute(market.Database.Owner, Minutes);
        await market.Get<SymbolDirectory>().Refresh();
        var id = (await market.Spec("OLD")).Id;
        await Keep(market);
        const string Hour = "select count(*) from market.candles where interval_seconds = 3600 and t = '2024-12-30 22:00Z'";
        const string Half = "select count(*) from market.candles where interval_seconds = 60 and t < '2024-12-30 23:00Z' and symbol_id = ";
        (await market.Count(Hour), await market.Count(Half + id)).ShouldBe((0, 40));

        await CoreHost.Execute(
            market.Database.Owner,
            $"insert into market.candles select {id}, 60, timestamptz '2024-12-30 22:00Z' + make_interval(mins => n), 7, 9000, 7, 8, 3 from generate_series(0, 59) n on conflict do nothing"
        );
        (await Keep(market)).ShouldBe(60);
        (await market.Count(Hour + " and open = 7 and high = 9000")).ShouldBe(1);
        (await market.Count(Half + id)).ShouldBe(0);
    }

    [TestMethod]
    public async Task Keep_HoursThatAreStored_StayAsTheyAre_AndWhatIsPlayedIsLeft()
    {
        await using var market = await MarketHarness.Create(settings: new Dictionary<string, string?> { ["Market:KeepDays:1m"] = "30" });
        await CoreHost.Execute(market.Database.Owner, Minutes);
        await CoreHost.Execute(
            market.Database.Owner,
            """
            insert into market.candles select id, 3600, '2025-01-01 05:00Z', 7, 8, 6, 7.5, 9 from market.symbols where symbol = 'OLD';
            insert into market.replays (id, symbol_id, interval_seconds, from_time, speed, started_at)
            select gen_random_uuid(), id, 60, '2025-01-02Z', 1, now() from market.symbols where symbol = 'OLD'
            """
        );
        (await Keep(market)).ShouldBe(0, "a feed plays them");

        await CoreHost.Execute(market.Database.Owner, "update market.replays set stopped_at = started_at");
        (await Keep(market)).ShouldBeGreaterThan(100_000);
        (
            await market.Count("select count(*) from market.candles where t = '2025-01-01 05:00Z' and interval_seconds = 3600 and open = 7 and volume = 9")
        ).ShouldBe(1);
    }

    [TestMethod]
    public async Task Keep_Unset_TakesNothing()
    {
        await using var market = await MarketHarness.Create();
        await CoreHost.Execute(market.Database.Owner, Minutes);
        (await Keep(market)).ShouldBe(0);
    }

    [TestMethod]
    [DataRow("1d", 400)]
    [DataRow("7m", 400)]
    [DataRow("1m", 29)]
    public void Setting_ThatCannotBe_IsRefusedAtTheStart(string interval, int days)
    {
        var options = new MarketOptions { KeepDays = { [interval] = days } };
        Should.Throw<InvalidOperationException>(() => options.Retention).Message.ShouldContain(interval);
    }

    [TestMethod]
    public async Task Migration_UpAndDown_KeepsEveryBar()
    {
        var database = await TestServers.CreateDatabase();
        await using var source = NpgsqlDataSource.Create(database.Owner);
        var migrator = new Migrator(source, AllModules.All.Migrations());
        await CoreHost.Execute(database.Owner, Minutes);
        await CoreHost.Execute(
            database.Owner,
            "insert into market.candles select symbol_id, 86400, t, open, high, low, close, volume from market.candles limit 100"
        );
        const string All = "select md5(string_agg(c::text, ' ' order by c::text)) from market.candles c";
        var all = await CoreHost.Scalar<string>(database.Owner, All);
        (await migrator.Down("Market", 16, _ => { })).Value.ShouldBeGreaterThan(0);
        (await CoreHost.Scalar<string>(database.Owner, All)).ShouldBe(all);
        (await migrator.Up(_ => { })).Value.ShouldBeGreaterThan(0);
        (await CoreHost.Scalar<string>(database.App, All)).ShouldBe(all);
    }

    private static async Task<long> Keep(MarketHarness market)
    {
        var run = new JobRun("test", NullLogger.Instance);
        await market.Get<CandleRetention>().Keep(run, CancellationToken.None);
        return run.Items;
    }

    private static string Old(int symbolId, long cut) =>
        $"select count(*) from market.candles c where symbol_id = {symbolId} and interval_seconds = 60 and t < {At(cut)}";

    /// <summary>Bars of hours that have their first and their last minute.</summary>
    private const string WholeHours = """
        and 2 = (select count(*) from market.candles e where e.symbol_id = c.symbol_id and e.interval_seconds = 60
            and e.t in (date_trunc('hour', c.t, 'UTC'), date_trunc('hour', c.t, 'UTC') + interval '59 minutes'))
        """;

    private static string At(long time) => $"to_timestamp({time / 1000})";

    private static Task<int> Younger(MarketHarness market, long cut) =>
        CoreHost.Scalar<int>(
            market.Database.Owner,
            $"select count(*)::int from market.candles c join market.symbols s on s.id = c.symbol_id where symbol = 'OLD' and interval_seconds = 60 and t >= {At(cut)}"
        );

    /// <summary>Charts of hours over the oldest bars and about the day from which on all is kept, as they are sent.</summary>
    private static async Task<string> Hours(MarketHarness market)
    {
        var spec = await market.Spec("OLD");
        var charts = new List<string>();
        foreach (var to in (DateTimeOffset[])[new(2025, 1, 20, 0, 0, 0, TimeSpan.Zero), MarketHarness.Start.AddDays(-310)])
        {
            var until = to.ToUnixTimeMilliseconds();
            var chart = await market
                .Get<ChartCache>()
                .Get(spec, BarInterval.OneHour, BarLimits.Earliest, until, 500, PriceAdjustment.Splits, CancellationToken.None);
            charts.Add(Encoding.UTF8.GetString(chart.Body));
        }

        charts.ShouldAllBe(chart => chart.Length > 10_000);
        return string.Join('\n', charts);
    }
}
