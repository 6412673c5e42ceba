using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Sources;
using Ami.Modules.Market.Sources.Binance;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Market;

/// <summary>A silo that follows a simulated Binance, second by second, as its jobs would; and what a consumer of its ticks has heard.</summary>
internal sealed class BinanceHarness : IAsyncDisposable
{
    public const string Bitcoin = "BTCUSDT";
    public const string Ether = "ETHUSDT";

    private readonly CancellationTokenSource _stop = new();
    private readonly JobRun _run = new("test", NullLogger.Instance);
    private Task _listening = Task.CompletedTask;

    private BinanceHarness(MarketHarness market, SimulatedBinance exchange, ManualTime time) =>
        (Market, Exchange, Time, Consumer) = (market, exchange, time, new BinanceConsumer(market.Get<BinanceFeed>(), time));

    public MarketHarness Market { get; }

    public SimulatedBinance Exchange { get; }

    public ManualTime Time { get; }

    public BinanceFeed Feed => Market.Get<BinanceFeed>();

    public string? Trouble => Market.Get<SourceStates>().Of(PriceSource.Binance)?.Code;

    public BinanceConsumer Consumer { get; }

    /// <summary>What was heard of each symbol.</summary>
    public Dictionary<string, List<Tick>> Ticks => Consumer.Ticks;

    /// <param name="skew">How far the exchange's clock is ahead.</param>
    /// <param name="settings">More configuration.</param>
    /// <param name="more">More services.</param>
    /// <param name="database">An existing database.</param>
    public static async Task<BinanceHarness> Create(
        TimeSpan skew = default,
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? more = null,
        TestDatabase? database = null
    )
    {
        var time = new ManualTime(MarketHarness.Start);
        var exchange = new SimulatedBinance(time, skew, Bitcoin, Ether);
        var all = exchange.Settings();
        foreach (var (key, value) in settings ?? [])
        {
            all[key] = value;
        }

        var market = await MarketHarness.Create(more, database, clock: time, settings: all);
        return new BinanceHarness(market, exchange, time);
    }

    /// <summary>Lists the symbols, connects, and fetches what there is.</summary>
    public async Task Begin()
    {
        (await Feed.Begin(_stop.Token)).ShouldBeNull();
        Listen();
        await Connected();
        await Feed.Tend(_run, _stop.Token);
        await Feed.Keep(_run, _stop.Token);
        await Consumer.Consume();
    }

    public void Listen() => _listening = Feed.Listen(_stop.Token);

    public Task Connected() => Eventually.BecomesTrueAsync(() => Exchange.Sockets.Count > 0, _stop.Token);

    /// <summary>Waits until this process has noticed what is wrong.</summary>
    public Task TroubleBecomes(string? code) =>
        Eventually.BecomesTrueAsync(
            async () =>
            {
                await Work();
                return Trouble == code;
            },
            _stop.Token
        );

    /// <summary>Lets seconds pass, one by one.</summary>
    /// <param name="seconds">How many.</param>
    /// <param name="before">Is done at the beginning of each.</param>
    public async Task Pass(int seconds, Func<int, Task>? before = null)
    {
        for (var second = 0; second < seconds; second++)
        {
            if (before is not null)
            {
                await before(second);
            }

            Time.Advance(TimeSpan.FromSeconds(1));
            await Exchange.Step();
            await Exchange.Settle();
            await Work();
        }
    }

    /// <summary>What the jobs do in a second.</summary>
    public async Task Work()
    {
        await Feed.Tend(_run, _stop.Token);
        await Feed.Keep(_run, _stop.Token);
        await Consumer.Consume();
    }

    /// <summary>The bars stored are those of the exchange: none missing, doubled, out of order or different.</summary>
    public async Task StoredBarsAreComplete(int expectedAtLeast)
    {
        var result = new BinanceResult(Market.DataSource, Exchange);
        (await result.Compare(MarketHarness.Start.AddHours(-2).ToUnixTimeMilliseconds(), grace: 5_000)).ShouldBeEmpty();
        result.Bars.ShouldBeGreaterThanOrEqualTo(2 * expectedAtLeast);
    }

    /// <summary>A consumer heard every trade since a moment, once and in order, at times that only rise; those of the last second may be on their way.</summary>
    public void EveryTradeWasHeard(string symbol, DateTimeOffset since) =>
        Consumer.Compare(Exchange.Tapes.Single(tape => tape.Symbol == symbol), since.ToUnixTimeMilliseconds(), onTheWay: 12).ShouldBeEmpty();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening;
        await Market.DisposeAsync();
        await Exchange.DisposeAsync();
        _stop.Dispose();
    }
}
