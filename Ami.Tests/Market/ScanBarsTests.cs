using Ami.Modules.Market;
using Ami.Modules.Market.Features;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Rules;
using Ami.Modules.Market.Screener;
using Ami.Quant.Rules;
using Ami.Quant.Series;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>Bars that scans share: read once, and again when another one has closed or more are wanted.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class ScanBarsTests
{
    [TestMethod]
    public async Task Get_UntilTheNextBarCloses_IsReadOnce()
    {
        var time = HalfPast();
        await using var silo = await Filled(time);
        var (bars, gold) = (silo.Get<ScanBars>(), await silo.Spec("GOLD-SIM"));
        var first = await bars.Get(gold, BarInterval.OneHour, 100, CancellationToken.None);
        (await bars.Get(gold, BarInterval.OneHour, 50, CancellationToken.None)).ShouldBeSameAs(first, "fewer are among them");
        (await bars.Get(gold, BarInterval.OneDay, 50, CancellationToken.None)).ShouldNotBeSameAs(first);
        var more = await bars.Get(gold, BarInterval.OneHour, 200, CancellationToken.None);
        more.Bars.Count.ShouldBe(200);
        (await bars.Get(gold, BarInterval.OneHour, 100, CancellationToken.None)).ShouldBeSameAs(more);
        more.Bars.Time[^1].ShouldBe(BarInterval.OneHour.Floor(time.GetUtcNow().ToUnixTimeMilliseconds()) - 3_600_000);

        // An hour later it has closed, and is found as soon as it is stored.
        time.Advance(TimeSpan.FromHours(1), elapses: true);
        await silo.Get<SimulatedHistory>().Fill(CancellationToken.None);
        var later = await bars.Get(gold, BarInterval.OneHour, 100, CancellationToken.None);
        later.Bars.Time[^1].ShouldBe(more.Bars.Time[^1] + 3_600_000);
    }

    [TestMethod]
    public async Task Get_ABarThatIsLate_IsLookedForAgain()
    {
        var time = HalfPast();
        await using var silo = await Filled(time);
        var (bars, gold) = (silo.Get<ScanBars>(), await silo.Spec("GOLD-SIM"));
        time.Advance(TimeSpan.FromMinutes(61), elapses: true);
        var late = await bars.Get(gold, BarInterval.OneHour, 100, CancellationToken.None);
        (await bars.Get(gold, BarInterval.OneHour, 100, CancellationToken.None)).ShouldBeSameAs(late, "not with every scan");
        time.Advance(TimeSpan.FromMinutes(2), elapses: true);
        (await bars.Get(gold, BarInterval.OneHour, 100, CancellationToken.None)).ShouldNotBeSameAs(late);
    }

    [TestMethod]
    public async Task Scan_WhenItsTimeIsOver_SaysWhatWasLeft()
    {
        await using var silo = await Filled();
        using var scanner = new Scanner(silo.Get<ScanBars>(), silo.Get<ListSymbols.Summaries>(), silo.Time) { LongestScan = TimeSpan.FromTicks(-1) };
        var plan = Plan("close > 0");
        var specs = await silo.Get<SymbolDirectory>().All();
        var found = (await scanner.Scan(plan, specs, CancellationToken.None)).Value;
        found.Items.ShouldBeEmpty();
        found.Unjudged.Select(gap => gap.Reason).Distinct().ShouldBe([ScanGapReason.OutOfTime]);
        found.Unjudged.Count.ShouldBe(specs.Count);

        (await silo.Get<Scanner>().Scan(plan, specs, CancellationToken.None)).Value.Items.Count.ShouldBe(specs.Count);
        await Should.ThrowAsync<OperationCanceledException>(() => scanner.Scan(plan, specs, new CancellationToken(canceled: true)));
    }

    [TestMethod]
    [DataRow("close > open", "1h", 400)]
    [DataRow("close > sma(close, 200)", "1h", 4000)]
    [DataRow("close > sma(close, 1500)", "1h", 5000)]
    [DataRow("close > pivots(24, 0).p", "1m", 2882)]
    [DataRow("on(1d, close > sma(close, 50))", "1h", 20000)]
    [DataRow("on(4w, close > sma(close, 3))", "1h", 20000)]
    public void Lead_OfARule_FollowsFromItAndTheInterval(string rule, string interval, int bars)
    {
        BarInterval.TryParse(interval, out var length).ShouldBeTrue();
        RuleLead.Of(RuleProgram.Compile(rule), length).ShouldBe(bars);
    }

    private static ScanPlan Plan(string rule)
    {
        ScanPlan.TryRead("1d", rule, [], out var plan, out _, out _).ShouldBeTrue();
        return plan.ShouldNotBeNull();
    }

    /// <summary>A clock that goes, from a moment far from where hours begin.</summary>
    private static ShiftedTime HalfPast()
    {
        var time = new ShiftedTime();
        var hour = TimeSpan.FromHours(1);
        time.Advance(TimeSpan.FromMinutes(90) - TimeSpan.FromTicks(time.GetUtcNow().Ticks % hour.Ticks));
        return time;
    }

    private static async Task<MarketHarness> Filled(TimeProvider? clock = null)
    {
        var silo = await MarketHarness.Create(clock: clock);
        await silo.Get<SimulatedHistory>().Fill(CancellationToken.None);
        return silo;
    }
}
