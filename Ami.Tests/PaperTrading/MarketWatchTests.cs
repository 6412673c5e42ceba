using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;
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
        await Told(trader, _venue.First);
        (await Crossed(85m)).ShouldBeEmpty();
        (await Crossed(75m)).ShouldBe([trader.AccountId]);
    }

    [TestMethod]
    public async Task Moved_AfterNewsThatGotLost_IsLeftToTheDatabase()
    {
        var trader = await _venue.NewTrader();
        var order = (await trader.Place(Buy(trader, 90m, _venue.Second))).Id;
        var version = await _venue.Scalar<long>($"select version from paper_trading.accounts where id = '{trader.AccountId}'");
        AccountStep Step(long number) => new(trader.AccountId, number, 0m, 1, [], [], [order], Matched: Later(_venue.Second));

        foreach (var number in new[] { version - 1, version, version + 2 })
        {
            await Watch.Moved(Step(number));
        }

        (await Crossed(85m, _venue.Second)).ShouldBe([trader.AccountId]);

        await Watch.Moved(Step(version + 1));
        (await Crossed(85m, _venue.Second)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Crossed_WhatFollowsThePriceOrWaitsForAStop_IsFoundFromNewsAndFromRows()
    {
        var trader = await _venue.NewTrader();
        var trailing = await trader.Place(
            Order(
                trader,
                new
                {
                    side = "sell",
                    type = "trailingStop",
                    trail = new { unit = "price", value = 5m },
                }
            )
        );
        await Look([95m, 101m], [96m, 100m]);

        var stopLimit = await _venue.NewTrader();
        var waiting = await stopLimit.Place(
            Order(
                stopLimit,
                new
                {
                    side = "buy",
                    type = "stopLimit",
                    stopPrice = 110m,
                    limitPrice = 105m,
                }
            )
        );
        foreach (var account in new[] { trader.AccountId, stopLimit.AccountId })
        {
            var rows = await WatchRows.Stands(Source, [account], CancellationToken.None);
            await Watch.Changed(AccountStand.Gone(account) with { Version = rows[0].Version });
            await Watch.Changed(rows[0]);
        }

        await Look([95m, 101m], [96m, 100m]);
        (await Crossed(106m, _venue.Second)).ShouldBe([trader.AccountId], "the stop is at 110");
        (await Crossed(110m, _venue.Second)).ShouldBe([trader.AccountId, stopLimit.AccountId], ignoreOrder: true);
        (await trader.Cancel(trailing.Id)).Dispose();
        (await stopLimit.Cancel(waiting.Id)).Dispose();

        async Task Look(decimal[] concerned, decimal[] unconcerned)
        {
            // Who was named once is named until they tell of it.
            foreach (var price in unconcerned)
            {
                (await Crossed(price, _venue.Second)).ShouldBeEmpty($"{price}");
            }

            foreach (var price in concerned)
            {
                (await Crossed(price, _venue.Second)).ShouldBe([trader.AccountId], $"{price} meets the stop or moves it");
                await Told(trader, _venue.Second);
            }
        }
    }

    [TestMethod]
    public async Task Crossed_OrdersForOneTick_AreConcernedByAny()
    {
        var trader = await _venue.NewTrader();
        var order = await trader.Place(
            Order(
                trader,
                new
                {
                    side = "buy",
                    type = "limit",
                    limitPrice = 50m,
                    timeInForce = "ioc",
                }
            )
        );
        (await Crossed(100m, _venue.Second)).ShouldContain(trader.AccountId);
        (await trader.Cancel(order.Id)).Dispose();
    }

    [TestMethod]
    public async Task Expect_NewsThatAreComing_ConcernTheAccountByEveryPriceUntilTheyAreThere()
    {
        var trader = await _venue.NewTrader();
        var known = (await Stands(trader))[0];
        await Watch.Expect(new Expectation(trader.AccountId, known.Version, [_venue.First]));
        (await Crossed(100m)).ShouldContain(trader.AccountId);
        (await Crossed(100m, _venue.Second)).ShouldNotContain(trader.AccountId);
        await Watch.Changed(known);
        (await Crossed(100m)).ShouldContain(trader.AccountId, "that is from before");
        await Watch.Changed(known with { Version = known.Version + 1 });
        (await Crossed(100m)).ShouldContain(trader.AccountId, "what it decided is known, and not what the price did to that");
        await Watch.Changed(known with { Version = known.Version + 1, Matched = Later(_venue.Second) });
        (await Crossed(100m)).ShouldContain(trader.AccountId, "that is another price");
        await Watch.Changed(known with { Version = known.Version + 1, Matched = Later(_venue.First) });
        (await Crossed(100m)).ShouldNotContain(trader.AccountId);
    }

    [TestMethod]
    public async Task Crossed_AccountThatHasNotToldOfIt_IsNamedAgain()
    {
        var trader = await _venue.NewTrader();
        var order = await trader.Place(Buy(trader, 70m));
        (await Crossed(69m)).ShouldContain(trader.AccountId);
        (await Crossed(71m)).ShouldContain(trader.AccountId, "what it did there may be met here");
        await Told(trader, _venue.First);
        (await Crossed(71m)).ShouldNotContain(trader.AccountId);
        (await trader.Cancel(order.Id)).Dispose();
    }

    private static Npgsql.NpgsqlDataSource Source => _venue.Host.Services.GetRequiredService<Npgsql.NpgsqlDataSource>();

    private static Task<IReadOnlyList<AccountStand>> Stands(PaperTrader trader) => WatchRows.Stands(Source, [trader.AccountId], CancellationToken.None);

    /// <summary>An account tells how it is after the prices that it was named with.</summary>
    private static async Task Told(PaperTrader trader, string symbol) => await Watch.Changed((await Stands(trader))[0] with { Matched = Later(symbol) });

    private static MatchedPrice Later(string symbol) => new(symbol, DateTimeOffset.MaxValue);

    private static object Order(PaperTrader trader, object more)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(more)!.AsObject();
        (body["accountId"], body["symbol"], body["quantity"]) = (trader.AccountId, _venue.Second, 1);
        return body;
    }

    private static object Buy(PaperTrader trader, decimal limit, string? symbol = null) =>
        trader.OrderBody(symbol ?? _venue.First, "buy", 1m, "limit", limitPrice: limit);

    private static Task<Guid[]> Crossed(decimal price, string? symbol = null) =>
        Watch.Crossed(new TickRange(symbol ?? _venue.First, price, price, price, price, price, _venue.Host.Time.GetUtcNow().AddSeconds(1)));
}
