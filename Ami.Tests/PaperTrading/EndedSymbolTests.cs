using System.Net;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Quant.Trading;
using Ami.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.PaperTrading;

/// <summary>When no more prices of a symbol come, nothing of it waits for one.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class EndedSymbolTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext _) => _venue = await PaperVenue.Open(feeBps: 0m);

    [ClassCleanup]
    public static async Task Close() => await _venue.DisposeAsync();

    [TestInitialize]
    public async Task Begin()
    {
        await _venue.End(_venue.First, ended: false);
        await _venue.Quote(_venue.First, 100m);
    }

    [TestCleanup]
    public async Task Reconcile() => (await _venue.Reconcile()).ShouldBeEmpty();

    [TestMethod]
    [DataRow(1)]
    [DataRow(30)]
    public async Task Close_AfterTheLastPrice_IsDoneAtOnceAtThatPrice(int seconds)
    {
        var trader = await Holding(2m);
        await _venue.Tick(_venue.First, 104m);
        await _venue.End(_venue.First);
        _venue.Host.Time.Advance(TimeSpan.FromSeconds(seconds));

        using var closed = await trader.Close(_venue.First);
        closed.StatusCode.ShouldBe(HttpStatusCode.Created);
        var order = await closed.Read<OrderView>();
        (order.Status, order.AverageFillPrice).ShouldBe((OrderStatus.Filled, 104m));
        (await trader.Positions()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Place_AfterTheLastPrice_IsRefused()
    {
        var trader = await _venue.NewTrader();
        await _venue.End(_venue.First);
        using var refused = await trader.TryPlace(trader.OrderBody(_venue.First, "buy", 1m));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Code()).ShouldBe("paper.symbol_ended");
    }

    [TestMethod]
    public async Task Settle_WhatNobodyCloses_IsExecutedAtTheLastPriceOrCancelled()
    {
        var trader = await Holding(10m);
        await trader.Place(trader.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 50m, takeProfit: 60m));
        var sell = await trader.Place(trader.OrderBody(_venue.First, "sell", 4m));
        await trader.Place(trader.OrderBody(_venue.Second, "buy", 1m, "limit", limitPrice: 50m));
        await _venue.End(_venue.First);

        await Settle();
        (await trader.Orders("working")).Length.ShouldBe(4, "the matcher may not have had the last price");
        _venue.Host.Time.Advance(TimeSpan.FromSeconds(11));
        await Settle();

        (await trader.Orders("working")).Single().Symbol.ShouldBe(_venue.Second);
        (await trader.Positions()).Single().Quantity.ShouldBe(6m);
        var orders = (await trader.Orders()).Where(o => o.Symbol == _venue.First).ToArray();
        orders.Single(o => o.Id == sell.Id).AverageFillPrice.ShouldBe(100m);
        var cancelled = orders.Where(o => o.Status == OrderStatus.Cancelled).ToArray();
        (cancelled.Length, cancelled.All(o => o.Reason == "ended")).ShouldBe((2, true));
        (await trader.Account()).BuyingPower.ShouldBe(100_000m - 600m - 50m);
    }

    [TestMethod]
    public async Task Liquidation_OfWhatHasNoMorePrices_IsDoneAtTheLastOne()
    {
        var trader = await _venue.NewTrader();
        await trader.OpenAccount(1_000m, 5);
        await _venue.Quote(_venue.Second, 100m);
        await trader.Place(trader.OrderBody(_venue.First, "buy", 45m));
        await trader.Place(trader.OrderBody(_venue.Second, "buy", 0.1m));
        await _venue.Tick(_venue.First, 100m);
        await _venue.Tick(_venue.Second, 100m);
        await _venue.Tick(_venue.First, 80m);
        await _venue.End(_venue.First);
        await _venue.NewMarginWatch().CheckMargins(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        (await trader.Orders("working")).Select(o => o.Role).ShouldBe([OrderRole.Liquidation, OrderRole.Liquidation]);

        _venue.Host.Time.Advance(TimeSpan.FromSeconds(11));
        await Settle();
        (await trader.Positions()).Single().Symbol.ShouldBe(_venue.Second);
        (await trader.Account()).Cash.ShouldBe(100m - 10m);
    }

    private static Task Settle() => _venue.NewEndedSymbols().Settle(new JobRun("test", NullLogger.Instance), CancellationToken.None);

    private static async Task<PaperTrader> Holding(decimal quantity)
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", quantity));
        await _venue.Tick(_venue.First, 100m);
        return trader;
    }
}
