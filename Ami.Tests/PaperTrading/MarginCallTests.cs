using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.PaperTrading.Grains;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.PaperTrading;

[TestClass]
[Needs<PaperTradingModule>]
public sealed class MarginCallTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext _) => _venue = await PaperVenue.Open(feeBps: 0m);

    [ClassCleanup]
    public static async Task Close() => await _venue.DisposeAsync();

    [TestMethod]
    public async Task Account_WhoseMarginRunsOut_IsToldOnce_WhateverGoesAwayMeanwhile()
    {
        var trader = await Holding();
        await Price(trader, 88.3m);
        (await trader.Account()).MarginCalledAt.ShouldBeNull();
        await Price(trader, 88.2m);
        var called = await trader.Account();
        called.MarginCalledAt.ShouldNotBeNull();
        called.MarginLevel.ShouldNotBeNull().ShouldBeInRange(1.49m, 1.5m);
        (called.MarginCallLevel, called.MaintenanceMargin, called.InitialMargin).ShouldBe((1.5m, 3_528m, 7_056m));
        await Price(trader, 88.3m);
        await Price(trader, 88.2m);

        // What watches and what decides begin anew, from the database.
        await Forget(trader);
        await Price(trader, 88.1m);
        (await trader.Account()).MarginCalledAt.ShouldBe(called.MarginCalledAt);
        (await Told(trader)).ShouldBe(1);

        await Price(trader, 92m);
        (await trader.Account()).MarginCalledAt.ShouldBeNull();
        await Price(trader, 88.2m);
        (await Told(trader)).ShouldBe(2);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Account_ThatIsCalledAndHoldsNothingAnyMore_IsNotCalled()
    {
        var trader = await Holding();
        await Price(trader, 88m);
        (await trader.Close(_venue.First)).Dispose();
        await _venue.Tick(_venue.First, 88m);
        var account = await trader.Account();
        (account.MarginCalledAt, account.MarginLevel, account.OpenPositions).ShouldBe((null, null, 0));
    }

    [TestMethod]
    public async Task OrderCosts_SayHowTheAccountIsCoveredThen()
    {
        var trader = await Holding();
        var costs = await trader.Get<OrderCosts>(
            $"/api/trading/paper/order-costs?accountId={trader.AccountId}&symbol={_venue.First}&side=sell&type=market&quantity=200"
        );
        // Half of it is left: twenty thousand, of which a tenth has to be covered by ten thousand.
        costs.Margin.ShouldBe(new MarginAfter(4_000m, 2_000m, 5m, 55.56m));
        (await trader.Positions()).ShouldHaveSingleItem().LiquidationPrice.ShouldBe(83.33m);
        var closed = await trader.Get<OrderCosts>(
            $"/api/trading/paper/order-costs?accountId={trader.AccountId}&symbol={_venue.First}&side=sell&type=market&quantity=400"
        );
        closed.Margin.ShouldBe(new MarginAfter(0m, 0m, null, null));
        // What only reduces closes no more than what is held, and opens nothing.
        var (reducing, adding) = (
            await trader.Get<OrderCosts>(
                $"/api/trading/paper/order-costs?accountId={trader.AccountId}&symbol={_venue.First}&side=sell&type=market&quantity=600&reduceOnly=true"
            ),
            await trader.Get<OrderCosts>(
                $"/api/trading/paper/order-costs?accountId={trader.AccountId}&symbol={_venue.First}&side=buy&type=market&quantity=100&reduceOnly=true"
            )
        );
        reducing.Margin.ShouldBe(closed.Margin);
        adding.Margin.ShouldNotBeNull().Initial.ShouldBe(8_000m);
        (
            await trader
                .Client.GetAsync($"/api/trading/paper/order-costs?accountId={Guid.CreateVersion7()}&symbol={_venue.First}&side=sell&type=market&quantity=1")
                .Code()
        ).ShouldBe("paper.account_not_found");
    }

    private static async Task<PaperTrader> Holding()
    {
        await _venue.Quote(_venue.First, 100m);
        var trader = await _venue.NewTrader();
        await trader.OpenAccount(10_000m, 5);
        await trader.Place(trader.OrderBody(_venue.First, "buy", 400m));
        await _venue.Tick(_venue.First, 100m);
        return trader;
    }

    /// <summary>The price moves, and two looks follow.</summary>
    private static async Task Price(PaperTrader trader, decimal price)
    {
        await _venue.Tick(_venue.First, price);
        (await trader.Positions()).ShouldHaveSingleItem().Mark.ShouldBe(price);
        var watch = _venue.NewMarginWatch();
        for (var i = 0; i < 2; i++)
        {
            await watch.CheckMargins(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        }
    }

    private static async Task Forget(PaperTrader trader)
    {
        var grains = _venue.Host.Services.GetRequiredService<IGrainFactory>();
        await grains.GetGrain<IPaperAccount>(trader.AccountId).AsReference<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();
        await grains.GetGrain<IMarketWatch>(0).AsReference<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();
    }

    private static Task<long> Told(PaperTrader trader) =>
        _venue.Scalar<long>($"select count(*) from core.outbox_events where user_id = '{trader.UserId}' and name = '{AccountMarginCalled.EventName}'");
}
