using Ami.Modules.Market;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Quant.Series;
using Ami.Quant.Simulation;
using Ami.TestKit;

namespace Ami.Tests.Market;

[TestClass]
[Needs<MarketModule>]
public sealed class SimulatedHistoryTests
{
    private const string Doubled = "select count(*) from (select 1 from market.candles group by symbol_id, interval_seconds, t having count(*) > 1) d";

    [TestMethod]
    public async Task Fill_FirstStart_WritesEveryClosedBarOfTheDepthsAskedFor()
    {
        await using var market = await MarketHarness.Create();
        await market.Get<SimulatedHistory>().Fill(CancellationToken.None);

        foreach (var (seconds, bars) in new[] { (86_400, 366L), (3_600, 20 * 24 + 12L), (60, 1_440 + 720L) })
        {
            (await market.Count($"select count(*) from market.candles where interval_seconds = {seconds}")).ShouldBe(10 * bars);
        }

        var spec = await market.Spec("EURUSD-SIM");
        var stored = await market
            .Get<CandleStore>()
            .Newest(spec.Id, new CandleLayer(new BarGrid(BarInterval.OneMinute), false), 0, long.MaxValue >> 16, 3, CancellationToken.None);
        var simulated = market.Get<SimulatedExchange>().Market("EURUSD-SIM").ShouldNotBeNull();
        stored.Select(bar => bar.Time).ShouldBe([Minute(-3), Minute(-2), Minute(-1)]);
        foreach (var bar in stored)
        {
            var expected = simulated.Bar(BarInterval.OneMinute, bar.Time);
            (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume).ShouldBe(
                (
                    simulated.Symbol.Price(expected.Open),
                    simulated.Symbol.Price(expected.High),
                    simulated.Symbol.Price(expected.Low),
                    simulated.Symbol.Price(expected.Close),
                    simulated.Symbol.Quantity(expected.Volume)
                )
            );
        }
    }

    [TestMethod]
    public async Task Fill_Again_WritesOnlyWhatClosedMeanwhile()
    {
        await using var market = await MarketHarness.Create();
        var history = market.Get<SimulatedHistory>();
        (await history.Fill(CancellationToken.None)).ShouldBeGreaterThan(0);
        (await history.Fill(CancellationToken.None)).ShouldBe(0);
        market.Time.Advance(TimeSpan.FromMinutes(1));
        (await history.Fill(CancellationToken.None)).ShouldBe(10);
        market.Time.Advance(TimeSpan.FromHours(1));
        (await history.Fill(CancellationToken.None)).ShouldBe(10 * 61);
        (await market.Count(Doubled)).ShouldBe(0);
    }

    [TestMethod]
    public async Task Fill_AfterARestartHoursLater_FillsTheGapWithoutDoubling()
    {
        await using var before = await MarketHarness.Create();
        await before.Get<SimulatedHistory>().Fill(CancellationToken.None);
        var written = await before.Count("select count(*) from market.candles");

        await using var after = await MarketHarness.Create(database: before.Database, start: MarketHarness.Start.AddHours(15));
        await after.Get<SimulatedHistory>().Fill(CancellationToken.None);

        (await after.Count("select count(*) from market.candles")).ShouldBe(written + 10 * (15 * 60 + 15 + 1));
        (await after.Count(Doubled)).ShouldBe(0);
        (
            await after.Count(
                """
                select count(*) from (select t - lag(t) over (partition by symbol_id order by t) as step from market.candles where interval_seconds = 60) s
                where step <> interval '1 minute'
                """
            )
        ).ShouldBe(0);
    }

    private static long Minute(int offset) => BarInterval.OneMinute.Floor(MarketHarness.Start.ToUnixTimeMilliseconds()) + offset * 60_000L;
}
