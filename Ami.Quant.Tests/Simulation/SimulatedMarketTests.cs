using Ami.Quant.Series;
using Ami.Quant.Simulation;

namespace Ami.Quant.Tests.Simulation;

[TestClass]
public sealed class SimulatedMarketTests
{
    private const long Minute = 60_000,
        Hour = 3_600_000,
        Day = 86_400_000;
    private static readonly long Start = new DateTimeOffset(2025, 3, 10, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static SimulatedMarket Market(string symbol = "BTC-SIM", long seed = 7) =>
        new(seed, SimulatedExchange.Symbols.Single(candidate => candidate.Name == symbol));

    public static IEnumerable<object[]> Symbols => SimulatedExchange.Symbols.Select(symbol => new object[] { symbol.Name });

    [TestMethod]
    public void Ticks_SameSeedInAnotherInstance_AreEqual() => Market().Ticks(Start + 17 * Minute).ShouldBe(Market().Ticks(Start + 17 * Minute));

    [TestMethod]
    public void Ticks_AnotherSeedOrSymbol_Differ()
    {
        var ticks = Market().Ticks(Start);
        Market(seed: 8).Ticks(Start).ShouldNotBe(ticks);
        Market("ETH-SIM").Ticks(Start).ShouldNotBe(ticks);
    }

    [TestMethod]
    public void Minutes_AskedInAnyOrder_EqualTheSequence()
    {
        var sequence = Market().Bars(BarInterval.OneMinute, Start, Start + Day).ToArray();
        var market = Market();
        foreach (var i in Enumerable.Range(0, sequence.Length).OrderBy(i => i * 7919 % 1440))
        {
            market.Bar(BarInterval.OneMinute, Start + i * Minute).ShouldBe(sequence[i]);
        }
    }

    [TestMethod]
    public void Bar_AfterTheFutureWasAsked_DoesNotChange()
    {
        var fresh = Market();
        var before = fresh.Ticks(Start);
        _ = fresh.DayAt(Start + 4000 * Day);
        _ = fresh.Ticks(Start + 90 * Day);
        fresh.Ticks(Start).ShouldBe(before);

        var farFirst = Market();
        _ = farFirst.DayAt(Start + 4000 * Day);
        farFirst.Ticks(Start).ShouldBe(before);
    }

    [TestMethod]
    public void Ticks_AskedByManyThreads_AreEqual()
    {
        var market = Market();
        var expected = Enumerable.Range(0, 64).Select(i => Market().Ticks(Start + i * Hour)).ToArray();
        Parallel.For(0, 64, i => market.Ticks(Start + i * Hour).ShouldBe(expected[i]));
    }

    [TestMethod]
    [DynamicData(nameof(Symbols))]
    public void Bars_OfEveryInterval_AreTheAggregateOfTheIntervalBelow(string symbol)
    {
        var market = Market(symbol);
        BarInterval[] ladder =
        [
            BarInterval.OneMinute,
            BarInterval.FiveMinutes,
            BarInterval.FifteenMinutes,
            BarInterval.OneHour,
            BarInterval.FourHours,
            BarInterval.OneDay,
        ];
        for (var level = 1; level < ladder.Length; level++)
        {
            var lower = market.Bars(ladder[level - 1], Start, Start + 3 * Day).ToArray();
            var ratio = (int)(ladder[level].Milliseconds / ladder[level - 1].Milliseconds);
            market.Bars(ladder[level], Start, Start + 3 * Day).ShouldBe(lower.Chunk(ratio).Select(chunk => UnitBar.Aggregate(chunk[0].Time, chunk)));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Symbols))]
    public void Ticks_OfAMinute_AggregateToTheMinute(string symbol)
    {
        var market = Market(symbol);
        foreach (var bar in market.Bars(BarInterval.OneMinute, Start, Start + 8 * Hour))
        {
            var ticks = market.Ticks(bar.Time);
            ticks.Length.ShouldBe(SimulatedMarket.TicksPerMinute);
            var aggregate = new UnitBar(ticks[0].Time, ticks[0].Last, ticks.Max(t => t.Last), ticks.Min(t => t.Last), ticks[^1].Last, ticks.Sum(t => t.Size));
            aggregate.ShouldBe(bar);
            ticks.ShouldAllBe(t => t.Bid > 0 && t.Bid < t.Ask && (t.Last == t.Bid || t.Last == t.Ask) && t.Size >= 0);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Symbols))]
    public void Days_OverTwelveYears_ArePossibleContinuousAndNearTheirReference(string symbol)
    {
        var market = Market(symbol);
        var days = market.Bars(BarInterval.OneDay, SimulatedMarket.FirstDay, SimulatedMarket.FirstDay + 12 * 365 * Day).ToArray();
        days.ShouldAllBe(bar => bar.IsPossible && bar.Volume > 0);
        days.Zip(days.Skip(1)).ShouldAllBe(pair => pair.Second.Open == pair.First.Close && pair.Second.Time == pair.First.Time + Day);
        var reference = market.Symbol.ReferencePrice * market.Symbol.PriceScale;
        days.ShouldAllBe(bar => bar.Low > reference / 8 && bar.High < reference * 8);
        days.Count(bar => bar.High > bar.Low).ShouldBe(days.Length);
    }

    [TestMethod]
    public void Bars_BeforeTheFirstDay_AreEmpty() => Market().Bars(BarInterval.OneHour, 0, SimulatedMarket.FirstDay).ShouldBeEmpty();

    [TestMethod]
    public void Bars_IntervalThatDoesNotFit_Throws()
    {
        Should.Throw<ArgumentException>(() => Market().Bars(new BarInterval(7 * Minute), Start, Start + Day));
        Should.Throw<ArgumentException>(() => Market().Bars(BarInterval.OneWeek, Start, Start + Day));
    }

    [TestMethod]
    public void Price_Steps_AreExactDecimals()
    {
        var euro = SimulatedExchange.Symbols.Single(symbol => symbol.Name == "EURUSD-SIM");
        euro.Price(108_501).ShouldBe(1.08501m);
        euro.Price(long.MaxValue).ShouldBe(long.MaxValue / 100_000m);
        euro.Price(-5).ShouldBe(-0.00005m);
    }
}
