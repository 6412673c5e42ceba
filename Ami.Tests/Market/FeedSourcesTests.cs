using Ami.Modules.Market;
using Ami.Modules.Market.Feed;
using Ami.TestKit;
using Ami.Tests.Core;

namespace Ami.Tests.Market;

[TestClass]
[Needs<MarketModule>]
public sealed class FeedSourcesTests
{
    private const string Gold = "GOLD-SIM";

    /// <summary>The directory is read every few seconds; a source that begins anew forgets what it has made.</summary>
    [TestMethod]
    public async Task Current_SymbolsReadAgain_MakesOnlyAnewWhatChanged()
    {
        await using var silo = await MarketHarness.Create();
        await CoreHost.Execute(
            silo.Database.Owner,
            $"""
            update market.symbols set calendar = 'us-equities' where symbol = '{Gold}';
            insert into market.corporate_actions (symbol_id, day, at, new_shares, old_shares, dividend)
            select id, '2026-03-01', '2026-03-01Z', 4, 1, 0 from market.symbols where symbol = '{Gold}'
            """
        );
        var sources = silo.Get<FeedSources>();
        var before = await Read();
        before.Keys.ShouldContain(Gold);
        var again = await Read();
        foreach (var (symbol, source) in before)
        {
            again[symbol].ShouldBeSameAs(source, symbol);
        }

        await CoreHost.Execute(silo.Database.Owner, $"update market.symbols set spread_bps = 7 where symbol = '{Gold}'");
        var after = await Read();
        after.Where(one => !ReferenceEquals(one.Value, before[one.Key])).ShouldHaveSingleItem().Key.ShouldBe(Gold);

        async Task<Dictionary<string, ITickSource>> Read()
        {
            await silo.Get<SymbolDirectory>().Refresh();
            return (await sources.Current(CancellationToken.None)).ToDictionary(source => source.Symbol.Value);
        }
    }
}
