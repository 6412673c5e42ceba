using Ami.Modules.Market;
using Ami.Modules.Market.Alerts;
using Ami.Modules.Market.Contracts;
using Ami.TestKit;
using Ami.Tests.PaperTrading;

namespace Ami.Tests.Market;

/// <summary>A share at 100 is split 4 for 1 after two bars, and costs 25; two bars later it falls to 19, which were 76 of the old ones.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class AlertsOverSplitsTests
{
    private static readonly decimal[] Closes = [100, 100, 25, 25, 19, 19, 25, 19];

    [TestMethod]
    public async Task Close_OfAnAlertFromBeforeASplit_GoesByOldShares_AndTellsTheNewPrice()
    {
        await using var market = await Split();
        var below = await market.Make("close < 90", repeat: AlertRepeat.Once);
        var crossing = await market.Make("crosses_below(close, 90)");
        var fall = await market.Make("roc(close, 1) < -50");
        var volume = await market.Make("volume > 1.5");
        var away = await market.Make("crosses_above(close, 99)", margin: 5);
        await market.Close(4);
        (await market.Fired()).ShouldBeEmpty("a split is no price");
        await market.Close(2);
        foreach (var alert in (Alert[])[below, crossing])
        {
            (await market.Fired(alert.Id)).ShouldBe([4]);
        }

        await market.Close(2);
        (await market.Fired(away.Id)).ShouldBe([6], "back at 100");
        ((await market.Fired(fall.Id)).Length, (await market.Fired(volume.Id)).Length).ShouldBe((0, 0));
        (await market.Silo.Count("select count(*) from market.alert_firings where price in (19, 25)")).ShouldBe(4);
        (await market.Silo.Count("select count(*) from market.alert_firings where price not in (19, 25)")).ShouldBe(0);
    }

    [TestMethod]
    public async Task Close_OfAnAlertFromAfterASplit_GoesByNewShares()
    {
        await using var market = await Split();
        await market.Close(3);
        var alert = await market.Make("close < 20");
        var old = await market.Make("close < 80");
        await market.Close(2);
        (await market.Fired(alert.Id)).ShouldBe([4]);
        (await market.Fired(old.Id)).ShouldBeEmpty("it holds already");
    }

    /// <summary>Whoever switches an alert off and on again, or wants another margin, has not written its price anew.</summary>
    [TestMethod]
    public async Task Close_OfAnAlertThatBeganAnewAfterASplit_StillGoesByTheSharesItWasWrittenFor()
    {
        await using var market = await Split();
        var alert = await market.Make("close < 90");
        await market.Close(3);
        await market.Keep(alert.Id, AlertMarket.Request("close < 90", 1) with { Enabled = false });
        await market.Keep(alert.Id, AlertMarket.Request("close < 90", 2) with { Margin = 1 });
        await market.Close(2);
        (await market.Fired(alert.Id)).ShouldBe([4]);
        await market.Keep(alert.Id, AlertMarket.Request("close < 20", 3));
        await market.Close(3);
        (await market.Fired(alert.Id)).ShouldBe([4, 7], "written anew");
    }

    [TestMethod]
    public async Task Close_OfAnAlertOnALineFromBeforeASplit_GoesByWhereTheLineIsNow()
    {
        await using var market = await Split();
        var (line, drawn) = (Guid.CreateVersion7(), AlertMarket.FirstBar.ToUnixTimeMilliseconds());
        await market.Silo.Execute(
            $$"""
            insert into market.drawings (user_id, symbol, id, kind, points, style, is_locked, is_hidden, version, created_at, updated_at)
            values ('{{AlertMarket.Person}}', '{{AlertMarket.Symbol}}', '{{line}}', 'HorizontalLine', '[[{{drawn}}, 90]]', '{}', false, false, 1, now(), now())
            """
        );
        await market.Close(3);
        var alert = await market.Keep(Guid.CreateVersion7(), AlertMarket.Request("close < drawing.price") with { DrawingId = line });
        await market.Close(2);
        (await market.Fired(alert.Id)).ShouldBe([4], "below 22.50");
    }

    /// <summary>Where the feed plays bars, its clock says of which shares an alert is, not the wall.</summary>
    [TestMethod]
    public void WrittenAt_WhileTheFeedReplaysBars_IsToldByItsClock()
    {
        var (wall, played) = (new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2024, 2, 1, 0, 0, 0, TimeSpan.Zero));
        var alert = new Alert
        {
            UserId = AlertMarket.Person,
            Id = Guid.CreateVersion7(),
            Interval = "1m",
            Name = "Any",
            Rule = "close > 1",
            CreatedAt = wall,
            Since = wall.AddMinutes(1),
        };
        var spec = TestSymbols.Spec("PLAYED");
        var replay = new ReplayClock(60_000, played.ToUnixTimeMilliseconds(), wall.ToUnixTimeMilliseconds(), Speed: 60);
        AlertView.Of(alert, wall, spec with { Replay = replay }).WrittenAt.ShouldBe(played.AddHours(1));
        AlertView.Of(alert, wall, spec).WrittenAt.ShouldBe(wall.AddMinutes(1));
        AlertView.Of(alert, wall, null).WrittenAt.ShouldBe(wall.AddMinutes(1));
    }

    private static async Task<AlertMarket> Split()
    {
        var market = await AlertMarket.Create(Closes);
        await market.Silo.Execute(
            $"""
            insert into market.corporate_actions (symbol_id, day, at, new_shares, old_shares, dividend)
            select id, '2026-03-10', '{AlertMarket.FirstBar.AddMinutes(2):O}', 4, 1, 0 from market.symbols where symbol = '{AlertMarket.Symbol}'
            """
        );
        await market.Silo.Get<SymbolDirectory>().Refresh();
        return market;
    }
}
