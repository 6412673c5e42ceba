using Ami.Modules.Market;
using Ami.Modules.Market.Alerts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Feed;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.Market;

/// <summary>Alerts as bars close: told once each, none missed, whoever looks at them and whenever a silo ends.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class EvaluateAlertsTests
{
    private const string Messages = "select count(*) from core.outbox_events where name = 'notifications.message-requested.v1'";

    private const string Reaches = "high >= 105 and low <= 105 or crosses_above(close, 105) or crosses_below(close, 105)";

    /// <summary>Above 101 at 1, 2, 4, 7 and 8.</summary>
    private static readonly decimal[] Closes = [100, 102, 103, 100.5m, 102, 100.9m, 99, 103, 104, 99, 100, 100];

    [TestMethod]
    public async Task Close_ConditionComesToHold_FiresOnceUntilItIsArmedAgain()
    {
        await using var market = await AlertMarket.Create(Closes);
        var (each, wide, once) = (
            await market.Make("close > 101"),
            await market.Make("close > 101", margin: 2),
            await market.Make("close > 101", repeat: AlertRepeat.Once)
        );
        var bar = await market.Make("close > 101", repeat: AlertRepeat.Bar);
        await market.Close(Closes.Length);

        (await market.Fired(each.Id)).ShouldBe([1, 4, 7]);
        (await market.Fired(wide.Id)).ShouldBe([1, 7], "100.5 and 100.9 are within 2 % of 102");
        (await market.Fired(bar.Id)).ShouldBe([1, 2, 4, 7, 8]);
        (await market.Fired(once.Id)).ShouldBe([1]);
        (await market.Silo.Count(Messages)).ShouldBe(11, "each firing is told");
        var after = await market.Find(once.Id);
        (after.Enabled, after.Ended, after.FiredCount, after.Version).ShouldBe((false, AlertEnd.Fired, 1, 2));
        (await market.Find(each.Id)).FiredCount.ShouldBe(3);
        (await market.Silo.Count("select count(*) from market.alert_firings where price = 102 and run > 0")).ShouldBe(6);
    }

    [TestMethod]
    public async Task Close_PriceThatIsTouchedOrJumpedOver_IsTold()
    {
        await using var market = await AlertMarket.Create([100, 100, 100, 100, 110, 110]);
        await using var source = NpgsqlDataSource.Create(market.Silo.Database.Owner);
        await using var touch = source.CreateCommand(
            "update market.candles set high = 106 where t = timestamptz '2026-03-10T12:01Z' and interval_seconds = 60"
        );
        (await touch.ExecuteNonQueryAsync()).ShouldBe(1);
        var (reached, closes) = (await market.Make(Reaches), await market.Make("crosses_above(close, 105) or crosses_below(close, 105)"));
        await market.Close(6);
        (await market.Fired(closes.Id)).ShouldBe([4]);
        (await market.Fired(reached.Id)).ShouldBe([1, 4], "at 106 it had been, and between 100 and 110 lies 105");
    }

    [TestMethod]
    public async Task Keep_OtherBars_TellsNothingTwice()
    {
        var closes = Enumerable.Repeat(100m, 25).ToArray();
        (closes[6], closes[17]) = (105, 105);
        await using var market = await AlertMarket.Create(closes);
        var alert = await market.Make(Reaches);
        await market.Close(9);
        (await market.Fired(alert.Id)).ShouldBe([6]);
        (await market.Find(alert.Id)).Armed.ShouldBe(true);

        // The bar of five minutes that is open then was at 105, too.
        await market.Keep(alert.Id, AlertMarket.Request(Reaches, 1) with { Interval = "5m" });
        await market.Close(6);
        (await market.Fired(alert.Id)).ShouldBe([6], "that is told already");
        await market.Close(5);
        (await market.Fired(alert.Id)).ShouldBe([6, 15], "one that was not at 105 lies between");

        await market.Keep(alert.Id, AlertMarket.Request(Reaches, 2) with { Interval = "1m" });
        await market.Close(5);
        (await market.Fired(alert.Id)).ShouldBe([6, 15]);
    }

    [TestMethod]
    public async Task Make_WhatHoldsAlready_DoesNotShoot()
    {
        await using var market = await AlertMarket.Create(Closes);
        await market.Close(2);
        var holds = await market.Make("close > 101");
        await market.Close(1);
        (await market.Fired(holds.Id)).ShouldBeEmpty("it held at the close of the bar before");
        await market.Close(2);
        (await market.Fired(holds.Id)).ShouldBe([4]);

        // Switched off and on again while it holds, and its condition changed to one that holds.
        var off = await market.Keep(holds.Id, AlertMarket.Request("close > 101", 1) with { Enabled = false });
        off.Version.ShouldBe(2);
        await market.Close(2);
        await market.Keep(holds.Id, AlertMarket.Request("close > 98", 2));
        await market.Close(3);
        (await market.Fired(holds.Id)).ShouldBe([4], "above 98 it has been all the time");
        await market.Keep(holds.Id, AlertMarket.Request("close > 98", 3) with { Name = "Another name" });
        (await market.Find(holds.Id)).Armed.ShouldBe(false, "a name is no other condition");
    }

    [TestMethod]
    public async Task Close_WhileNoSiloIsAtWork_IsMadeUpFor()
    {
        await using var before = await AlertMarket.Create(Closes);
        var alert = await before.Make("close > 101");
        await before.Close(2);
        await before.DisposeAsync();

        // Bars 2 to 8 close while nobody is there; the next silo begins where the last one ended.
        before.Silo.Time.Advance(TimeSpan.FromMinutes(7));
        await using var after = await before.Another();
        await after.Look();
        (await after.Fired(alert.Id)).ShouldBe([1, 4, 7]);
        await after.Close(3);
        (await after.Fired(alert.Id)).ShouldBe([1, 4, 7]);
        (await after.Silo.Count(Messages)).ShouldBe(3);
    }

    [TestMethod]
    public async Task Look_TwoSilosAtOnce_TellsNothingTwice()
    {
        await using var one = await AlertMarket.Create(Closes);
        var alert = await one.Make("close > 101", repeat: AlertRepeat.Bar);
        await using var two = await one.Another();
        for (var bar = 0; bar < Closes.Length; bar++)
        {
            one.Silo.Time.Advance(TimeSpan.FromMinutes(1));
            two.Silo.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAll(one.Look(), two.Look());
        }

        // Whoever lost looks again.
        await one.Look();
        await two.Look();
        (await one.Fired(alert.Id)).ShouldBe([1, 2, 4, 7, 8]);
        (await one.Find(alert.Id)).FiredCount.ShouldBe(5);
        (await one.Silo.Count(Messages)).ShouldBe(5);
    }

    [TestMethod]
    public async Task Save_WhatIsOutOfDate_WritesNothing()
    {
        await using var market = await AlertMarket.Create(Closes);
        var alert = await market.Make("close > 101", repeat: AlertRepeat.Bar);
        var (groups, spec) = (market.Silo.Get<AlertGroups>(), await market.Silo.Spec(AlertMarket.Symbol));
        var group = (await groups.All(CancellationToken.None)).ShouldHaveSingleItem();
        var loaded = (await groups.Load(group, await market.Silo.Spec(AlertMarket.Symbol), CancellationToken.None)).ShouldHaveSingleItem();
        Task<bool> Save(AlertGroup seen, int bar) =>
            groups.Save(
                seen,
                spec,
                AlertMarket.FirstBar.AddMinutes(bar + 1).ToUnixTimeMilliseconds(),
                [
                    new AlertOutcome(
                        loaded,
                        new AlertState(true, 102),
                        null,
                        [new Candle(AlertMarket.FirstBar.AddMinutes(bar).ToUnixTimeMilliseconds(), 102, 102, 102, 102, 1)]
                    ),
                ],
                CancellationToken.None
            );

        (await Save(group, 0)).ShouldBeTrue();
        (await Save(group, 1)).ShouldBeFalse("another silo has moved on");
        var moved = (await groups.All(CancellationToken.None)).ShouldHaveSingleItem();
        await market.Keep(alert.Id, AlertMarket.Request("close > 102", 1));
        (await Save(moved, 1)).ShouldBeFalse("the alert was changed");
        var changed = (await groups.All(CancellationToken.None)).ShouldHaveSingleItem();
        (await Save(changed with { EvaluatedTo = group.EvaluatedTo }, 0)).ShouldBeFalse();
        (await Save(changed, 0)).ShouldBeTrue();
        (await market.Fired()).ShouldBe([0], "a bar is told of once, whatever becomes of the rest");
        (await market.Silo.Count(Messages)).ShouldBe(1);
    }

    [TestMethod]
    public async Task Close_AfterItsTime_EndsItAndDoesNotFire()
    {
        await using var market = await AlertMarket.Create(Closes);
        var alert = await market.Keep(Guid.CreateVersion7(), AlertMarket.Request("close > 101") with { ExpiresAt = AlertMarket.FirstBar.AddMinutes(6) });
        await market.Close(3);
        // Two bars close before it ends and are looked at late, those behind it do not count.
        market.Silo.Time.Advance(TimeSpan.FromMinutes(8));
        await market.Look();
        (await market.Fired(alert.Id)).ShouldBe([1, 4]);
        var after = await market.Find(alert.Id);
        (after.Enabled, after.Ended, after.FiredCount).ShouldBe((false, AlertEnd.Expired, 2));
    }

    [TestMethod]
    public async Task Close_ManyAlertsOfOneCondition_AreEvaluatedTogether()
    {
        await using var market = await AlertMarket.Create(Closes);
        foreach (var rule in (string[])["close > 101", "close>101", "CLOSE > 101.0", "close > 102"])
        {
            await market.Make(rule);
        }

        var groups = market.Silo.Get<AlertGroups>();
        var group = (await groups.All(CancellationToken.None)).ShouldHaveSingleItem();
        var set = new AlertSet(
            Quant.Series.BarInterval.OneMinute,
            await groups.Load(group, await market.Silo.Spec(AlertMarket.Symbol), CancellationToken.None)
        );
        (set.Alerts.Count, set.Conditions).ShouldBe((4, 2));
        await market.Close(2);
        (await market.Fired()).ShouldBe([1, 1, 1]);
    }

    [TestMethod]
    public async Task Close_AnotherReplay_BeginsAnew()
    {
        await using var market = await AlertMarket.Create(Closes);
        var alert = await market.Make("close > 101", repeat: AlertRepeat.Bar);
        await market.Close(4);
        (await market.Fired(alert.Id)).ShouldBe([1, 2]);

        (await market.Silo.Get<Replays>().Start(Symbol.Of(AlertMarket.Symbol), AlertMarket.FirstBar, 1, CancellationToken.None)).IsOk.ShouldBeTrue();
        await market.Close(4);
        (await market.Fired(alert.Id)).ShouldBe([1, 1, 2, 2], "time went back, and the same bars close again");
        (await market.Silo.Get<Replays>().Stop(Symbol.Of(AlertMarket.Symbol), CancellationToken.None)).Value.ShouldBeTrue();
        await market.Close(3);
        (await market.Fired(alert.Id)).Length.ShouldBe(4, "history that is not played is not live");
    }

    [TestMethod]
    public async Task Close_AlertOnALine_GoesByTheLineAsItIsKeptNow()
    {
        await using var market = await AlertMarket.Create(Closes);
        var line = TimeOrderedId.New(market.Silo.Time.GetUtcNow());
        await Draw(market, line, "[[0, 101]]");
        var alert = await market.Keep(Guid.CreateVersion7(), AlertMarket.Request("crosses_above(close, drawing.price)") with { DrawingId = line });
        await market.Close(4);
        (await market.Fired(alert.Id)).ShouldBe([1]);

        await using (var scope = market.Silo.Services.CreateAsyncScope())
        {
            // Moved through the price: that is no crossing.
            var unitOfWork = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            await market.Silo.Execute($"update market.drawings set points = '[[0, 99.5]]', version = 2 where id = '{line}'");
            await unitOfWork.Run(ct => AlertsOnDrawings.Moved(unitOfWork, AlertMarket.Person, AlertMarket.Symbol, line, market.Silo.Time.GetUtcNow(), ct));
            await market.Close(3);
            (await market.Fired(alert.Id)).ShouldBe([1]);
            await market.Close(1);
            (await market.Fired(alert.Id)).ShouldBe([1, 7], "from 99 to 103");

            await market.Silo.Execute($"delete from market.drawings where id = '{line}'");
            await unitOfWork.Run(ct => AlertsOnDrawings.Gone(unitOfWork, AlertMarket.Person, AlertMarket.Symbol, line, ct));
        }

        var after = await market.Find(alert.Id);
        (after.Enabled, after.Ended, after.Version).ShouldBe((false, AlertEnd.DrawingGone, 2));
        await market.Close(1);
    }

    private static Task Draw(AlertMarket market, Guid id, string points) =>
        market.Silo.Execute(
            $$"""
            insert into market.drawings (user_id, symbol, id, kind, points, style, is_locked, is_hidden, version, created_at, updated_at)
            values ('{{AlertMarket.Person}}', '{{AlertMarket.Symbol}}', '{{id}}', 'HorizontalLine', '{{points}}', '{}', false, false, 1, now(), now())
            """
        );
}
