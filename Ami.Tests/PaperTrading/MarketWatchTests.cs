using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Grains;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.PaperTrading;

[TestClass]
[Needs<PaperTradingModule>]
public sealed class MarketWatchTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext _) => _venue = await PaperVenue.Open();

    [ClassCleanup]
    public static async Task Close() => await _venue.DisposeAsync();

    private static IMarketWatch Watch => _venue.Host.Services.GetRequiredService<IGrainFactory>().GetGrain<IMarketWatch>(0);

    [TestMethod]
    public async Task Crossed_AsOrdersComeAndGo_NamesAccountsByWhatStillWorks()
    {
        var trader = await _venue.NewTrader();
        var high = await trader.Place(Buy(trader, 90m));
        await trader.Place(Buy(trader, 80m));
        (await Crossed(95m)).ShouldBeEmpty();
        (await Crossed(85m)).ShouldBe([trader.AccountId]);

        (await trader.Cancel(high.Id)).Dispose();
        (await Crossed(85m)).ShouldBeEmpty();
        (await Crossed(75m)).ShouldBe([trader.AccountId]);
    }

    [TestMethod]
    public async Task Moved_AfterNewsThatGotLost_IsLeftToTheDatabase()
    {
        var trader = await _venue.NewTrader();
        var order = (await trader.Place(Buy(trader, 90m, _venue.Second))).Id;
        var version = await _venue.Scalar<long>($"select version from paper_trading.accounts where id = '{trader.AccountId}'");
        AccountStep Step(long number) => new(trader.AccountId, number, 0m, 1, [], [], [order]);

        foreach (var number in new[] { version - 1, version, version + 2 })
        {
            await Watch.Moved(Step(number));
        }

        (await Crossed(85m, _venue.Second)).ShouldBe([trader.AccountId]);

        await Watch.Moved(Step(version + 1));
        (await Crossed(85m, _venue.Second)).ShouldBeEmpty();
    }

    private static object Buy(PaperTrader trader, decimal limit, string? symbol = null) =>
        trader.OrderBody(symbol ?? _venue.First, "buy", 1m, "limit", limitPrice: limit);

    private static Task<Guid[]> Crossed(decimal price, string? symbol = null) =>
        Watch.Crossed(new TickRange(symbol ?? _venue.First, price, price, price, price, price, _venue.Host.Time.GetUtcNow().AddSeconds(1)));
}
