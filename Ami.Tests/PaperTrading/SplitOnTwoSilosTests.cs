using Ami.Modules.PaperTrading;
using Ami.Quant.Trading;
using Ami.TestKit;

namespace Ami.Tests.PaperTrading;

/// <summary>A split while two silos look after accounts, prices and the job, and one of them goes away.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class SplitOnTwoSilosTests
{
    [TestMethod]
    public async Task CorporateAction_AppliedByWhoeverIsFirst_IsInEachAccountOnce()
    {
        await using var venue = await PaperVenue.Open(apis: 2, feeBps: 0m);
        venue.TellEverybody();
        var day = new SplitDay(venue);
        await day.List();
        var traders = new List<PaperTrader>();
        for (var i = 0; i < 6; i++)
        {
            traders.Add(await day.Holding(venue.First, i % 2 == 0 ? "buy" : "sell", 10m, stopLoss: i % 2 == 0 ? 80m : 130m, api: i));
        }

        await day.Comes(venue.First);
        var first = await venue.Quote(venue.First, 50m);
        // The same prices from two matchers, as after a fail-over, the job of both, and people who order meanwhile.
        Task[] atOnce =
        [
            .. Enumerable.Range(0, 2).Select(api => venue.NewMatcher(api).OnTick(first, CancellationToken.None)),
            .. Enumerable.Range(0, 2).Select(api => day.Apply(api)),
            .. traders.Select(trader => trader.Place(trader.OrderBody(venue.First, "buy", 1m, "limit", limitPrice: 30m))),
        ];
        await Task.WhenAll(atOnce);
        await Task.WhenAll(day.Apply(0), day.Apply(1));
        foreach (var (index, trader) in traders.Index())
        {
            (await trader.Positions()).Single().Quantity.ShouldBe(index % 2 == 0 ? 20m : -20m);
            (await day.Effects(trader)).ShouldBe(1);
            var orders = await trader.Orders("working");
            orders.Single(o => o.Role == OrderRole.StopLoss).StopPrice.ShouldBe(index % 2 == 0 ? 40m : 65m);
            orders.Single(o => o.Role == OrderRole.Entry).LimitPrice.ShouldBe(30m, "it was ordered at a price of new shares");
        }

        (await venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task CorporateAction_WhileASiloGoesAway_IsAppliedByTheOther()
    {
        await using var venue = await PaperVenue.Open(apis: 2, feeBps: 0m);
        venue.TellEverybody();
        var day = new SplitDay(venue);
        await day.List();
        var traders = new List<PaperTrader>();
        for (var i = 0; i < 4; i++)
        {
            traders.Add(await day.Holding(venue.First, "buy", 10m, stopLoss: 80m, api: 0));
        }

        await day.Comes(venue.First);
        var first = await venue.Quote(venue.First, 50m);
        var matched = venue.NewMatcher().OnTick(first, CancellationToken.None);
        await venue.Stop(1);
        try
        {
            await matched;
        }
        catch (Exception lost) when (lost is Orleans.Runtime.OrleansException or TimeoutException)
        {
            // What went away with its calls: the job brings it.
        }

        await day.Apply();
        foreach (var trader in traders)
        {
            (await trader.Positions()).Single().Quantity.ShouldBe(20m);
            (await day.Effects(trader)).ShouldBe(1);
        }

        (await venue.Reconcile()).ShouldBeEmpty();
    }
}
