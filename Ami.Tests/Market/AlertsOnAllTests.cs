using Ami.Modules.Market;
using Ami.Modules.Market.Alerts;
using Ami.Modules.Market.Screener;
using Ami.Quant.Rules;
using Ami.Quant.Series;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Market;

/// <summary>Alerts on every symbol: each stands for itself, and is told once, whoever looks and whenever a silo ends.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class AlertsOnAllTests
{
    private const string Messages = "select count(*) from core.outbox_events where name = 'notifications.message-requested.v1'";
    private const string Other = AlertMarket.Other;
    private static readonly BarInterval Minute = BarInterval.OneMinute;

    /// <summary>Above 101 at 1, 2, 4, 7 and 8.</summary>
    private static readonly decimal[] Closes = [100, 102, 103, 100.5m, 102, 100.9m, 99, 103, 104, 99, 100, 100];

    /// <summary>Above 101 at 0 to 2, and 5.</summary>
    private static readonly decimal[] Others = [103, 102, 103, 100, 100, 102, 100, 100, 100, 100, 100, 100];

    [TestMethod]
    public async Task Close_ConditionComesToHoldAtEither_IsToldForEach()
    {
        await using var market = await Both();
        var (each, once, bar) = (await Make(market), await Make(market, AlertRepeat.Once), await Make(market, AlertRepeat.Bar));
        await market.Close(Closes.Length);

        (await market.Fired(each.Id)).ShouldBe([0, 1, 4, 5, 7]);
        (await market.Fired(once.Id)).ShouldBe([0, 1], "once at each");
        (await market.Fired(bar.Id)).ShouldBe([0, 1, 1, 2, 2, 4, 5, 7, 8]);
        (await market.Silo.Count($"select count(*) from market.alert_firings where symbol = '{Other}'")).ShouldBe(2 + 1 + 4);
        (await market.Silo.Count(Messages)).ShouldBe(16);
        var after = await market.Find(once.Id);
        (after.Enabled, after.Ended, after.FiredCount, after.Version).ShouldBe((true, null, 2, 1), "other symbols may come to hold it");
        (await market.Find(each.Id)).FiredCount.ShouldBe(5);
    }

    [TestMethod]
    public async Task Close_ConditionAsksAboutTheSymbol_OnlyThoseCount()
    {
        await using var market = await Both();
        var coins = await Make(market, rule: "close > 101 and symbol.asset_class == \"crypto\"");
        await market.Close(Closes.Length);
        (await market.Fired(coins.Id)).ShouldBe([1, 4, 7], "the other is an equity");
    }

    [TestMethod]
    public async Task Close_SymbolIsListedLater_CountsFromThenOn()
    {
        await using var market = await AlertMarket.Create(Closes);
        var alert = await Make(market);
        await market.Close(3);
        await market.List(Others, market.Silo.Time.GetUtcNow());
        await market.Close(Closes.Length - 3);
        (await market.Fired(alert.Id)).ShouldBe([1, 4, 5, 7]);
    }

    [TestMethod]
    public async Task Close_WhileNoSiloIsAtWork_IsMadeUpFor()
    {
        await using var before = await Both();
        var (alert, once) = (await Make(before), await Make(before, AlertRepeat.Once));
        await before.Close(2);
        await before.DisposeAsync();

        before.Silo.Time.Advance(TimeSpan.FromMinutes(7));
        await using var after = await before.Another();
        await after.Look();
        (await after.Fired(alert.Id)).ShouldBe([0, 1, 4, 5, 7]);
        (await after.Fired(once.Id)).ShouldBe([0, 1]);
    }

    [TestMethod]
    public async Task Look_TwoSilosAtOnce_TellsNothingTwice()
    {
        await using var one = await Both();
        var alert = await Make(one, AlertRepeat.Bar);
        await using var two = await one.Another();
        for (var bar = 0; bar < Closes.Length; bar++)
        {
            one.Silo.Time.Advance(TimeSpan.FromMinutes(1));
            two.Silo.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAll(one.Look(), two.Look());
        }

        await one.Look();
        await two.Look();
        (await one.Fired(alert.Id)).ShouldBe([0, 1, 1, 2, 2, 4, 5, 7, 8]);
        (await one.Find(alert.Id)).FiredCount.ShouldBe(9);
        (await one.Silo.Count(Messages)).ShouldBe(9);
    }

    [TestMethod]
    public async Task Keep_ConditionIsChanged_BeginsAnewAtEachSymbol()
    {
        await using var market = await Both();
        var alert = await Make(market);
        await market.Close(2);
        await market.Keep(alert.Id, Request("close > 99.5", 1));
        await market.Close(6);
        (await market.Fired(alert.Id)).ShouldBe([0, 1, 7], "above 99.5 both were, and one fell below at 6");

        await market.Keep(alert.Id, Request("close > 99.5", 2) with { Symbol = AlertMarket.Symbol });
        await market.Keep(alert.Id, Request("close > 99.5", 3));
        (await market.Silo.Count("select count(*) from market.alert_symbols")).ShouldBe(0);
    }

    [TestMethod]
    public async Task Close_AfterItsTime_EndsItAtAllSymbolsOnce()
    {
        await using var market = await Both();
        var alert = await market.Keep(Guid.CreateVersion7(), Request("close > 101") with { ExpiresAt = AlertMarket.FirstBar.AddMinutes(6) });
        await market.Close(10);
        (await market.Fired(alert.Id)).ShouldBe([0, 1, 4, 5]);
        var after = await market.Find(alert.Id);
        (after.Enabled, after.Ended, after.Version).ShouldBe((false, AlertEnd.Expired, 2));
    }

    [TestMethod]
    public async Task Keep_OnceBecomesAlways_FiresAgainWhereItHad()
    {
        await using var market = await Both();
        var alert = await Make(market, AlertRepeat.Once);
        await market.Close(4);
        (await market.Fired(alert.Id)).ShouldBe([0, 1]);
        await market.Keep(alert.Id, Request("close > 101", 1) with { Repeat = AlertRepeat.Always });
        await market.Close(5);
        (await market.Fired(alert.Id)).ShouldBe([0, 1, 4, 5, 7]);
    }

    [TestMethod]
    public async Task Look_AfterItsTimeAndADowntime_EverySymbolStillGetsItsBars()
    {
        await using var before = await Both();
        var alert = await before.Keep(Guid.CreateVersion7(), Request("close > 101") with { ExpiresAt = AlertMarket.FirstBar.AddMinutes(6) });
        await before.Close(1);
        await before.DisposeAsync();

        before.Silo.Time.Advance(TimeSpan.FromMinutes(9));
        await using var after = await before.Another();
        var groups = after.Silo.Get<AlertGroups>();
        // One symbol has come past its end before the other is looked at.
        var other = (await groups.All(CancellationToken.None)).Single(group => group.Symbol == Other);
        await after.Silo.Execute($"update market.alerts set enabled = false, ended = 'Expired', version = version + 1 where id = '{alert.Id}'");
        (await groups.Load(other, await after.Silo.Spec(Other), CancellationToken.None)).ShouldHaveSingleItem();
        await after.Look();
        (await after.Fired(alert.Id)).ShouldBe([0, 1, 4, 5]);
        (await after.Find(alert.Id)).Version.ShouldBe(2);
        (await groups.Load(other, await after.Silo.Spec(Other), CancellationToken.None)).ShouldBeEmpty("it is over there, too");
    }

    [TestMethod]
    public async Task Keep_WhatIsRefusedOrTheSame_TouchesNoGroup()
    {
        await using var market = await Both();
        var alert = await Make(market);
        var before = await Groups(market);
        await market.Keep(alert.Id, Request("close > 101"));
        await using (var scope = market.Silo.Services.CreateAsyncScope())
        {
            var keeping = scope.ServiceProvider.GetRequiredService<KeepAlerts>();
            foreach (var (id, version) in ((Guid, int)[])[(alert.Id, 7), (Guid.CreateVersion7(), 3)])
            {
                var (_, refusal, _) = await keeping.Keep(
                    AlertMarket.Person,
                    id,
                    Request("close > 5", version) with
                    {
                        Interval = "2m",
                    },
                    CancellationToken.None
                );
                refusal.ShouldNotBeNull();
            }
        }

        (await Groups(market)).ShouldBe(before);
    }

    [TestMethod]
    public async Task Compile_RuleIsMuchWork_IsRefusedOfEverySymbolAlone()
    {
        await using var market = await AlertMarket.Create(Closes);
        var spec = await market.Silo.Spec(AlertMarket.Symbol);
        var terms = Enumerable
            .Range(1, 40)
            .SelectMany(n => (string[])[$"hurst(close, {n * 25})", $"rsi(close, {n * 100})", $"average(close, {n * 450})"])
            .ToArray();
        var costly = Enumerable
            .Range(1, terms.Length)
            .SelectMany(count => Enumerable.Range(0, terms.Length).Select(from => string.Join(" + ", terms.Skip(from).Take(count)) + " > 1"))
            .First(rule => AlertRules.Compile(rule, null, Minute, out _).IsOk && ScanPlan.IsTooCostly([RuleProgram.Compile(rule)], Minute));
        AlertRules.Compile(costly, new SymbolFacts(spec), Minute, out _).Error?.Code.ShouldBe("market.scan_too_costly");
    }

    [TestMethod]
    public async Task All_GroupsThatNoAlertIsIn_AreNotLookedAt()
    {
        await using var market = await Both();
        var alert = await Make(market);
        var groups = market.Silo.Get<AlertGroups>();
        (await groups.All(CancellationToken.None)).Count.ShouldBeGreaterThan(1);
        await market.Keep(alert.Id, Request("close > 101", 1) with { Enabled = false });
        (await groups.All(CancellationToken.None)).ShouldBeEmpty();
        await market.Keep(alert.Id, Request("close > 101", 2) with { Symbol = Other });
        (await groups.All(CancellationToken.None)).ShouldHaveSingleItem().Symbol.ShouldBe(Other);
    }

    private static async Task<string> Groups(AlertMarket market)
    {
        await using var command = market.Silo.DataSource.CreateCommand("select string_agg(g::text, ' ' order by symbol, interval) from market.alert_groups g");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<AlertMarket> Both()
    {
        var market = await AlertMarket.Create(Closes);
        await market.List(Others);
        return market;
    }

    private static Task<Alert> Make(AlertMarket market, AlertRepeat repeat = AlertRepeat.Always, string rule = "close > 101") =>
        market.Keep(Guid.CreateVersion7(), Request(rule) with { Repeat = repeat });

    private static KeepAlertRequest Request(string rule, int version = 0) => AlertMarket.Request(rule, version) with { Symbol = null };
}
