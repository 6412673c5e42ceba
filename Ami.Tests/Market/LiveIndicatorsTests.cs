using System.Collections.Concurrent;
using System.Text.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Indicators;
using Ami.Modules.Market.Streaming;
using Ami.Quant.Series;
using Ami.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Market;

/// <summary>Values at the newest bars, beside the feed: bars come and time passes when the test says so.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class LiveIndicatorsTests
{
    private const string Gold = "GOLD-SIM";
    private static MarketHarness _silo = null!;
    private readonly ManualTimers _timers = new();
    private readonly ConcurrentQueue<(IndicatorsMessage Message, bool Closed, byte[] Bytes)> _told = [];

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        _silo = await MarketHarness.Create();
        await _silo.Get<SimulatedHistory>().Fill(CancellationToken.None);
    }

    [ClassCleanup]
    public static async Task Stop() => await _silo.DisposeAsync();

    [TestMethod]
    public async Task Follow_FormingBars_TellsTheNewestOnceASecond()
    {
        var wanted = await Wanted("sma(period=3);macd;rsi");
        using var listening = Sets().Open(Symbol.Of(Gold), BarInterval.OneHour, PriceAdjustment.Splits, wanted, Hear).ShouldNotBeNull();
        var closed = await Closed(wanted);
        var opens = closed[^1].Time + BarInterval.OneHour.Milliseconds;
        var (first, second, third) = (Bar(opens, 2000), Bar(opens, 2100), Bar(opens, 2200));

        listening.Set.Follow(first, closed: false);
        (await Told(1)).Message.Values.ShouldBe(Expected(wanted, closed, first));
        _told.Single().Message.T.ShouldBe(opens / 1000);
        _told.Single().Closed.ShouldBeFalse();

        await Eventually.BecomesTrueAsync(() => _timers.Waits(LiveIndicators.Pause), CancellationToken.None);
        listening.Set.Follow(second, closed: false);
        await SomethingElseIsTold(opens);
        listening.Set.Follow(third, closed: false);
        await SomethingElseIsTold(opens);
        _told.Count.ShouldBe(1, "a second has not passed");
        _timers.Fire(LiveIndicators.Pause);
        (await Told(2)).Message.Values.ShouldBe(Expected(wanted, closed, third), "those between are of no use any more");
    }

    [TestMethod]
    public async Task Follow_BarCloses_TellsItsLastValuesWithoutWaiting()
    {
        var wanted = await Wanted("ema(period=5);obv", since: MarketHarness.Start.AddHours(-100));
        using var listening = Sets().Open(Symbol.Of(Gold), BarInterval.OneHour, PriceAdjustment.Splits, wanted, Hear).ShouldNotBeNull();
        var closed = await Closed(wanted);
        var opens = closed[^1].Time + BarInterval.OneHour.Milliseconds;
        var (done, next) = (Bar(opens, 2000), Bar(opens + BarInterval.OneHour.Milliseconds, 1900));
        listening.Set.Follow(Bar(opens, 1950), closed: false);
        await Told(1);

        listening.Set.Follow(done, closed: true);
        var last = await Told(2);
        last.Closed.ShouldBeTrue();
        last.Message.ShouldSatisfyAllConditions(
            message => message.Closed.ShouldBeTrue(),
            message => message.T.ShouldBe(opens / 1000),
            message => message.Values.ShouldBe(Expected(wanted, closed, done))
        );
        await Eventually.BecomesTrueAsync(() => _timers.Waits(LiveIndicators.Pause), CancellationToken.None);
        listening.Set.Follow(next, closed: false);
        _timers.Fire(LiveIndicators.Pause);
        (await Told(3)).Message.Values.ShouldBe(Expected(wanted, [.. closed, done], next), "the closed one counts");
    }

    /// <summary>Whoever folds bars may learn of a split later than who computes.</summary>
    [TestMethod]
    public async Task Follow_BarsOfOtherShares_AreReadInstead()
    {
        var wanted = await Wanted("sma(period=3)");
        using var listening = Sets().Open(Symbol.Of(Gold), BarInterval.OneHour, PriceAdjustment.Splits, wanted, Hear).ShouldNotBeNull();
        var closed = await Closed(wanted);
        var opens = closed[^1].Time + BarInterval.OneHour.Milliseconds;
        listening.Set.Follow(Bar(opens, 2000), closed: false);
        await Told(1);
        await Eventually.BecomesTrueAsync(() => _timers.Waits(LiveIndicators.Pause), CancellationToken.None);
        var split = PriceFactors.Of([new CorporateAction(new DateOnly(2026, 3, 11), MarketHarness.Start.AddDays(1), 4, 1, 0m)], opens);
        listening.Set.Follow(Bar(opens, 8000), closed: true, split);
        listening.Set.Follow(Bar(opens + BarInterval.OneHour.Milliseconds, 8000), closed: false, split);
        listening.Set.Follow(Bar(opens, 2000), closed: true);
        listening.Set.Follow(Bar(opens + BarInterval.OneHour.Milliseconds, 2000), closed: false);
        _timers.Fire(LiveIndicators.Pause);
        await Told(2);
        _told.Skip(1).ShouldAllBe(told => told.Message.Values[0][0] < 3000, "a bar of old shares would lift it");
    }

    [TestMethod]
    public async Task Open_SameValuesInOtherWords_AreOneSetAndOneMessage()
    {
        var sets = Sets();
        var one = sets.Open(Symbol.Of(Gold), BarInterval.OneHour, PriceAdjustment.Splits, await Wanted("rsi"), Hear).ShouldNotBeNull();
        var same = sets.Open(Symbol.Of(Gold), BarInterval.OneHour, PriceAdjustment.Splits, await Wanted(" rsi(period=14) "), Hear).ShouldNotBeNull();
        var other = sets.Open(Symbol.Of(Gold), BarInterval.OneHour, PriceAdjustment.Splits, await Wanted("rsi(period=15)"), Hear).ShouldNotBeNull();
        same.Set.ShouldBeSameAs(one.Set);
        other.Set.ShouldNotBeSameAs(one.Set);
        sets.Count.ShouldBe(2);

        var closed = await Closed(await Wanted("rsi"));
        one.Set.Follow(Bar(closed[^1].Time + BarInterval.OneHour.Milliseconds, 2000), closed: false);
        await Told(2);
        _told.First().Bytes.ShouldBeSameAs(_told.Last().Bytes);

        one.Dispose();
        one.Dispose();
        sets.Count.ShouldBe(2, "one still listens");
        same.Dispose();
        other.Dispose();
        sets.Count.ShouldBe(0);
    }

    [TestMethod]
    public async Task Open_MoreWorkThanIsDone_IsRefusedUntilSomebodyLeaves()
    {
        var sets = Sets();
        sets.Open(Symbol.Of(Gold), BarInterval.OneHour, PriceAdjustment.Splits, await Wanted("hurst(period=1500)"), Hear)
            .ShouldBeNull("one set of so much work");
        var places = new List<IndicatorSets.Listening>();
        for (
            var period = 2;
            sets.Open(Symbol.Of(Gold), BarInterval.OneHour, PriceAdjustment.Splits, await Wanted($"sma(period={period})"), Hear) is { } place;
            period++
        )
        {
            places.Add(place);
        }

        places.Count.ShouldBe((int)(IndicatorSets.MostSteps / IndicatorSets.LeastOfOne));
        places[0].Dispose();
        sets.Open(Symbol.Of(Gold), BarInterval.OneHour, PriceAdjustment.Splits, await Wanted("rsi"), Hear).ShouldNotBeNull();
    }

    [TestMethod]
    public async Task Follow_NoSuchSymbol_TellsNothingAndWaits()
    {
        var wanted = await Wanted("rsi");
        using var listening = Sets().Open(Symbol.Of("NOBODY"), BarInterval.OneHour, PriceAdjustment.Splits, wanted, Hear).ShouldNotBeNull();
        listening.Set.Follow(Bar(0, 10), closed: false);
        await Eventually.BecomesTrueAsync(() => _timers.Waits(LiveIndicators.Pause), CancellationToken.None);
        _told.ShouldBeEmpty();
    }

    /// <summary>Another set reads its bars and computes: more work than what must not have happened meanwhile.</summary>
    private async Task SomethingElseIsTold(long opens)
    {
        var told = new TaskCompletionSource();
        using var other = Sets()
            .Open(Symbol.Of(Gold), BarInterval.OneHour, PriceAdjustment.Splits, await Wanted("ema"), (_, _) => told.TrySetResult())
            .ShouldNotBeNull();
        other.Set.Follow(Bar(opens, 2000), closed: false);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private IndicatorSets Sets() =>
        new(_silo.Get<IndicatorReader>(), _silo.Get<SymbolDirectory>(), _silo.Get<StoredIntervals>(), _timers, NullLogger<IndicatorSets>.Instance);

    private static async Task<IndicatorSet> Wanted(string text, DateTimeOffset? since = null) =>
        (await _silo.Get<IndicatorReader>().Understand(text, null, since, CancellationToken.None)).Value;

    private static async Task<List<Candle>> Closed(IndicatorSet wanted)
    {
        var read = await _silo
            .Get<IndicatorReader>()
            .Read(await _silo.Spec(Gold), BarInterval.OneHour, wanted, null, 2, PriceAdjustment.Splits, CancellationToken.None);
        return read.Forming ? read.Bars[..^1] : read.Bars;
    }

    private static double?[][] Expected(IndicatorSet wanted, List<Candle> closed, Candle newest)
    {
        var series = IndicatorRows.Of(wanted, BarInterval.OneHour, [.. closed, newest], null, 1);
        return [.. series.Select(one => one.Outputs.Select(output => output[0]).ToArray())];
    }

    private static Candle Bar(long opens, decimal close) => new(opens, 1990, 2500, 1500, close, 12);

    private void Hear(byte[] bytes, bool closed) =>
        _told.Enqueue((JsonSerializer.Deserialize<IndicatorsMessage>(bytes, Answers.Json).ShouldNotBeNull(), closed, bytes));

    private async Task<(IndicatorsMessage Message, bool Closed, byte[] Bytes)> Told(int count)
    {
        await Eventually.BecomesTrueAsync(() => _told.Count >= count, CancellationToken.None);
        return _told.ElementAt(count - 1);
    }
}
