using System.Net;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Grains;
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

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public async Task SameStream_OnOneOrTwoSilos_HasTheSameFills(int seed)
    {
        var alone = await FillsOf(silos: 1, seed);
        alone.Length.ShouldBeGreaterThan(100, "a stream with few fills proves little");
        (await FillsOf(silos: 2, seed)).ShouldBe(alone);
    }

    private static async Task<string[]> FillsOf(int silos, int seed)
    {
        await using var venue = await PaperVenue.Open(silos, more: services => services.AddSingleton<IOutgoingGrainCallFilter, LateNews>());
        venue.TellEverybody();
        var random = new Random(seed);
        var traders = new List<PaperTrader>();
        for (var i = 0; i < 6; i++)
        {
            traders.Add(await venue.NewTrader(i));
        }

        var price = 100m;
        for (var step = 0; step < Steps; step++)
        {
            foreach (var trader in traders.Where(_ => random.Next(2) == 0))
            {
                await Act(venue, trader, random, price);
            }

            price = Math.Clamp(price + (random.Next(-300, 301) / 100m), 80m, 120m);
            await venue.Tick(venue.First, price, 0.05m);
        }

        var fills = await Task.WhenAll(traders.Select(trader => trader.Fills()));
        return [.. fills.SelectMany((own, trader) => own.Reverse().Select(fill => $"trader {trader} {fill.Side} {fill.Quantity} at {fill.Price}"))];
    }

    private static async Task Act(PaperVenue venue, PaperTrader trader, Random random, decimal price)
    {
        var (side, away) = (random.Next(2) == 0 ? "buy" : "sell", random.Next(10, 200) / 100m);
        var (beyond, before) = side == "buy" ? (price + away, price - away) : (price - away, price + away);
        var quantity = random.Next(1, 4);
        using var response = random.Next(6) switch
        {
            0 => await trader.TryPlace(trader.OrderBody(venue.First, side, quantity)),
            1 => await trader.TryPlace(trader.OrderBody(venue.First, side, quantity, "limit", limitPrice: before)),
            2 => await trader.TryPlace(trader.OrderBody(venue.First, side, quantity, "stop", stopPrice: beyond)),
            3 => await trader.TryPlace(trader.OrderBody(venue.First, side, quantity, takeProfit: beyond, stopLoss: before)),
            4 => await trader.Close(venue.First),
            _ => await trader.Reverse(venue.First),
        };
        ((int)response.StatusCode).ShouldBeLessThan((int)HttpStatusCode.InternalServerError, await response.Content.ReadAsStringAsync());
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
