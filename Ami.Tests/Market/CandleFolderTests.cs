using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Live;
using Ami.Modules.Market.Streaming;
using Ami.Quant.Series;

namespace Ami.Tests.Market;

[TestClass]
public sealed class CandleFolderTests
{
    private const long Minute = 60_000;
    private readonly List<(Candle Bar, bool Closed)> _emitted = [];

    [TestMethod]
    public void Follow_MinuteAfterMinute_ClosesTheFiveMinuteBarWithAllItsMinutes()
    {
        var folder = new CandleFolder(BarInterval.FiveMinutes);
        folder.Seed(null, 0, new BarGrid(BarInterval.FiveMinutes), PriceFactors.None);
        for (var minute = 0; minute <= 5; minute++)
        {
            Follow(folder, minute);
        }

        var closed = _emitted.Single(e => e.Closed).Bar;
        closed.ShouldBe(new Candle(0, 100, 110 + 4, 90, 100 + 4, 50));
        _emitted[^1].ShouldBe((new Candle(5 * Minute, 105, 115, 95, 105, 10), false));
    }

    [TestMethod]
    public void Follow_SeededInTheMiddle_AddsTheTickToWhatIsSettled()
    {
        var folder = new CandleFolder(BarInterval.FiveMinutes);
        folder.Seed(new Candle(0, 50, 200, 40, 60, 1000), 2 * Minute, new BarGrid(BarInterval.FiveMinutes), PriceFactors.None);
        Follow(folder, 2);
        _emitted.ShouldBe([(new Candle(0, 50, 200, 40, 102, 1010), false)]);
    }

    [TestMethod]
    public void Follow_MissedAMinute_AsksForASeedAndShowsNothingWrong()
    {
        var folder = new CandleFolder(BarInterval.FiveMinutes);
        folder.Seed(null, 0, new BarGrid(BarInterval.FiveMinutes), PriceFactors.None);
        Follow(folder, 0);
        _emitted.Clear();
        Follow(folder, 3);
        folder.NeedsSeed.ShouldBeTrue();
        _emitted.ShouldBeEmpty();
    }

    [TestMethod]
    public void Follow_IntervalOfTheBase_TellsEachClosedBarOnce()
    {
        var folder = new CandleFolder(BarInterval.OneMinute);
        folder.Seed(null, 0, new BarGrid(BarInterval.OneMinute), PriceFactors.None);
        foreach (var minute in new[] { 0, 0, 1, 1, 2 })
        {
            Follow(folder, minute);
        }

        _emitted.Where(e => e.Closed).Select(e => e.Bar.Time).ShouldBe([0, Minute]);
    }

    [TestMethod]
    public void Follow_BaseLongerThanTheInterval_TellsNothing()
    {
        var folder = new CandleFolder(BarInterval.OneMinute);
        folder.Seed(null, 0, new BarGrid(BarInterval.OneMinute), PriceFactors.None);
        folder.Follow(
            new LiveTick(
                Symbol: "X",
                Time: 1,
                MarketTime: 1,
                Bid: 1,
                Ask: 2,
                Last: 1,
                Size: 0,
                Replay: true,
                Forming: new LiveBar(3_600_000, 0, 1, 1, 1, 1, 0),
                Closed: []
            ),
            (bar, closed) => _emitted.Add((bar, closed))
        );
        _emitted.ShouldBeEmpty();
    }

    /// <summary>A split in the third of five minutes: what is known is of old shares from then on, and is begun anew with other factors.</summary>
    [TestMethod]
    public void Follow_OverASplit_AsksForASeed_AndAdjustsPiecesByTheirOwnTime()
    {
        CorporateAction[] split = [new(new DateOnly(1970, 1, 1), DateTimeOffset.UnixEpoch.AddMinutes(2), 4, 1, 0)];
        var (folder, before) = (new CandleFolder(BarInterval.FiveMinutes), PriceFactors.Of(split, Minute));
        folder.Seed(null, 0, new BarGrid(BarInterval.FiveMinutes), before);
        Follow(folder, 0);
        Follow(folder, 1);
        _emitted[^1].Bar.Close.ShouldBe(101);
        _emitted.Clear();
        Follow(folder, 2);
        (folder.NeedsSeed, _emitted.Count, folder.IsBy(before)).ShouldBe((true, 0, true));
        folder.Seed(null, Minute, new BarGrid(BarInterval.FiveMinutes), PriceFactors.Of(split, 2 * Minute));
        Follow(folder, 2);
        _emitted[^1].ShouldBe((new Candle(0, 25.25m, 112, 22.75m, 102, 50), false));
    }

    private void Follow(CandleFolder folder, int minute) =>
        folder.Follow(
            new LiveTick(
                Symbol: "X",
                Time: minute * Minute,
                MarketTime: minute * Minute,
                Bid: 1,
                Ask: 2,
                Last: 1,
                Size: 0,
                Replay: false,
                Forming: Bar(minute),
                Closed: minute == 0 ? [] : [Bar(minute - 1)]
            ),
            (bar, closed) => _emitted.Add((bar, closed))
        );

    private static LiveBar Bar(int minute) => new(Minute, minute * Minute, 100 + minute, 110 + minute, 90 + minute, 100 + minute, 10);
}
