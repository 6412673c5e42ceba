using Ami.Modules.Market;
using Ami.Modules.Market.Feed;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>What staff change of symbols, as the silo that follows prices and imports files goes by it.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class SymbolsByStaffSiloTests
{
    [TestMethod]
    public async Task Spread_Changed_CountsForTheNextTick()
    {
        await using var market = await MarketHarness.Create();
        var feed = market.Get<FeedSources>();
        var now = market.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var before = await Spread();
        await market.Execute("update market.symbols set spread_bps = 200 where symbol = 'BTC-SIM'");
        await market.Get<SymbolDirectory>().Refresh();
        (await Spread()).ShouldBeInRange(0.0199m, 0.0201m);
        before.ShouldBeLessThan(0.01m);

        async Task<decimal> Spread()
        {
            var source = (await feed.Current(CancellationToken.None)).Single(source => source.Symbol.Value == "BTC-SIM");
            var tick = (await source.Ticks(now - 5_000, now, CancellationToken.None))[^1];
            return (tick.Ask - tick.Bid) / tick.Last;
        }
    }

    [TestMethod]
    public async Task Source_Switched_IsFollowedOrNoMore_AndLeastOrdersOfStaffStay()
    {
        await using var silo = await BinanceHarness.Create();
        await silo.Begin();
        var directory = silo.Market.Get<SymbolDirectory>();
        await silo.Market.Execute("update market.symbols set source = 'Imported' where symbol = 'ETHUSDT'");
        await silo.Market.Execute("update market.symbols set minimums_by_staff = true, min_quantity = 0.5 where symbol = 'BTCUSDT'");
        await directory.Refresh();
        (await silo.Feed.IsOutdated(CancellationToken.None)).ShouldBeTrue();
        (await silo.Feed.Begin(CancellationToken.None)).ShouldBeNull();
        silo.Feed.Feeds.Select(feed => feed.Spec.Symbol.Value).ShouldBe([BinanceHarness.Bitcoin]);
        (await silo.Market.Spec(BinanceHarness.Bitcoin)).MinQuantity.ShouldBe(0.5m);
        (await silo.Feed.IsOutdated(CancellationToken.None)).ShouldBeFalse();

        await silo.Market.Execute("update market.symbols set source = 'Binance' where symbol = 'ETHUSDT'");
        await directory.Refresh();
        (await silo.Feed.IsOutdated(CancellationToken.None)).ShouldBeTrue();
        await silo.Feed.Begin(CancellationToken.None);
        silo.Feed.Feeds.Count.ShouldBe(2);
    }

    [TestMethod]
    public async Task Calendar_OfASymbol_SaysWhereLongerBarsOpen()
    {
        await using var market = await MarketHarness.Create();
        await market.Execute(
            """
            insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source, calendar)
            select s, s, 'Equity', 'USD', 2, 3, 0.001, 'Imported', c from (values ('TOLD', 'us-equities'), ('SILENT', null)) v (s, c)
            """
        );
        // Two days are too few to see by whose clocks the market opens.
        var rows = SessionChartTests.NewYork(new DateOnly(2024, 2, 5), 2, TimeSpan.FromHours(1)).ToList();
        await market.ImportRows("TOLD", "1h", rows);
        await market.ImportRows("SILENT", "1h", rows);
        (await Grids("TOLD")).ShouldBe(["14400 5400 America/New_York", "3600 1800 ", "86400 34200 America/New_York"]);
        (await Grids("SILENT")).ShouldNotContain("86400 34200 America/New_York");

        async Task<List<string>> Grids(string symbol)
        {
            await using var command = market.DataSource.CreateCommand(
                $"select interval_seconds || ' ' || offset_seconds || ' ' || coalesce(zone, '') as line from market.sessions where symbol_id = (select id from market.symbols where symbol = '{symbol}') order by 1"
            );
            await using var reader = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await reader.ReadAsync())
            {
                lines.Add(reader.GetString(0));
            }

            return lines;
        }
    }
}
