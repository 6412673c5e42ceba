using Ami.Modules.Market;
using Ami.Modules.Market.Alerts;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>Alerts on the symbols of a watchlist: each stands for itself, they follow the list, and are told once, whoever looks and whenever a silo ends.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class AlertsOnListsTests
{
    private const string Messages = "select count(*) from core.outbox_events where name = 'notifications.message-requested.v1'";
    private const string One = AlertMarket.Symbol;
    private const string Other = AlertMarket.Other;

    /// <summary>Above 101 at 1, 2, 4, 7 and 8.</summary>
    private static readonly decimal[] Closes = [100, 102, 103, 100.5m, 102, 100.9m, 99, 103, 104, 99, 100, 100];

    /// <summary>Above 101 at 0 to 2, 5, 8 and 10.</summary>
    private static readonly decimal[] Others = [103, 102, 103, 100, 100, 102, 100, 100, 102, 100, 102, 100];

    [TestMethod]
    public async Task Close_ConditionComesToHoldAtEither_IsToldForEach()
    {
        await using var market = await Both();
        await market.Watch(One, Other);
        var (each, once, bar) = (await Make(market), await Make(market, AlertRepeat.Once), await Make(market, AlertRepeat.Bar));
        await market.Close(8);

        (await market.Fired(each.Id)).ShouldBe([0, 1, 4, 5, 7]);
        (await market.Fired(once.Id)).ShouldBe([0, 1], "once at each");
        (await market.Fired(bar.Id)).ShouldBe([0, 1, 1, 2, 2, 4, 5, 7]);
        (await market.Silo.Count(Messages)).ShouldBe(15);
        var after = await market.Find(once.Id);
        (after.Enabled, after.Ended, after.FiredCount, after.Version).ShouldBe((true, null, 2, 1), "what comes into the list later may come to hold it");
    }

    [TestMethod]
    public async Task Close_SymbolIsInNoListOfTheirs_IsNotLookedAt()
    {
        await using var market = await Both();
        await market.Watch(One);
        var alert = await Make(market);
        await market.Close(Closes.Length);
        (await market.Fired(alert.Id)).ShouldBe([1, 4, 7]);
        (await market.Silo.Get<AlertGroups>().All(CancellationToken.None)).ShouldHaveSingleItem().Symbol.ShouldBe(One);
    }

    [TestMethod]
    public async Task Keep_ListChanges_AlertsFollowAndWhatComesBeginsAnew()
    {
        await using var market = await Both();
        await market.Watch(One);
        var (alert, once) = (await Make(market), await Make(market, AlertRepeat.Once));
        await market.Close(2);
        await market.Watch(One, Other);
        await market.Close(4);
        (await market.Fired(alert.Id)).ShouldBe([1, 4, 5], "the other held it when it came, which is no news");

        await market.Watch(Other);
        await market.Close(2);
        (await market.Fired(alert.Id)).ShouldBe([1, 4, 5], "the first is in the list no more");
        await market.Watch(Other, One);
        await market.Close(4);
        (await market.Fired(alert.Id)).ShouldBe([1, 4, 5, 8, 10], "the first held it when it came back");
        (await market.Fired(once.Id)).ShouldBe([1, 5]);
        (await market.Silo.Count("select count(*) from market.alert_symbols")).ShouldBe(4);
    }

    [TestMethod]
    public async Task Keep_OrderOfTheListChanges_NothingBeginsAnew()
    {
        await using var market = await Both();
        await market.Watch(One, Other);
        var alert = await Make(market);
        await market.Close(4);
        await market.Watch(Other, One);
        await market.Close(1);
        (await market.Fired(alert.Id)).ShouldBe([0, 1, 4]);
    }

    [TestMethod]
    public async Task Close_WhileNoSiloIsAtWork_IsMadeUpForFromWhenEachCame()
    {
        await using var before = await Both();
        await before.Watch(One);
        var (alert, once) = (await Make(before), await Make(before, AlertRepeat.Once));
        await before.Close(2);
        before.Silo.Time.Advance(TimeSpan.FromMinutes(2));
        await before.Watch(One, Other);
        before.Silo.Time.Advance(TimeSpan.FromMinutes(5));

        await using var after = await before.Another();
        await before.DisposeAsync();
        await after.Look();
        await after.Look();
        (await after.Fired(alert.Id)).ShouldBe([1, 4, 5, 7, 8]);
        (await after.Fired(once.Id)).ShouldBe([1, 5]);
        (await after.Silo.Count(Messages)).ShouldBe(7);
    }

    [TestMethod]
    public async Task Save_ListChangedMeanwhile_WritesNothing()
    {
        await using var market = await Both();
        await market.Watch(One, Other);
        await Make(market);
        var groups = market.Silo.Get<AlertGroups>();
        var seen = (await groups.All(CancellationToken.None)).Single(group => group.Symbol == Other);
        await market.Watch(One);
        var spec = await market.Silo.Spec(Other);
        (await groups.Save(seen, spec, seen.EvaluatedTo + 60_000, [], CancellationToken.None)).ShouldBeFalse();
        (await groups.Load(seen, spec, CancellationToken.None)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Close_AfterItsTime_EndsItAtAllSymbolsOnce()
    {
        await using var market = await Both();
        await market.Watch(One, Other);
        var alert = await market.Keep(Guid.CreateVersion7(), AlertMarket.OnList("close > 101") with { ExpiresAt = AlertMarket.FirstBar.AddMinutes(6) });
        await market.Close(10);
        (await market.Fired(alert.Id)).ShouldBe([0, 1, 4, 5]);
        var after = await market.Find(alert.Id);
        (after.Enabled, after.Ended, after.Version).ShouldBe((false, AlertEnd.Expired, 2));
    }

    [TestMethod]
    public async Task Delete_ListHasAlerts_TheyEndAndNothingIsLookedAt()
    {
        await using var market = await Both();
        await market.Watch(One, Other);
        var (alert, off) = (await Make(market), await Make(market));
        await market.Keep(off.Id, AlertMarket.OnList("close > 101", 1) with { Enabled = false });
        await market.Close(2);
        await market.Unwatch();
        await market.Close(4);
        (await market.Fired()).ShouldBe([0, 1]);
        var after = await market.Find(alert.Id);
        (after.Enabled, after.Ended, after.Version, after.FiredCount).ShouldBe((false, AlertEnd.WatchlistGone, 2, 2));
        (await market.Find(off.Id)).Ended.ShouldBeNull("it was off");
        (await market.Silo.Count("select count(*) from market.alert_symbols")).ShouldBe(0);

        // The same list is made again: what was switched on with it is so again, from then on.
        await market.Watch(One);
        await market.Keep(alert.Id, AlertMarket.OnList("close > 101", 2));
        await market.Close(2);
        (await market.Fired()).ShouldBe([0, 1, 7]);
    }

    [TestMethod]
    public async Task Keep_ConditionOrTargetIsChanged_BeginsAnewThere()
    {
        await using var market = await Both();
        await market.Watch(One, Other);
        var alert = await Make(market);
        await market.Close(2);
        await market.Keep(alert.Id, AlertMarket.OnList("close > 99.5", 1));
        await market.Close(6);
        (await market.Fired(alert.Id)).ShouldBe([0, 1, 7], "above 99.5 both were, and one fell below at 6");

        await market.Keep(alert.Id, AlertMarket.OnList("close > 99.5", 2) with { WatchlistId = null });
        (await market.Silo.Count("select count(*) from market.alert_symbols")).ShouldBe(0);
        await market.Keep(alert.Id, AlertMarket.OnList("close > 99.5", 3) with { WatchlistId = null, Symbol = Other });
        await market.Keep(alert.Id, AlertMarket.OnList("close > 99.5", 4));
        (await market.Silo.Count("select count(*) from market.alert_symbols")).ShouldBe(2);
    }

    private static async Task<AlertMarket> Both()
    {
        var market = await AlertMarket.Create(Closes);
        await market.List(Others);
        return market;
    }

    private static Task<Alert> Make(AlertMarket market, AlertRepeat repeat = AlertRepeat.Always) =>
        market.Keep(Guid.CreateVersion7(), AlertMarket.OnList("close > 101") with { Repeat = repeat });
}
