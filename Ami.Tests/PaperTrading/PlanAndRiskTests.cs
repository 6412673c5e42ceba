using System.Net;
using System.Text.Json;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Quant.Trading;
using Ami.TestKit;

namespace Ami.Tests.PaperTrading;

/// <summary>A plan limits how much somebody may try, never how quickly they may get out; and an order whose answer was lost is done or will never be.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class PlanAndRiskTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext context) => _venue = await PaperVenue.Open(plan: "3/minute");

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    [TestMethod]
    public async Task OrdersUsedUp_WhatReducesIsServed_WhatOpensIsRefused()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", 2m));
        await _venue.Tick(_venue.First, 100m);
        var working = await trader.Place(trader.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 50m));
        var body = trader.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 49m);
        (await Status(trader.TryPlace(body, "third"))).ShouldBe(HttpStatusCode.Created);

        using var refused = await trader.TryPlace(trader.OrderBody(_venue.First, "buy", 1m));
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await refused.Code()).ShouldBe("quota.exceeded");
        refused.Headers.GetValues("RateLimit-Policy").Single().ShouldBe("\"orders\";q=3;w=60");

        (await Status(trader.TryPlace(body, "third"))).ShouldBe(HttpStatusCode.Created, "a repeat is no new order");
        (await Status(trader.TryPlace(trader.OrderBody(_venue.First, "sell", 1m, "stop", stopPrice: 90m)))).ShouldBe(HttpStatusCode.Created);
        (await Status(trader.TryPlace(trader.OrderBody(_venue.First, "sell", 1.5m)))).ShouldBe(
            HttpStatusCode.TooManyRequests,
            "with the stop that works, more than is held"
        );
        (await Status(trader.TryPlace(trader.OrderBody(_venue.First, "sell", 1m, takeProfit: 90m)))).ShouldBe(
            HttpStatusCode.TooManyRequests,
            "a bracket opens"
        );
        (await Status(trader.TryPlace(trader.OrderBody(_venue.Second, "sell", 1m)))).ShouldBe(HttpStatusCode.TooManyRequests, "nothing of it is held");
        (await Status(trader.TryPlace(trader.OrderBody(_venue.First, "sell", 1m)))).ShouldBe(HttpStatusCode.Created);
        await _venue.Tick(_venue.First, 100m);
        foreach (var (type, limit, stop) in new (string, decimal?, decimal?)[] { ("stop", null, 80m), ("limit", 120m, null) })
        {
            using var exit = await trader.TryPlace(trader.OrderBody(_venue.First, "sell", 1m, type, limit, stop));
            exit.StatusCode.ShouldBe(HttpStatusCode.Created, $"a {type} for all that is held, whatever else would close it");
            (await exit.Read<OrderView>()).Role.ShouldBe(OrderRole.Close);
        }

        (await Status(trader.TryPlace(trader.OrderBody(_venue.First, "sell", 2m, "limit", limitPrice: 120m)))).ShouldBe(
            HttpStatusCode.TooManyRequests,
            "more than is held"
        );
        (await trader.Account()).BuyingPower.ShouldBeGreaterThan(99_000m, "exits commit nothing");
        (await Status(trader.Cancel(working.Id))).ShouldBe(HttpStatusCode.OK);
        (await Status(trader.Close(_venue.First))).ShouldBe(HttpStatusCode.Created);
    }

    [TestMethod]
    public async Task OrdersUsedUp_ReversalsAndAmendmentsOfEntries_AreRefused_ButNotWhatWasDoneAlready()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", 2m));
        await _venue.Tick(_venue.First, 100m);
        (await Status(trader.Reverse(_venue.First, "turn"))).ShouldBe(HttpStatusCode.Created);
        await _venue.Tick(_venue.First, 100m);
        var entry = await trader.Place(trader.OrderBody(_venue.First, "sell", 1m, "limit", limitPrice: 150m));

        (await Status(trader.Reverse(_venue.First, "turn"))).ShouldBe(HttpStatusCode.Created, "a repeat is no new order");
        (await Status(trader.Reverse(_venue.First))).ShouldBe(HttpStatusCode.TooManyRequests);
        (await trader.Positions()).Single().Quantity.ShouldBe(-2m);
        (await Status(trader.Amend(entry.Id, new { version = 0, limitPrice = 140m }))).ShouldBe(HttpStatusCode.TooManyRequests);
        var exit = await trader.Place(trader.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 50m));
        (await Status(trader.Amend(exit.Id, new { version = 0, limitPrice = 60m }))).ShouldBe(HttpStatusCode.OK, "it only reduces");
        (await Status(trader.CloseAll())).ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Settle_OrderThatArrived_SaysSo_OneThatDidNot_NeverWill()
    {
        var trader = await _venue.NewTrader();
        var body = trader.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 50m);
        using var placed = await trader.TryPlace(body, "arrived");
        var order = (await placed.Read<OrderView>()).Id;
        var (done, answer) = await Settle(trader, "arrived");
        (done, answer?.Id).ShouldBe((true, order));

        (await Settle(trader, "lost")).Done.ShouldBeFalse();
        using var late = await trader.TryPlace(body, "lost");
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await late.Code()).ShouldBe("idempotency.withdrawn");
        (await Settle(trader, "lost")).Done.ShouldBeFalse();
        (await trader.Orders()).Length.ShouldBe(1);
    }

    [TestMethod]
    public async Task Settle_CancelThatWasGivenUp_NeverHappens_OneThatArrived_SaysSo()
    {
        var trader = await _venue.NewTrader();
        var order = await trader.Place(trader.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 50m));
        (await Settle(trader, "cancel-lost")).Done.ShouldBeFalse();
        using var late = await trader.Cancel(order.Id, "cancel-lost");
        (await late.Code()).ShouldBe("idempotency.withdrawn");
        (await trader.Orders("working")).Single().Id.ShouldBe(order.Id);

        (await Status(trader.Cancel(order.Id, "cancel"))).ShouldBe(HttpStatusCode.OK);
        var (done, answer) = await Settle(trader, "cancel");
        (done, answer?.Status).ShouldBe((true, OrderStatus.Cancelled));
    }

    [TestMethod]
    public async Task Settle_WhileTheOrderArrives_IsTrueWhicheverWasFirst()
    {
        for (var round = 0; round < 10; round++)
        {
            var trader = await _venue.NewTrader();
            var placing = trader.TryPlace(trader.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 50m), "race");
            var settling = Settle(trader, "race");
            using var placed = await placing;
            var (done, _) = await settling;
            placed.StatusCode.ShouldBe(done ? HttpStatusCode.Created : HttpStatusCode.UnprocessableEntity);
            (await trader.Orders()).Length.ShouldBe(done ? 1 : 0);
        }
    }

    private static async Task<(bool Done, OrderView? Answer)> Settle(PaperTrader trader, string key)
    {
        using var response = await trader.Client.PostAsync(new Uri($"/api/requests/{key}/settle", UriKind.Relative), null);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var settled = await response.Read<SettledRequest>();
        return (settled.Done, settled.Answer?.Deserialize<OrderView>(Answers.Json));
    }

    private static async Task<HttpStatusCode> Status(Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        return response.StatusCode;
    }
}
