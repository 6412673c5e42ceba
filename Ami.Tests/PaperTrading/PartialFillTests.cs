using System.Net;
using Ami.Modules.Market;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Features;
using Ami.Quant.Trading;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.PaperTrading;

/// <summary>A symbol with ten units at each price and a tenth from one to the next, and with fees of its own.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class PartialFillTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext context)
    {
        _venue = await PaperVenue.Open(feeBps: 10m, slippageBps: 0m);
        await _venue.Execute(
            $"update market.symbols set depth_units = 10, depth_distance = 0.1, taker_fee_bps = 20, maker_fee_bps = 4 where symbol = '{_venue.First}'"
        );
        await _venue.Host.Services.GetRequiredService<SymbolDirectory>().Refresh();
        _venue.TellEverybody();
    }

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    [TestMethod]
    public async Task MarketOrder_OfThreeTimesTheDepth_HasSeveralFillsEachWorse()
    {
        var trader = await _venue.NewTrader();
        var costs = await Costs(trader, $"symbol={_venue.First}&side=buy&type=market&quantity=30");
        await trader.Place(trader.OrderBody(_venue.First, "buy", 30m));
        await _venue.Tick(_venue.First, 100m, 0.5m);

        var fills = (await trader.Fills()).OrderBy(fill => fill.Id).ToList();
        fills.Select(fill => (fill.Quantity, fill.Price, fill.Slippage)).ShouldBe([(10m, 100.5m, 0m), (10m, 100.6m, 1m), (10m, 100.7m, 2m)]);
        var order = (await trader.Orders()).Single();
        (order.Status, order.FilledQuantity, order.AverageFillPrice, order.Fees).ShouldBe((OrderStatus.Filled, 30m, 100.6m, 6.036m));
        (await trader.Account()).Cash.ShouldBe(100_000m - 3_018m - 6.036m);
        // The ticket said so before.
        (costs.Fee, costs.ExpectedPrice, costs.Levels, costs.Slippage).ShouldBe((6.006m, 100.1m, 3, 3m));
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Limit_FilledInPart_WorksOn_AndWhatIsFilledStaysWhenItIsCancelled()
    {
        var trader = await _venue.NewTrader();
        await _venue.Quote(_venue.First, 101m);
        var order = await trader.Place(trader.OrderBody(_venue.First, "buy", 35m, "limit", limitPrice: 100m, stopLoss: 90m));
        var matcher = _venue.NewMatcher();
        var batch = await _venue.Quote(_venue.First, 100m);
        await matcher.OnTick(batch, CancellationToken.None);
        // After a fail-over the same prices come again.
        await matcher.OnTick(batch, CancellationToken.None);

        var part = (await trader.Orders()).Single(o => o.Id == order.Id);
        (part.Status, part.FilledQuantity, part.AverageFillPrice, part.Fees).ShouldBe((OrderStatus.Working, 10m, 100m, 0.4m));
        var stop = (await trader.Orders()).Single(o => o.ParentId == order.Id);
        (stop.Status, stop.Quantity).ShouldBe((OrderStatus.Working, 10m));
        (await _venue.Reconcile()).ShouldBeEmpty();

        await _venue.Tick(_venue.First, 100m);
        using (await trader.Cancel(order.Id)) { }
        await _venue.Tick(_venue.First, 99m);
        var ended = (await trader.Orders()).Single(o => o.Id == order.Id);
        (ended.Status, ended.Reason, ended.Quantity, ended.FilledQuantity).ShouldBe((OrderStatus.Cancelled, "user", 35m, 20m));
        (await trader.Positions()).Single().Quantity.ShouldBe(20m);
        (await trader.Orders()).Single(o => o.ParentId == order.Id).Quantity.ShouldBe(20m);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Limit_FilledInPart_IsAmendedForItsRest()
    {
        var trader = await _venue.NewTrader();
        await _venue.Quote(_venue.First, 101m);
        var order = await trader.Place(trader.OrderBody(_venue.First, "buy", 35m, "limit", limitPrice: 100m));
        await _venue.Tick(_venue.First, 100m);
        using var stale = await trader.Amend(order.Id, new { version = order.Version, quantity = 20m });
        (await stale.Code()).ShouldBe("paper.order_changed");
        var part = (await trader.Orders()).Single();
        using var less = await trader.Amend(order.Id, new { version = part.Version, quantity = 10m });
        (await less.Code()).ShouldBe("paper.already_filled");
        using var amended = await trader.Amend(order.Id, new { version = part.Version, quantity = 15m });
        amended.StatusCode.ShouldBe(HttpStatusCode.OK, await amended.Content.ReadAsStringAsync());
        await _venue.Tick(_venue.First, 100m);
        (await trader.Orders()).Single().Status.ShouldBe(OrderStatus.Filled);
        (await trader.Positions()).Single().Quantity.ShouldBe(15m);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Costs_SayWhatTakesAndWhatRests()
    {
        var trader = await _venue.NewTrader();
        await _venue.Quote(_venue.First, 100m, 0.5m);
        await _venue.Quote(_venue.Second, 100m, 0.5m);

        var both = await Costs(trader, $"symbol={_venue.First}&side=buy&type=limit&quantity=35&limitPrice=100.6");
        (both.AtOnce, both.Resting, both.Levels, both.ExpectedPrice, both.WorstPrice).ShouldBe((20m, 15m, 2, 100.5714285714m, 100.6m));
        (both.SpreadCost, both.Slippage, both.Fee).ShouldBe((10m, 1m, (2_011m * 0.002m) + (1_509m * 0.0004m)));
        var rests = await Costs(trader, $"symbol={_venue.First}&side=sell&type=limit&quantity=5&limitPrice=110");
        (rests.AtOnce, rests.Resting, rests.SpreadCost, rests.Fee).ShouldBe((0m, 5m, 0m, 550m * 0.0004m));
        var stop = await Costs(trader, $"symbol={_venue.First}&side=sell&type=stop&quantity=15&stopPrice=90");
        (stop.ExpectedPrice, stop.WorstPrice, stop.Levels).ShouldBe((decimal.Round(((10 * 89.5m) + (5 * 89.4m)) / 15, 10), 89.4m, 2));
        // Without terms of its own a symbol has those of the options.
        var plain = await Costs(trader, $"symbol={_venue.Second}&side=buy&type=market&quantity=1000");
        (plain.Levels, plain.DepthUnits, plain.TakerFeePct, plain.ExpectedPrice).ShouldBe((1, null, 0.001m, 100.5m));
        using var incomplete = await trader.Client.GetAsync($"/api/trading/paper/order-costs?symbol={_venue.First}&side=buy&type=limit&quantity=1");
        (await incomplete.Code()).ShouldBe("paper.order_invalid");
    }

    private static Task<OrderCosts> Costs(PaperTrader trader, string query) => trader.Get<OrderCosts>($"/api/trading/paper/order-costs?{query}");
}
