using System.Net;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.PaperTrading.Grains;
using Ami.Quant.Trading;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.PaperTrading;

/// <summary>
/// Stop-limits, trailing stops, times in force, several targets and amendments, from the request to the rows. Every account is read anew from its rows between
/// two steps, so that what was not stored is missed.
/// </summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class OrderTermsTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext _) => _venue = await PaperVenue.Open(feeBps: 0m);

    [ClassCleanup]
    public static async Task Close() => await _venue.DisposeAsync();

    [TestInitialize]
    public Task Begin() => _venue.Quote(_venue.First, 100m);

    [TestCleanup]
    public async Task Reconcile() => (await _venue.Reconcile()).ShouldBeEmpty();

    [TestMethod]
    public async Task StopLimit_AcrossARestart_StaysTriggered()
    {
        var trader = await _venue.NewTrader();
        var order = await trader.Place(Body(trader, "buy", "stopLimit", new { stopPrice = 105m, limitPrice = 103m }));
        await Tick(trader, 106m);
        (await Read(trader, order)).IsTriggered.ShouldBeTrue();
        await Tick(trader, 104m);
        (await trader.Fills()).ShouldBeEmpty();
        await Tick(trader, 102m);
        (await trader.Fills()).Single().Price.ShouldBe(102m);
    }

    [TestMethod]
    public async Task TrailingStop_AcrossARestart_KeepsTheBestPrice()
    {
        var trader = await _venue.NewTrader();
        var order = await trader.Place(Body(trader, "sell", "trailingStop", new { trail = new { unit = "percent", value = 5 } }));
        (order.StopPrice, order.TrailDistance).ShouldBe((95m, 5m));
        await Tick(trader, 110m);
        await Tick(trader, 106m);
        (await Read(trader, order)).StopPrice.ShouldBe(105m);
        await Tick(trader, 104m);
        (await Read(trader, order)).AverageFillPrice.ShouldBe(104m);
    }

    [TestMethod]
    public async Task TrailingExit_FollowsOnceItsEntryIsFilled()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(Body(trader, "buy", "market", new { trail = new { unit = "price", value = 4m } }));
        await Tick(trader, 100m);
        await Tick(trader, 109m);
        (await trader.Positions()).Single().StopLoss.ShouldBe(105m);
        await Tick(trader, 105m);
        (await trader.Positions()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task SeveralTargets_AcrossARestart_CloseTheirPartsAndMoveTheStop()
    {
        var trader = await _venue.NewTrader();
        var targets = new[] { new { price = 110m, quantity = 3m }, new { price = 120m, quantity = 2m } };
        var entry = await trader.Place(
            Body(
                trader,
                "buy",
                "market",
                new
                {
                    quantity = 5m,
                    stopLoss = 90m,
                    targets,
                    breakEven = true,
                }
            )
        );
        await Tick(trader, 101m);
        await Tick(trader, 110m);
        (await trader.Positions()).Select(p => (p.Quantity, p.StopLoss, p.TakeProfit)).ShouldBe([(2m, 101m, 120m)]);
        await Tick(trader, 121m);
        (await trader.Positions()).ShouldBeEmpty();
        (await trader.Orders()).Where(o => o.ParentId == entry.Id).Count(o => o.Status == OrderStatus.Filled).ShouldBe(2);
    }

    [TestMethod]
    public async Task Ioc_OrderForOneTick_EndsWithIt()
    {
        var trader = await _venue.NewTrader();
        var order = await trader.Place(Body(trader, "buy", "limit", new { limitPrice = 95m, timeInForce = "ioc" }));
        await Tick(trader, 96m);
        (await Read(trader, order)).Reason.ShouldBe(OrderReasons.NotAtOnce);
    }

    [TestMethod]
    public async Task Expiry_WithoutATick_IsFoundByTheClock()
    {
        var trader = await _venue.NewTrader();
        var day = await trader.Place(Body(trader, "buy", "limit", new { limitPrice = 95m, timeInForce = "day" }));
        day.ExpiresAt.ShouldBe(new DateTimeOffset(day.PlacedAt.UtcDateTime.Date.AddDays(1), TimeSpan.Zero));
        var moment = _venue.Host.Time.GetUtcNow().AddSeconds(30);
        var order = await trader.Place(
            Body(
                trader,
                "buy",
                "limit",
                new
                {
                    limitPrice = 95m,
                    timeInForce = "gtd",
                    // A clock of Bogotá: whatever the offset, it is the same moment.
                    expiresAt = moment.ToOffset(TimeSpan.FromHours(-5)),
                }
            )
        );
        await Expire();
        (await Read(trader, order)).Status.ShouldBe(OrderStatus.Working);
        _venue.Host.Time.Advance(TimeSpan.FromSeconds(31));
        await Expire();
        (await Read(trader, order)).Reason.ShouldBe(OrderReasons.Expired);
    }

    [TestMethod]
    public async Task ReduceOnly_IsForWhatIsHeldAndNoMore()
    {
        var trader = await _venue.NewTrader();
        var body = Body(
            trader,
            "sell",
            "limit",
            new
            {
                quantity = 9m,
                limitPrice = 110m,
                reduceOnly = true,
            }
        );
        (await Code(await trader.TryPlace(body))).ShouldBe("paper.nothing_to_reduce");
        await trader.Place(Body(trader, "buy", "market", new { quantity = 2m }));
        await Tick(trader, 100m);
        var more = Body(trader, "buy", "limit", new { limitPrice = 90m, reduceOnly = true });
        (await Code(await trader.TryPlace(more))).ShouldBe("paper.nothing_to_reduce", "it would add");
        var order = await trader.Place(body);
        (order.Quantity, order.Role).ShouldBe((2m, OrderRole.Close));
        await Tick(trader, 111m);
        (await trader.Positions()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Amend_ChangesTermsOnceAndKeepsWhatWas()
    {
        var trader = await _venue.NewTrader();
        var order = await trader.Place(Body(trader, "buy", "limit", new { limitPrice = 90m }));
        var body = new
        {
            version = 0,
            limitPrice = 95m,
            quantity = 3m,
        };
        foreach (var key in new[] { "amend-once", "amend-once" })
        {
            using var amended = await trader.Amend(order.Id, body, key);
            amended.StatusCode.ShouldBe(HttpStatusCode.OK, await amended.Content.ReadAsStringAsync());
            var view = await amended.Read<OrderView>();
            (view.Id, view.Version, view.LimitPrice, view.Quantity).ShouldBe((order.Id, 1, 95m, 3m));
        }

        (await Code(await trader.Amend(order.Id, body))).ShouldBe("paper.order_changed");
        await Tick(trader, 95m);
        (await trader.Positions()).Single().Quantity.ShouldBe(3m);
        (await Code(await trader.Amend(order.Id, new { version = 1, limitPrice = 96m }))).ShouldBe("paper.order_final");
        var trail = await trader.Client.Get<AmendmentList>($"/api/trading/paper/order/{order.Id}/amendments");
        trail.Items.Select(a => (a.Version, a.LimitBefore, a.LimitPrice, a.QuantityBefore, a.Quantity)).ShouldBe([(1, 90m, 95m, 1m, 3m)]);
        var stranger = await _venue.NewTrader();
        (await Code(await stranger.Amend(order.Id, body))).ShouldBe("paper.order_not_found");
    }

    [TestMethod]
    public async Task CloseAllAndReverse_DoWhatTheySay()
    {
        var trader = await _venue.NewTrader();
        (await Code(await trader.CloseAll())).ShouldBe("paper.nothing_to_close");
        (await Code(await trader.Reverse(_venue.First))).ShouldBe("paper.no_position");
        await trader.Place(Body(trader, "buy", "market", new { quantity = 2m, stopLoss = 90m }));
        await Tick(trader, 100m);
        using (var reversed = await trader.Reverse(_venue.First))
        {
            reversed.StatusCode.ShouldBe(HttpStatusCode.Created, await reversed.Content.ReadAsStringAsync());
        }

        await Tick(trader, 100m);
        (await trader.Positions()).Single().Quantity.ShouldBe(-2m);
        await trader.Place(Body(trader, "buy", "limit", new { limitPrice = 80m }));
        using (var closed = await trader.CloseAll())
        {
            closed.StatusCode.ShouldBe(HttpStatusCode.OK, await closed.Content.ReadAsStringAsync());
            (await closed.Read<ClosingOrders>()).Items.Select(o => (o.Side, o.Quantity)).ShouldBe([(Side.Buy, 2m)]);
        }

        await Tick(trader, 100m);
        (await trader.Positions()).ShouldBeEmpty();
        (await trader.Orders("working")).ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("""{"type":"stopLimit","stopPrice":105}""", "paper.order_invalid")]
    [DataRow("""{"type":"trailingStop"}""", "paper.order_invalid")]
    [DataRow("""{"type":"limit","limitPrice":90,"timeInForce":"gtd"}""", "paper.order_invalid")]
    [DataRow("""{"type":"limit","limitPrice":90,"expiresAt":"2099-01-01T00:00:00Z"}""", "paper.order_invalid")]
    [DataRow("""{"type":"limit","limitPrice":90,"timeInForce":"gtd","expiresAt":"2001-01-01T00:00:00Z"}""", "paper.expiry_past")]
    [DataRow("""{"type":"stop","stopPrice":105,"timeInForce":"ioc"}""", "paper.order_invalid")]
    [DataRow("""{"type":"market","postOnly":true}""", "paper.order_invalid")]
    [DataRow("""{"type":"limit","limitPrice":101,"postOnly":true}""", "paper.post_only_would_fill")]
    [DataRow("""{"type":"limit","limitPrice":90,"reduceOnly":true,"stopLoss":80}""", "paper.order_invalid")]
    [DataRow("""{"type":"limit","limitPrice":90,"targets":[{"price":95,"quantity":1}]}""", "paper.order_invalid")]
    [DataRow("""{"type":"limit","limitPrice":90,"targets":[{"price":95,"quantity":0.5},{"price":96,"quantity":0.4}]}""", "paper.target_quantities")]
    [DataRow("""{"type":"limit","limitPrice":90,"breakEven":true}""", "paper.order_invalid")]
    [DataRow("""{"type":"trailingStop","trail":{"unit":"percent","value":100}}""", "paper.order_invalid")]
    [DataRow("""{"type":"trailingStop","trail":{"unit":"atr","value":2}}""", "paper.range_unknown")]
    public async Task Place_WhatContradictsItself_IsRefusedWithItsCode(string json, string code)
    {
        var trader = await _venue.NewTrader();
        var body = System.Text.Json.Nodes.JsonNode.Parse(json)!.AsObject();
        (body["accountId"], body["symbol"], body["side"], body["quantity"]) = (trader.AccountId, _venue.First, "buy", 1);
        (await Code(await trader.TryPlace(body))).ShouldBe(code);
        (await trader.Orders()).ShouldBeEmpty();
    }

    private static object Body(PaperTrader trader, string side, string type, object more)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(more)!.AsObject();
        (body["accountId"], body["symbol"], body["side"], body["type"]) = (trader.AccountId, _venue.First, side, type);
        body["quantity"] ??= 1;
        return body;
    }

    [TestMethod]
    [DataRow("average", 150, 200)]
    [DataRow("fifo", 200, 225)]
    public async Task Costs_OfAnAccount_AcrossARestart_DecideWhatAReductionRealises(string costs, int first, int second)
    {
        var trader = await _venue.NewTrader();
        await trader.OpenAccount(100_000m, 1, costs);
        foreach (var price in new[] { 100m, 110m })
        {
            await Tick(trader, price);
            await trader.Place(trader.OrderBody(_venue.First, "buy", 10));
            await Tick(trader, price);
        }

        await Tick(trader, 120m);
        await trader.Place(trader.OrderBody(_venue.First, "sell", 10));
        await Tick(trader, 120m);
        (await trader.Account()).RealisedPnl.ShouldBe(first);
        await Tick(trader, 115m);
        await trader.Place(trader.OrderBody(_venue.First, "sell", 5));
        await Tick(trader, 115m);
        var account = await trader.Account();
        (account.RealisedPnl, account.Costs.ToString().ToLowerInvariant()).ShouldBe((second, costs));
    }

    private static async Task<OrderView> Read(PaperTrader trader, OrderView order) => (await trader.Orders()).Single(o => o.Id == order.Id);

    private static async Task<string?> Code(HttpResponseMessage response)
    {
        using (response)
        {
            return await response.Code();
        }
    }

    /// <summary>The account's grain forgets what it knows, and then the price moves.</summary>
    private static async Task Tick(PaperTrader trader, decimal price)
    {
        var grains = _venue.Host.Services.GetRequiredService<IGrainFactory>();
        await grains.GetGrain<IPaperAccount>(trader.AccountId).AsReference<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();
        await trader.Account();
        await _venue.Tick(_venue.First, price);
    }

    private static Task Expire() => _venue.NewExpiredOrders().Cancel(new JobRun("test", NullLogger.Instance), CancellationToken.None);
}
