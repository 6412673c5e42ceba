using Ami.Modules.Market;
using Ami.Modules.Market.Alerts;
using Ami.TestKit;
using Npgsql;

namespace Ami.Tests.Market;

/// <summary>Alerts and the watchlist that they are about, changed at once; and what instances and pages of before there were such alerts leave behind.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class AlertsFollowListsTests
{
    private const string Messages = "select count(*) from core.outbox_events where name = 'notifications.message-requested.v1'";
    private const string Rows = "select count(*) from market.alert_symbols";
    private const string One = AlertMarket.Symbol;
    private const string Other = AlertMarket.Other;

    /// <summary>Above 101 at 1, 2, 4, 7 and 8.</summary>
    private static readonly decimal[] Closes = [100, 102, 103, 100.5m, 102, 100.9m, 99, 103, 104, 99, 100, 100];

    /// <summary>Always above 101.</summary>
    private static readonly decimal[] Others = [.. Enumerable.Repeat(102m, 12)];

    [TestMethod]
    public async Task Look_TwoSilosAtOnceWhileSymbolsComeAndGo_TellsNothingTwiceAndMissesNothingOfWhatStays()
    {
        await using var one = await Both();
        await one.Watch(One);
        var alert = await one.Keep(Guid.CreateVersion7(), AlertMarket.OnList("close > 101") with { Repeat = AlertRepeat.Bar });
        await using var two = await one.Another();
        for (var bar = 0; bar < Closes.Length; bar++)
        {
            one.Silo.Time.Advance(TimeSpan.FromMinutes(1));
            two.Silo.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAll(one.Look(), two.Look(), one.Watch(bar % 2 == 0 ? [One, Other] : [One]));
        }

        await one.Look();
        await two.Look();
        (await one.Fired(alert.Id, One)).ShouldBe([1, 2, 4, 7, 8]);
        var (all, others) = (await one.Fired(alert.Id), await one.Fired(alert.Id, Other));
        others.ShouldBeUnique();
        all.Length.ShouldBe(5 + others.Length);
        (await one.Find(alert.Id)).FiredCount.ShouldBe(all.Length);
        (await one.Silo.Count(Messages)).ShouldBe(all.Length);
    }

    [TestMethod]
    public async Task Keep_AlertWhileItsListChanges_HasARowForEachOfItsSymbols()
    {
        await using var market = await Both();
        await market.Watch(One);
        var alert = await market.Keep(Guid.CreateVersion7(), AlertMarket.OnList("close > 0"));
        for (var round = 1; round <= 15; round++)
        {
            string[] symbols = round % 2 == 0 ? [One] : [Other, One];
            await Task.WhenAll(market.Keep(alert.Id, AlertMarket.OnList($"close > {round}", round)), market.Watch(symbols));
            (await market.Silo.Count(Rows)).ShouldBe(symbols.Length, $"in round {round}");
        }
    }

    [TestMethod]
    public async Task Keep_AlertWhileItsListIsDeleted_IsRefusedOrEnds()
    {
        await using var market = await Both();
        for (var round = 1; round <= 10; round++)
        {
            await market.Watch(One, Other);
            var id = Guid.CreateVersion7();
            var keeping = market.TryKeep(id, AlertMarket.OnList("close > 101"));
            await Task.WhenAll(keeping, market.Unwatch());
            var end = (await keeping).Refusal is { } refusal ? refusal.Code : (await market.Find(id)).Ended.ToString();
            end.ShouldBeOneOf("market.alert_watchlist_unknown", nameof(AlertEnd.WatchlistGone));
            (await market.Silo.Count(Rows)).ShouldBe(0, $"in round {round}");
        }
    }

    [TestMethod]
    public async Task Look_RowOfAnInstanceOfBefore_CountsForNothingUntilTheSymbolComes()
    {
        await using var market = await Both();
        await market.Watch(One);
        var alert = await market.Keep(Guid.CreateVersion7(), AlertMarket.OnList("close > 101") with { Repeat = AlertRepeat.Bar });
        await Run(
            market,
            $"insert into market.alert_symbols (user_id, alert_id, symbol, is_done) values ('{AlertMarket.Person}', '{alert.Id}', '{Other}', true)"
        );
        await Run(market, $"insert into market.alert_groups select '{Other}', interval, run, evaluated_to, changes from market.alert_groups");
        var groups = market.Silo.Get<AlertGroups>();
        var known = (await groups.All(CancellationToken.None)).ShouldHaveSingleItem();
        known.Symbol.ShouldBe(One);
        (await groups.Load(known with { Symbol = Other }, await market.Silo.Spec(Other), CancellationToken.None)).ShouldBeEmpty();

        await market.Watch(One, Other);
        await market.Close(1);
        (await market.Fired(alert.Id, Other)).ShouldBe([0]);
    }

    [TestMethod]
    public async Task Keep_RowsWereLostMeanwhile_AreMadeWithTheNextChangeOfTheList()
    {
        await using var market = await Both();
        await market.Watch(One, Other);
        var alert = await market.Keep(Guid.CreateVersion7(), AlertMarket.OnList("close > 101") with { Repeat = AlertRepeat.Bar });
        await Run(market, "delete from market.alert_symbols");
        await market.Watch(Other, One);
        await market.Close(2);
        (await market.Fired(alert.Id, One)).ShouldBe([1]);
        (await market.Fired(alert.Id, Other)).ShouldBe([0, 1]);
    }

    [TestMethod]
    public async Task Look_GroupIsMissing_IsMade()
    {
        await using var market = await Both();
        await market.Watch(One, Other);
        await market.Keep(Guid.CreateVersion7(), AlertMarket.OnList("close > 101"));
        await Run(market, $"delete from market.alert_groups where symbol = '{Other}'");
        var groups = market.Silo.Get<AlertGroups>();
        await groups.AddNewSymbols(CancellationToken.None);
        (await groups.All(CancellationToken.None)).Select(group => group.Symbol).ShouldBe([One, Other], ignoreOrder: true);
    }

    private static async Task Run(AlertMarket market, string statement)
    {
        await using var source = NpgsqlDataSource.Create(market.Silo.Database.Owner);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<AlertMarket> Both()
    {
        var market = await AlertMarket.Create(Closes);
        await market.List(Others);
        return market;
    }
}
