using System.Net;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Grains;
using Ami.Quant.Trading;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.PaperTrading;

/// <summary>
/// Where accounts, the market watch and the matcher live decides nothing: no price overtakes an order that was there before it, however late news of it are.
/// </summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class SiloCountTests
{
    private const int Steps = 60;

    /// <summary>So many steps are a stretch of time, in which orders expire that are good for less.</summary>
    private const int StepsOfAStretch = 6;

    private static readonly TimeSpan Stretch = TimeSpan.FromMinutes(20);

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public async Task SameStream_OnOneOrTwoSilos_HasTheSameFills(int seed)
    {
        var (fills, orders, wanted) = await Run(silos: 1, seed);
        fills.Length.ShouldBeGreaterThan(100, "a stream with few fills proves little");
        foreach (var (what, count) in wanted)
        {
            count.ShouldBeGreaterThan(0, $"a stream without {what} proves nothing of it");
        }

        var (others, ends, _) = await Run(silos: 2, seed);
        others.ShouldBe(fills);
        ends.ShouldBe(orders);
    }

    /// <returns>Fills and what became of orders, the same for the same stream; and how much of what it is to be about there was.</returns>
    private static async Task<(string[] Fills, string[] Orders, Dictionary<string, int> Wanted)> Run(int silos, int seed)
    {
        await using var venue = await PaperVenue.Open(silos, more: services => services.AddSingleton<IOutgoingGrainCallFilter, LateNews>());
        await venue.Execute($"update market.symbols set depth_units = 2, depth_distance = 0.1 where symbol = '{venue.First}'");
        await venue.RefreshSymbols();
        venue.TellEverybody();
        // Every stream begins at the same time of the day, which ends in the midst of it, as far from a step in time as the others are.
        var now = venue.Host.Time.GetUtcNow();
        venue.Advance(now.UtcDateTime.Date.AddDays(2).AddMinutes(-70) - now.UtcDateTime);
        var random = new Random(seed);
        var traders = new List<RandomTrader>();
        for (var i = 0; i < 6; i++)
        {
            traders.Add(new RandomTrader(await venue.NewTrader(i), venue, random));
        }

        var price = 100m;
        for (var step = 1; step <= Steps; step++)
        {
            foreach (var trader in traders.Where(_ => random.Next(2) == 0))
            {
                using var response = await trader.Act(price);
                ((int)response.StatusCode).ShouldBeLessThan((int)HttpStatusCode.InternalServerError, await response.Content.ReadAsStringAsync());
            }

            if (step % StepsOfAStretch == 0)
            {
                venue.Advance(Stretch);
            }

            price = Math.Clamp(price + (random.Next(-300, 301) / 100m), 80m, 120m);
            await venue.Tick(venue.First, price, 0.05m);
        }

        var fills = await Task.WhenAll(traders.Select(trader => trader.Of.Fills()));
        var orders = await Task.WhenAll(traders.Select(trader => trader.Of.Orders()));
        var all = orders.SelectMany(own => own).ToList();
        var inParts = fills.SelectMany(own => own).CountBy(fill => fill.OrderId).Where(order => order.Value > 1).Select(order => order.Key).ToHashSet();
        return (
            [.. fills.SelectMany((own, trader) => own.Reverse().Select(fill => $"trader {trader} {fill.Side} {fill.Quantity} at {fill.Price}"))],
            [.. orders.SelectMany((own, trader) => own.Select(order => $"trader {trader} {Became(order)}")).Order(StringComparer.Ordinal)],
            new()
            {
                ["stop-limits that were reached"] = all.Count(o => o is { Type: OrderType.StopLimit, IsTriggered: true }),
                ["trailing stops that were filled"] = all.Count(o => o is { Type: OrderType.TrailingStop, Status: OrderStatus.Filled }),
                ["amendments"] = traders.Sum(trader => trader.Amended),
                ["orders whose moment came"] = all.Count(o => o is { TimeInForce: TimeInForce.Gtd, Reason: OrderReasons.Expired }),
                ["orders for one tick that missed it"] = all.Count(o => o.Reason == OrderReasons.NotAtOnce),
                ["orders whose day ended"] = all.Count(o => o is { TimeInForce: TimeInForce.Day, Reason: OrderReasons.Expired }),
                ["limits that were filled in parts"] = all.Count(o => o.Type == OrderType.Limit && inParts.Contains(o.Id)),
            }
        );

        static string Became(OrderView o) =>
            $"{o.Type} {o.Role} {o.Side} {o.TimeInForce} {o.FilledQuantity} of {o.Quantity} limit {o.LimitPrice} stop {o.StopPrice}: {o.Status} {o.Reason} ({o.Version})";
    }

    /// <summary>A slow network between accounts and the watch: what is sent without waiting for an answer arrives behind later prices.</summary>
    private sealed class LateNews : IOutgoingGrainCallFilter
    {
        public async Task Invoke(IOutgoingGrainCallContext context)
        {
            if (
                context.InterfaceMethod.DeclaringType == typeof(IMarketWatch)
                && context.MethodName is nameof(IMarketWatch.Moved) or nameof(IMarketWatch.Changed)
            )
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25));
            }

            await context.Invoke();
        }
    }
}
