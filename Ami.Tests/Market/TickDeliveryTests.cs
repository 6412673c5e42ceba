using Ami.Modules.Market;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Feed;
using Ami.Quant.Simulation;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Market;

[TestClass]
[Needs<MarketModule>]
public sealed class TickDeliveryTests
{
    [TestMethod]
    public async Task Round_ClockMovesOn_HandsEveryTickOverOnceAndInOrder()
    {
        var heard = new Recorder();
        await using var market = await MarketHarness.Create(s => s.AddSingleton<ITickConsumer>(heard));
        await Drain(market);
        heard.Ticks.ShouldBeEmpty("a symbol begins at the present");
        for (var i = 0; i < 5; i++)
        {
            market.Time.Advance(TimeSpan.FromSeconds(17));
            await Drain(market);
        }

        heard.Ticks.Count.ShouldBe(10);
        foreach (var (symbol, ticks) in heard.Ticks)
        {
            ticks
                .Select(t => t.Time.ToUnixTimeMilliseconds())
                .ShouldBe(Enumerable.Range(1, 5 * 17 * 4).Select(i => Floor(MarketHarness.Start) + 250L * i), symbol);
            ticks.ShouldAllBe(t => t.Bid < t.Ask && t.Time == t.MarketTime);
        }

        var simulated = market.Get<SimulatedExchange>().Market("OIL-SIM").ShouldNotBeNull();
        var first = heard.Ticks["OIL-SIM"][0];
        simulated.Symbol.Price(simulated.Ticks(Floor(MarketHarness.Start) / 60_000 * 60_000)[121].Last).ShouldBe(first.Last);
    }

    [TestMethod]
    public async Task Deliver_AnotherProcessTakesOver_GoesOnFromTheStoredCursor()
    {
        var (before, after) = (new Recorder(), new Recorder());
        await using var first = await MarketHarness.Create(s => s.AddSingleton<ITickConsumer>(before));
        await RunUntil(first, async () => await first.Count("select count(*) from market.feed_cursors") == 10);
        first.Time.Advance(TimeSpan.FromSeconds(30));
        await RunUntil(first, () => Task.FromResult(before.Count("BTC-SIM") == 120));

        await using var second = await MarketHarness.Create(
            s => s.AddSingleton<ITickConsumer>(after),
            first.Database,
            start: MarketHarness.Start.AddMinutes(10)
        );
        await RunUntil(second, () => Task.FromResult(after.Count("BTC-SIM") >= 4 * 60 * 10 - 120));

        var all = before.Ticks["BTC-SIM"].Concat(after.Ticks["BTC-SIM"]).Select(t => t.Time).ToArray();
        all.ShouldBeUnique();
        all.Length.ShouldBe(4 * 60 * 10);
        after.CatchingUp.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Round_LongAbsence_HandsOldMinutesOverCoarselyButTouchesTheirExtremes()
    {
        var heard = new Recorder();
        await using var market = await MarketHarness.Create(s => s.AddSingleton<ITickConsumer>(heard));
        await Drain(market);
        market.Time.Advance(TimeSpan.FromHours(5));
        await Drain(market);

        var ticks = heard.Ticks["ETH-SIM"];
        ticks.Count.ShouldBeInRange(3 * 240 + 3600, 5 * 240 + 2 * 14_400);
        ticks.Select(t => t.Time).ShouldBeInOrder();
        var simulated = market.Get<SimulatedExchange>().Market("ETH-SIM").ShouldNotBeNull();
        var from = Floor(MarketHarness.Start) / 60_000 * 60_000 + 60_000;
        var bars = simulated.Bars(Ami.Quant.Series.BarInterval.OneMinute, from, from + 4 * 3_600_000).ToArray();
        var covered = ticks.Where(t => t.Time.ToUnixTimeMilliseconds() >= from && t.Time.ToUnixTimeMilliseconds() < from + 4 * 3_600_000).ToArray();
        covered.Max(t => t.Last).ShouldBe(simulated.Symbol.Price(bars.Max(bar => bar.High)));
        covered.Min(t => t.Last).ShouldBe(simulated.Symbol.Price(bars.Min(bar => bar.Low)));
    }

    [TestMethod]
    public async Task Round_ConsumerThrows_GetsTheSameTicksAgainAndOtherSymbolsGoOn()
    {
        var heard = new Recorder { FailOn = "BTC-SIM" };
        await using var market = await MarketHarness.Create(s => s.AddSingleton<ITickConsumer>(heard));
        await Drain(market);
        market.Time.Advance(TimeSpan.FromSeconds(10));
        await Drain(market);
        heard.Count("BTC-SIM").ShouldBe(0);
        heard.Count("ETH-SIM").ShouldBe(40);
        market.Get<FeedMetrics>().Lag.ShouldBe(TimeSpan.FromSeconds(10));

        heard.FailOn = null;
        market.Time.Advance(TimeSpan.FromSeconds(10));
        await Drain(market);
        heard.Count("BTC-SIM").ShouldBe(80);
        heard.Count("ETH-SIM").ShouldBe(80);
        market.Get<FeedMetrics>().Lag.ShouldBe(TimeSpan.Zero);
    }

    private static long Floor(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 250 * 250;

    private static async Task Drain(MarketHarness market)
    {
        while (await market.Get<TickDelivery>().Round(CancellationToken.None)) { }
    }

    private static async Task RunUntil(MarketHarness market, Func<Task<bool>> reached)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var (delivery, run) = (market.Get<TickDelivery>(), new JobRun("test", NullLogger.Instance));
        do
        {
            await delivery.Deliver(run, stop.Token);
            await Task.Delay(20, stop.Token);
        } while (!await reached());
        await delivery.Stop();
    }

    private sealed class Recorder : ITickConsumer
    {
        private readonly Lock _gate = new();

        public Dictionary<string, List<Tick>> Ticks { get; } = [];

        public bool CatchingUp { get; private set; }

        public string? FailOn { get; set; }

        public Task OnTick(TickBatch ticks, CancellationToken cancellationToken)
        {
            if (ticks.Symbol.Value == FailOn)
            {
                throw new InvalidOperationException("Asked to fail.");
            }

            lock (_gate)
            {
                if (!Ticks.TryGetValue(ticks.Symbol.Value, out var all))
                {
                    Ticks[ticks.Symbol.Value] = all = [];
                }

                all.AddRange(ticks.Ticks);
                CatchingUp |= ticks.CatchingUp;
            }

            return Task.CompletedTask;
        }

        public int Count(string symbol)
        {
            lock (_gate)
            {
                return Ticks.TryGetValue(symbol, out var all) ? all.Count : 0;
            }
        }
    }
}
