using System.Net;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.PaperTrading;

/// <summary>Nothing that a replay answers was known later than its clock.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class PastMarketTests
{
    private static PaperVenue _venue = null!;
    private static StoredPast _past = null!;

    [ClassInitialize]
    public static async Task Open(TestContext _)
    {
        _venue = await PaperVenue.Open(feeBps: 0m);
        _past = await StoredPast.List(_venue, "PAST-A", days: 9, seed: 3);
    }

    [ClassCleanup]
    public static async Task Close() => await _venue.DisposeAsync();

    [TestMethod]
    [DataRow("1m", 1)]
    [DataRow("7m", 7)]
    [DataRow("1h", 60)]
    [DataRow("4h", 240)]
    [DataRow("1d", 1440)]
    [DataRow("1w", 10080)]
    [DataRow("1M", 0)]
    public async Task Answers_AtAnyClock_AreMadeOfWhatWasOver(string interval, int minutes)
    {
        var trader = await _venue.NewTrader();
        var replay = await trader.Replay(_past.Symbol, StoredPast.Begins.AddMinutes(1));
        var clock = replay.Clock;
        // Inside bars, at their ends, over the gap of a day, and over the end of a week.
        foreach (var to in (double[])[3, 59, 60, 61, 599.5, 605, 730, 1439, 1440, 1501, 3333, 9_900, 10_081, 11_000])
        {
            var step = await trader.Advance(clock, StoredPast.Begins.AddMinutes(to), interval, "sma(period=1)");
            clock = step.Clock;
            var known = StoredPast.Composed(_past.Known(clock), Opens);
            var last = _past.Known(clock).Last();
            StoredPast.Over(last).ShouldBe(clock);
            (step.Quote.Time, step.Quote.Last, step.Quote.Bid, step.Quote.Ask).ShouldBe((clock, last.Close, last.Close - 0.01m, last.Close + 0.01m));

            var chart = await trader.Chart(interval, 5000);
            Bars(chart).ShouldBe(known.TakeLast(5000));
            Bars(step.Bars).ShouldBe(Bars(chart).TakeLast(step.Bars.T.Length));
            // What was on the screen before, with these bars over it, is what is there now.
            step.Bars.T.ShouldNotBeEmpty();
            var values = await trader.Indicators("sma(period=1)", interval);
            values.Series[0].Outputs[0].ShouldBe(Bars(chart).TakeLast(500).Select(bar => (double?)bar.Close));
            step.Indicators.ShouldNotBeNull().T.ShouldBe(step.Bars.T);
            step.Indicators.Series[0].Outputs[0].ShouldBe(step.Bars.C.Select(close => (double?)close));
        }

        long Opens(long time)
        {
            var at = StoredPast.At(time);
            return interval switch
            {
                "1w" => StoredPast.Begins.AddDays((int)((at - StoredPast.Begins).TotalDays / 7) * 7).ToUnixTimeMilliseconds(),
                "1M" => new DateTimeOffset(at.Year, at.Month, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
                "7m" => time - (time % 420_000),
                _ => time - (time % (minutes * 60_000L)),
            };
        }
    }

    [TestMethod]
    public async Task Advance_WithABenchmark_KnowsNothingLaterOfItEither()
    {
        var other = await StoredPast.List(_venue, "PAST-B", days: 2, seed: 4);
        var trader = await _venue.NewTrader();
        var replay = await trader.Replay(_past.Symbol, StoredPast.Begins.AddMinutes(500));
        var path = $"/api/trading/paper/replays/{replay.Id}/indicators?with=correlation(period=5)&interval=1h&benchmark={other.Symbol}&limit=2";
        var before = await trader.Client.Get<IndicatorsResponse>(path);

        // The hour that is open is made of more minutes of the other symbol, all of them later than the clock.
        await _venue.Execute(
            $"""
            update market.candles set high = high * 2, close = close * 2 where t >= timestamptz '{replay.Clock:u}'
                and symbol_id = (select id from market.symbols where symbol = '{other.Symbol}')
            """
        );
        await _venue.Execute(
            $"""
            update market.candles set high = high * 2, close = close * 2 where interval_seconds > 60 and t + make_interval(secs => interval_seconds) > timestamptz '{replay.Clock:u}'
                and symbol_id = (select id from market.symbols where symbol = '{other.Symbol}')
            """
        );
        var after = await trader.Client.Get<IndicatorsResponse>(path);
        after.Series[0].Outputs[0].ShouldBe(before.Series[0].Outputs[0]);
        after.Series[0].Outputs[0][^1].ShouldNotBeNull();
    }

    [TestMethod]
    public async Task AverageTrueRange_InAReplay_IsThatOfItsClock()
    {
        var past = _venue.Host.Services.GetRequiredService<IPastMarket>();
        var symbol = Symbol.Of(_past.Symbol);
        (await past.AverageTrueRange(symbol, StoredPast.Begins.AddMinutes(30))).ShouldBeNull("no hour was over");
        var early = await past.AverageTrueRange(symbol, StoredPast.Begins.AddDays(2));
        var late = await past.AverageTrueRange(symbol, _past.Ends);
        early.ShouldNotBeNull();
        late.ShouldNotBe(early);

        var trader = await _venue.NewTrader();
        var replay = await trader.Replay(_past.Symbol, StoredPast.Begins.AddDays(2));
        var order = await trader.Place(
            new
            {
                accountId = replay.Id,
                symbol = _past.Symbol,
                side = "sell",
                type = "trailingStop",
                quantity = 1,
                trail = new { unit = "atr", value = 2m },
            }
        );
        order.TrailDistance.ShouldBe(decimal.Round(2 * early.Value, 2));
    }

    [TestMethod]
    public async Task Begin_WhereNothingIsStored_SaysWhatThereIs()
    {
        var trader = await _venue.NewTrader();
        foreach (var from in (DateTimeOffset[])[StoredPast.Begins, _past.Ends, _venue.Host.Time.GetUtcNow().AddYears(1)])
        {
            using var refused = await trader.TryReplay(_past.Symbol, from);
            refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            var body = await refused.Content.ReadAsStringAsync();
            body.ShouldContain("paper.replay_no_history");
            body.ShouldContain($"{_past.Ends:yyyy-MM-ddTHH:mm}");
        }

        (await trader.TryReplay("NOTHING-AT-ALL", StoredPast.Begins).Code()).ShouldBe("paper.symbol_unknown");
        (await trader.TryReplay(_venue.Second, StoredPast.Begins).Code()).ShouldBe("paper.replay_no_history", "its only bar is not over");

        // In the gap of a day nothing was traded: it begins where the last minute was over.
        var replay = await trader.Replay(_past.Symbol, StoredPast.Begins.AddMinutes(650));
        replay.Clock.ShouldBe(StoredPast.Over(_past.Known(StoredPast.Begins.AddMinutes(650)).Last()));
        // One step crosses it.
        var step = await trader.Advance(replay.Clock, replay.Clock.AddMinutes(1));
        step.Clock.ShouldBe(StoredPast.Over(_past.Minutes.First(minute => StoredPast.At(minute.Time) >= replay.Clock)));
        step.Clock.ShouldBeGreaterThan(StoredPast.Begins.AddMinutes(720));
    }

    [TestMethod]
    public async Task Advance_Far_GoesInStepsOfSoManyBars()
    {
        var trader = await _venue.NewTrader();
        var replay = await trader.Replay(_past.Symbol, StoredPast.Begins.AddMinutes(1));
        var step = await trader.Advance(replay.Clock, _past.Ends, "1h");
        (step.HasMore, step.IsOver).ShouldBe((true, false));
        step.Clock.ShouldBe(StoredPast.Over(_past.Minutes.Where(minute => StoredPast.At(minute.Time) >= replay.Clock).ElementAt(4_999)));
        while (step.HasMore)
        {
            step = await trader.Advance(step.Clock, _past.Ends, "1h");
        }

        (step.Clock, step.IsOver).ShouldBe((_past.Ends, true));
        Bars(await trader.Chart("1h", 5000)).ShouldBe(StoredPast.Composed(_past.Minutes, 3_600_000));
    }

    private static IEnumerable<Candle> Bars(ChartResponse chart) =>
        chart.T.Select((time, i) => new Candle(time * 1000, chart.O[i], chart.H[i], chart.L[i], chart.C[i], chart.V[i]));
}
