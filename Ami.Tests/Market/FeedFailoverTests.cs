using System.Collections.Concurrent;
using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Feed;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Market;

/// <summary>Two silos beside each other, in real time: each tick comes, and one silo at a time hands them over.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class FeedFailoverTests
{
    [TestMethod]
    public async Task Feed_LeaderStops_TheOtherSiloGoesOnWithoutALostTick()
    {
        var (first, second) = (new Recorder(), new Recorder());
        await using var one = await Silo(first);
        await using var two = await Silo(second, one);
        using var feedOne = Feed(one);
        using var feedTwo = Feed(two);
        await feedOne.StartAsync(CancellationToken.None);
        await Until(() => first.Times.Count >= 6);
        await feedTwo.StartAsync(CancellationToken.None);
        await Until(() => first.Times.Count >= 12);
        second.Times.ShouldBeEmpty("the first silo leads");

        await feedOne.StopAsync(CancellationToken.None);
        await Until(() => second.Times.Count >= 8);
        await feedTwo.StopAsync(CancellationToken.None);

        var all = first.Times.Concat(second.Times).ToArray();
        all.ShouldBeUnique("the cursor is stored when a leader stops");
        all.Zip(all.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First == 250);
    }

    private static MarketFeed Feed(MarketHarness silo) => ActivatorUtilities.CreateInstance<MarketFeed>(silo.Services);

    private static Task<MarketHarness> Silo(Recorder recorder, MarketHarness? beside = null) =>
        MarketHarness.Create(services => services.AddSingleton<ITickConsumer>(recorder), beside?.Database, clock: TimeProvider.System);

    private static async Task Until(Func<bool> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!reached())
        {
            await Task.Delay(25, patience.Token);
        }
    }

    private sealed class Recorder : ITickConsumer
    {
        public ConcurrentQueue<long> Times { get; } = new();

        public Task OnTick(TickBatch ticks, CancellationToken cancellationToken)
        {
            if (ticks.Symbol.Value == "BTC-SIM")
            {
                foreach (var tick in ticks.Ticks)
                {
                    Times.Enqueue(tick.Time.ToUnixTimeMilliseconds());
                }
            }

            return Task.CompletedTask;
        }
    }
}
