using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Sources;
using Ami.TestKit;

namespace Ami.Tests.Market;

[TestClass]
[Needs<MarketModule>]
public sealed class BinanceFeedTests
{
    [TestMethod]
    public async Task Follow_NothingGoesWrong_StoresEveryBarAndTellsEveryTrade()
    {
        await using var silo = await BinanceHarness.Create();
        await silo.Begin();
        await silo.Pass(200);

        await silo.StoredBarsAreComplete(120);
        silo.EveryTradeWasHeard(BinanceHarness.Bitcoin, MarketHarness.Start);
        silo.EveryTradeWasHeard(BinanceHarness.Ether, MarketHarness.Start);
        silo.Trouble.ShouldBeNull();
        (
            await silo.Market.Count(
                "select count(*) from market.candles c join market.symbols s on s.id = c.symbol_id where s.source = 'Binance' and interval_seconds = 86400"
            )
        ).ShouldBe(2 * 366);
        silo.Exchange.Opened.ShouldHaveSingleItem("names are in small letters")
            .ShouldBe("/stream?streams=btcusdt@aggTrade/btcusdt@kline_1m/ethusdt@aggTrade/ethusdt@kline_1m");

        // Bars came by the stream: what had closed before is all that was asked for, and each hour once.
        silo.Exchange.Asked.Count(asked => asked.Target.Contains("interval=1m", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(6);
    }

    [TestMethod]
    public async Task Begin_SymbolsOfTheExchange_AreInTheCatalogueByItsFilters()
    {
        await using var silo = await BinanceHarness.Create(settings: new() { ["Market:Binance:Symbols:2"] = "NOSUCH" });
        await silo.Begin();

        var spec = await silo.Market.Spec(BinanceHarness.Bitcoin);
        (spec.Source, spec.AssetClass, spec.Currency.Code, spec.PriceDigits, spec.QuantityDigits, spec.MinQuantity, spec.MinNotional).ShouldBe(
            (PriceSource.Binance, AssetClass.Crypto, "USD", 2, 5, 0.00001m, 5m)
        );
        spec.Name.ShouldBe("BTC / USDT");
        silo.Feed.Feeds.Count.ShouldBe(2, "what the exchange does not know is left out");
    }

    [TestMethod]
    public async Task Begin_StepsThatAreNoPowersOfTen_AreHeld()
    {
        await using var silo = await BinanceHarness.Create();
        (silo.Exchange.Tapes[0].StepSize, silo.Exchange.Tapes[1].TickSize) = ("0.05000000", "0.50000000");
        await silo.Begin();

        var spec = await silo.Market.Spec(BinanceHarness.Bitcoin);
        (spec.QuantityStep, spec.MinQuantity).ShouldBe((0.1m, 0.1m), "each tenth is on the exchange's step, a hundredth is not");
        silo.Feed.Feeds.Select(feed => feed.Spec.Symbol.Value).ShouldBe([BinanceHarness.Bitcoin], "prices by halves cannot be held");
    }

    [TestMethod]
    public async Task Begin_SymbolThatWasImported_StaysWhatItIs()
    {
        var database = await TestServers.CreateDatabase();
        await using (var earlier = await MarketHarness.Create(database: database))
        {
            var (code, output) = await earlier.ImportRows(
                "BTCUSDT",
                "1h",
                MarketHarness.CandleRows(new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1), 5, "1")
            );
            code.ShouldBe(0, output);
        }

        await using var silo = await BinanceHarness.Create(database: database);
        await silo.Begin();
        silo.Feed.Feeds.Select(feed => feed.Spec.Symbol.Value).ShouldBe([BinanceHarness.Ether]);
        (await silo.Market.Spec("BTCUSDT")).Source.ShouldBe(PriceSource.Imported);
    }

    [TestMethod]
    public async Task Follow_MessagesDoubledOutOfOrderMissingAndBroken_NothingIsMissing()
    {
        await using var silo = await BinanceHarness.Create();
        await silo.Begin();
        var random = new Random(5);
        silo.Exchange.Distort = messages =>
        {
            var sent = new List<string>();
            foreach (var message in messages)
            {
                for (
                    var copies = random.Next(10) switch
                    {
                        < 2 => 0,
                        < 8 => 1,
                        _ => 2,
                    };
                    copies > 0;
                    copies--
                )
                {
                    sent.Insert(random.Next(4) == 0 ? random.Next(sent.Count + 1) : sent.Count, message);
                }
            }

            sent.Insert(0, "{\"stream\":\"btcusdt@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":1");
            sent.Insert(0, """{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":1,"s":"BTCUSDT"}}""");
            return sent;
        };
        await silo.Pass(300);
        silo.Exchange.Distort = null;
        await silo.Pass(10);

        await silo.StoredBarsAreComplete(120);
        silo.EveryTradeWasHeard(BinanceHarness.Bitcoin, MarketHarness.Start);
        silo.EveryTradeWasHeard(BinanceHarness.Ether, MarketHarness.Start);
    }

    [TestMethod]
    public async Task Follow_WrongSequence_IsPutInOrderByIds()
    {
        await using var silo = await BinanceHarness.Create();
        await silo.Begin();
        // Ids jump back: what the exchange told long ago comes once more.
        List<string> all = [];
        silo.Exchange.Distort = messages =>
        {
            all.AddRange(messages);
            return [.. messages.Reverse(), .. all.Take(20)];
        };
        await silo.Pass(150);
        silo.Exchange.Distort = null;
        await silo.Pass(10);

        await silo.StoredBarsAreComplete(120);
        silo.EveryTradeWasHeard(BinanceHarness.Bitcoin, MarketHarness.Start);
    }

    [TestMethod]
    public async Task Follow_ConnectionsAreCut_WhatWasMissedIsAskedFor()
    {
        await using var silo = await BinanceHarness.Create();
        await silo.Begin();
        for (var round = 0; round < 4; round++)
        {
            await silo.Pass(50);
            silo.Exchange.Fault = target => target.StartsWith("/stream", StringComparison.Ordinal) ? new BinanceFault(500) : null;
            silo.Exchange.CutAll();
            await silo.Pass(40);
            await silo.TroubleBecomes(SourceErrors.UnreachableCode);
            silo.Exchange.Fault = null;
            await silo.Connected();
        }

        await silo.Pass(10);
        await silo.StoredBarsAreComplete(120);
        silo.EveryTradeWasHeard(BinanceHarness.Bitcoin, MarketHarness.Start);
        silo.Exchange.Opened.Count.ShouldBe(5);
        silo.Trouble.ShouldBeNull();
    }

    [TestMethod]
    public async Task Fill_AnswerToAnEarlierQuestion_DoesNotEndALaterDoubt()
    {
        await using var silo = await BinanceHarness.Create();
        await silo.Begin();
        var feed = silo.Feed.Feeds.First();
        var asked = feed.Doubts;
        feed.Doubt();
        feed.Fill([], all: true, asked);
        feed.IsIncomplete.ShouldBeTrue();
        feed.Fill([], all: true, feed.Doubts);
        feed.IsIncomplete.ShouldBeFalse();
    }

    [TestMethod]
    public async Task Follow_ConnectionFallsSilent_IsOpenedAnew()
    {
        await using var silo = await BinanceHarness.Create();
        await silo.Begin();
        await silo.Pass(20);
        silo.Exchange.Distort = _ => [];
        await silo.Pass(32);
        await Eventually.BecomesTrueAsync(() => silo.Exchange.Opened.Count == 2, CancellationToken.None);
        silo.Exchange.Distort = null;
        await silo.Pass(60);

        await silo.StoredBarsAreComplete(120);
        silo.EveryTradeWasHeard(BinanceHarness.Bitcoin, MarketHarness.Start);
    }

    [TestMethod]
    public async Task Follow_LongAbsence_BarsTellOfTheTimeThatTradesAreNotKnownOf()
    {
        await using var silo = await BinanceHarness.Create();
        await silo.Begin();
        await silo.Pass(30);
        silo.Exchange.Fault = _ => new BinanceFault(503);
        silo.Exchange.CutAll();
        await silo.Pass(8 * 60);
        silo.Exchange.Fault = null;
        await silo.Connected();
        await silo.Pass(90);

        await silo.StoredBarsAreComplete(125);
        var absent = MarketHarness.Start.AddMinutes(2);
        var back = MarketHarness.Start.AddMinutes(8);
        var heard = silo.Ticks[BinanceHarness.Bitcoin];
        heard.Zip(heard.Skip(1)).ShouldAllBe(pair => pair.First.Time < pair.Second.Time);
        var between = heard.Where(tick => tick.MarketTime >= absent && tick.MarketTime < back).ToList();
        var truth = silo
            .Exchange.Tapes[0]
            .Trades.Where(trade => trade.Time >= absent.ToUnixTimeMilliseconds() && trade.Time < back.ToUnixTimeMilliseconds())
            .ToList();
        between.Count.ShouldBeLessThan(truth.Count / 10, "four for each minute");
        var minutes = between.Where(tick => tick.MarketTime.Second == 0).Select(tick => tick.MarketTime).ToList();
        minutes.ShouldContain(MarketHarness.Start.AddMinutes(5).AddSeconds(-30.1));
        silo.EveryTradeWasHeard(BinanceHarness.Bitcoin, MarketHarness.Start.AddMinutes(9));
    }

    [TestMethod]
    public async Task Follow_AbsenceOfWhichTradesAreAskedFor_EveryTradeIsHeardHoweverLongItWas()
    {
        await using var silo = await BinanceHarness.Create(settings: new() { ["Market:Binance:TradesOfAtMost"] = "01:00:00" });
        await silo.Begin();
        await silo.Pass(30);
        // Nothing of this time comes by the stream.
        silo.Exchange.Distort = _ => [];
        silo.Time.Advance(TimeSpan.FromMinutes(40));
        await silo.Exchange.Step();
        silo.Exchange.Distort = null;
        await silo.Pass(1);
        await silo.Connected();
        await silo.Pass(10);

        silo.EveryTradeWasHeard(BinanceHarness.Bitcoin, MarketHarness.Start);
        silo.EveryTradeWasHeard(BinanceHarness.Ether, MarketHarness.Start);
    }

    [TestMethod]
    [DataRow(45)]
    [DataRow(-45)]
    [DataRow(0)]
    public async Task Follow_ClocksDiffer_BarsAreByTheExchangeAndTicksByOurs(int seconds)
    {
        await using var silo = await BinanceHarness.Create(TimeSpan.FromSeconds(seconds));
        await silo.Begin();
        await silo.Pass(150);

        await silo.StoredBarsAreComplete(100);
        silo.EveryTradeWasHeard(BinanceHarness.Bitcoin, MarketHarness.Start.AddSeconds(seconds));
        silo.Trouble.ShouldBe(seconds == 0 ? null : SourceErrors.ClockCode);
        var newest = silo.Ticks[BinanceHarness.Bitcoin][^1];
        (silo.Time.GetUtcNow() - newest.Time).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(3));

        silo.Exchange.Skew -= TimeSpan.FromSeconds(seconds);
        await silo.Pass(40);
        // A clock that is set back has nothing new to tell until it is where it was, and a silent connection is opened anew.
        await Eventually.BecomesTrueAsync(() => silo.Exchange.Opened.Count == (seconds > 0 ? 2 : 1), CancellationToken.None);
        await silo.Pass(50);
        silo.Trouble.ShouldBeNull("the clock is looked at again when messages do not fit it");
        await silo.StoredBarsAreComplete(100);
    }
}
