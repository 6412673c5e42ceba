using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Sources.Recording;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>What was heard of an exchange can be played again, to a silo that knows nothing yet.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class RecordingTests
{
    [TestMethod]
    public async Task Play_WhatWasRecorded_GivesTheSameBarsAndTrades()
    {
        var folder = Directory.CreateTempSubdirectory("ami-recording-");
        try
        {
            List<(DateTimeOffset, decimal, decimal)> trades;
            List<string> bars;
            await using (var live = await BinanceHarness.Create(settings: new() { ["Market:Binance:RecordTo"] = folder.FullName }))
            {
                await live.Begin();
                await live.Pass(200);
                trades = Heard(live.Ticks[BinanceHarness.Bitcoin]);
                bars = await Bars(live.Market);
            }

            var file = Directory.GetFiles(folder.FullName).ShouldHaveSingleItem();
            // Months later, and without any exchange.
            var later = MarketHarness.Start.AddDays(100);
            var time = new ManualTime(later);
            await using var exchange = new SimulatedBinance(time, TimeSpan.Zero, BinanceHarness.Bitcoin, BinanceHarness.Ether);
            var settings = exchange.Settings();
            settings["Market:Binance:PlayFrom"] = file;
            await using var market = await MarketHarness.Create(clock: time, settings: settings);
            await using var played = new PlayedSilo(market, time);
            await played.Run(TimeSpan.FromSeconds(203));

            exchange.Asked.ShouldBeEmpty();
            exchange.Opened.ShouldBeEmpty();
            (await Bars(market)).ShouldBe(bars);
            var ticks = played.Consumer.Ticks[BinanceHarness.Bitcoin];
            ticks.ShouldAllBe(tick => tick.Time >= later);
            var heard = Heard(ticks);
            heard.Count.ShouldBeGreaterThan(trades.Count - 40);
            heard.ShouldBe(trades.SkipWhile(trade => trade != heard[0]).Take(heard.Count));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void Recorder_NewDay_BeginsANewFile()
    {
        var folder = Directory.CreateTempSubdirectory("ami-recording-");
        try
        {
            var time = new ManualTime();
            using (var recorder = new MessageRecorder(folder.FullName, "binance", time))
            {
                recorder.Message("one"u8);
                time.Advance(TimeSpan.FromDays(1));
                recorder.Answer("/api/v3/time", 200, "two");
            }

            Directory.GetFiles(folder.FullName).Select(Path.GetFileName).Order().ShouldBe(["binance-20260302.jsonl", "binance-20260303.jsonl"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<(DateTimeOffset, decimal, decimal)> Heard(IEnumerable<Tick> ticks) =>
        [.. ticks.Select(tick => (tick.MarketTime, tick.Last, tick.Size))];

    private static async Task<List<string>> Bars(MarketHarness market)
    {
        await using var command = market.DataSource.CreateCommand(
            """
            select s.symbol || c.interval_seconds || c.t || c.open || c.high || c.low || c.close || c.volume from market.candles c join market.symbols s on s.id = c.symbol_id
            order by c.symbol_id, c.interval_seconds, c.t
            """
        );
        await using var reader = await command.ExecuteReaderAsync();
        var bars = new List<string>();
        while (await reader.ReadAsync())
        {
            bars.Add(reader.GetString(0));
        }

        return bars;
    }
}
