using System.Text.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Feed;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Live;
using Ami.Quant.Series;
using Ami.TestKit;

namespace Ami.Tests.Market;

[TestClass]
[Needs<MarketModule>]
public sealed class ReplayTests
{
    private const double Speed = 3600;
    private static readonly long First = new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long Hour = BarInterval.OneHour.Milliseconds;

    [TestMethod]
    public async Task Ticks_OfAReplay_StayInsideTheBarsAndTouchTheirPrices()
    {
        await using var market = await Imported("RPLTICKS");
        var (source, clock) = await Start(market, "RPLTICKS");
        var ticks = await source.Ticks(clock.StartedAt - 1, clock.StartedAt + 30_000, CancellationToken.None);

        ticks.Select(t => t.Time).ShouldBeInOrder();
        ticks.Select(t => t.Time).ShouldBeUnique();
        var bars = Bars().Take(30).ToArray();
        foreach (var bar in bars)
        {
            var own = ticks.Where(t => t.MarketTime.ToUnixTimeMilliseconds() >= bar.Time && t.MarketTime.ToUnixTimeMilliseconds() < bar.Time + Hour).ToArray();
            (own[0].Last, own.Max(t => t.Last), own.Min(t => t.Last), own[^1].Last, own.Sum(t => t.Size)).ShouldBe(
                (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume)
            );
            own.ShouldAllBe(t => t.Bid < t.Ask && t.Last >= t.Bid && t.Last <= t.Ask);
        }

        var again = await (await Source(market, "RPLTICKS")).Ticks(clock.StartedAt + 10_000, clock.StartedAt + 20_000, CancellationToken.None);
        again.ShouldBe(
            ticks.Where(t => t.Time.ToUnixTimeMilliseconds() > clock.StartedAt + 10_000 && t.Time.ToUnixTimeMilliseconds() <= clock.StartedAt + 20_000)
        );
    }

    [TestMethod]
    public async Task HasEnded_OnlyWhereNoPriceCanComeAnyMore()
    {
        await using var market = await Imported("RPLENDED");
        var board = market.Get<IQuoteBoard>();
        var symbol = Symbol.Of("RPLENDED");
        (await board.HasEnded(symbol)).ShouldBeTrue("imported bars are not live");
        (await board.HasEnded(Symbol.Of("RPLNOTHING"))).ShouldBeTrue("the symbol is gone");
        (await board.HasEnded(Symbol.Of("BTC-SIM"))).ShouldBeFalse("only its feed may be away");

        await market.Execute(
            """
            insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
            values ('GONE-SIM', 'GONE-SIM', 'Crypto', 'USD', 2, 3, 0.001, 'Simulated')
            """
        );
        await market.Get<SymbolDirectory>().Refresh();
        (await board.HasEnded(Symbol.Of("GONE-SIM"))).ShouldBeTrue("the exchange does not list it any more");

        var (source, clock) = await Start(market, "RPLENDED");
        (await board.HasEnded(symbol)).ShouldBeFalse("it has just begun");
        var last = (await source.Ticks(clock.WallAt(Bars().Last().Time) - 1, long.MaxValue >> 16, CancellationToken.None))[^1].Time;
        market.Time.Advance(last - DateTimeOffset.FromUnixTimeMilliseconds(clock.StartedAt) - TimeSpan.FromMilliseconds(1));
        (await board.HasEnded(symbol)).ShouldBeFalse("its last price comes");
        market.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await board.HasEnded(symbol)).ShouldBeTrue("its last price came, though its last bar is not over");
    }

    [TestMethod]
    public async Task Newest_InTheMiddleOfABar_FormsTheBarFromItsTicks()
    {
        await using var market = await Imported("RPLFORM");
        var (source, clock) = await Start(market, "RPLFORM");
        for (var at = clock.StartedAt; at < clock.StartedAt + 20_000; at += 130)
        {
            var live = (await source.Newest(at, at - 250, CancellationToken.None)).ShouldNotBeNull();
            live.MarketTime.ShouldBeLessThanOrEqualTo(clock.MarketAt(at));
            var bar = Bars().Single(candidate => candidate.Time == live.Forming.Time);
            live.Forming.High.ShouldBeLessThanOrEqualTo(bar.High);
            live.Forming.Low.ShouldBeGreaterThanOrEqualTo(bar.Low);
            live.Forming.Open.ShouldBe(bar.Open);
            foreach (var closed in live.Closed)
            {
                (closed.Time + closed.Length).ShouldBeLessThanOrEqualTo(live.MarketTime);
            }
        }
    }

    [TestMethod]
    public async Task Chart_OfAReplayedSymbol_NeverShowsWhatTheClockHasNotReached()
    {
        await using var market = await Imported("RPLCHART");
        var (_, clock) = await Start(market, "RPLCHART", First + 24 * Hour);
        await market.Get<LiveTicks>().Ready(Symbol.Of("RPLCHART"));
        foreach (var interval in new[] { BarInterval.OneHour, BarInterval.FourHours, BarInterval.OneDay })
        {
            for (var second = 0; second < 12; second++)
            {
                await market.Get<QuotePublisher>().Publish(CancellationToken.None);
                var now = clock.MarketAt(market.Time.GetUtcNow().ToUnixTimeMilliseconds());
                var spec = await market.Spec("RPLCHART");
                spec.Source.ShouldBe(PriceSource.Replay);
                var chart = Read(await market.Get<ChartCache>().Get(spec, interval, 0, long.MaxValue, 500, PriceAdjustment.Splits, CancellationToken.None));
                var times = chart.T.Select(t => t * 1000).ToArray();
                times[^1].ShouldBe(interval.Floor(now));
                chart.Forming.ShouldBeTrue();
                chart.Source.ShouldBe(PriceSource.Replay);
                // Every closed bar is what the file says; nothing counts twice.
                var closed = times.Length - 1;
                chart.V.Take(closed).Sum().ShouldBe(Bars().Where(bar => bar.Time < times[^1]).Sum(bar => bar.Volume));
                market.Time.Advance(TimeSpan.FromMilliseconds(730));
            }
        }
    }

    [TestMethod]
    public async Task Stop_ARunningReplay_ShowsTheWholeHistoryAgain()
    {
        await using var market = await Imported("RPLSTOP");
        await Start(market, "RPLSTOP");
        (await market.Get<Replays>().Stop(Symbol.Of("RPLSTOP"), CancellationToken.None)).Value.ShouldBeTrue();
        (await market.Get<Replays>().Stop(Symbol.Of("RPLSTOP"), CancellationToken.None)).Value.ShouldBeFalse();
        var spec = await market.Spec("RPLSTOP");
        spec.Source.ShouldBe(PriceSource.Imported);
        var answer = await market.Get<ChartCache>().Get(spec, BarInterval.OneHour, 0, long.MaxValue, 5000, PriceAdjustment.Splits, CancellationToken.None);
        Read(answer).T.Length.ShouldBe(400);
    }

    [TestMethod]
    [DataRow("BTC-SIM", 3600.0, "market.replay_not_imported")]
    [DataRow("NOTHING", 3600.0, "market.symbol_unknown")]
    [DataRow("RPLWRONG", 0.0, "market.replay_speed")]
    [DataRow("RPLWRONG", 90_001.0, "market.replay_speed")]
    [DataRow("RPLWRONG", double.NaN, "market.replay_speed")]
    public async Task Start_WhatCannotBePlayed_IsRefused(string symbol, double speed, string code)
    {
        await using var market = await Imported("RPLWRONG");
        (await market.Get<Replays>().Start(Symbol.Of(symbol), null, speed, CancellationToken.None)).Error.Code.ShouldBe(code);
        (
            await market.Get<Replays>().Start(Symbol.Of("RPLWRONG"), DateTimeOffset.FromUnixTimeMilliseconds(First + 405 * Hour), 60, CancellationToken.None)
        ).Error.Code.ShouldBe("market.replay_no_bars");
    }

    /// <summary>400 hours of invented history with a hole of five.</summary>
    private static IEnumerable<Candle> Bars() =>
        Enumerable
            .Range(0, 405)
            .Where(i => i is < 150 or >= 155)
            .Select(i =>
            {
                var middle = 40_000 + 37 * (i % 23) - 19 * (i % 7);
                return new Candle(First + i * Hour, middle + 0.25m, middle + 90.5m, middle - 70.75m, middle + 13 - 5 * (i % 6), 100 + i + 0.125m);
            });

    private static async Task<MarketHarness> Imported(string symbol)
    {
        var market = await MarketHarness.Create();
        await market.Execute(
            $"""
            insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
            values ('{symbol}', '{symbol}', 'Crypto', 'USD', 2, 3, 0.001, 'Imported')
            """
        );
        await market.Get<SymbolDirectory>().Refresh();
        var spec = await market.Spec(symbol);
        await market.Get<CandleStore>().Copy(spec.Id, BarInterval.OneHour, Bars(), CancellationToken.None);
        return market;
    }

    private static async Task<(ITickSource Source, ReplayClock Clock)> Start(MarketHarness market, string symbol, long? from = null)
    {
        DateTimeOffset? begin = from is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
        var clock = (await market.Get<Replays>().Start(Symbol.Of(symbol), begin, Speed, CancellationToken.None)).Value;
        return (await Source(market, symbol), clock);
    }

    private static async Task<ITickSource> Source(MarketHarness market, string symbol) =>
        (await market.Get<FeedSources>().Current(CancellationToken.None)).Single(source => source.Symbol.Value == symbol);

    private static ChartResponse Read(ChartAnswer answer) => JsonSerializer.Deserialize<ChartResponse>(answer.Body, Answers.Json).ShouldNotBeNull();
}
