using System.Globalization;
using System.Net;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Features;
using Ami.Quant.Trading;
using Ami.TestKit;

namespace Ami.Tests.PaperTrading;

/// <summary>A replay's clock moves with what the bars execute, once, whatever happens meanwhile.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class ReplayAccountTests
{
    private static PaperVenue _venue = null!;
    private static StoredPast _past = null!;

    [ClassInitialize]
    public static async Task Open(TestContext _)
    {
        _venue = await PaperVenue.Open(apis: 2);
        _past = await StoredPast.List(_venue, "RPL-A", days: 3, seed: 1);
    }

    [ClassCleanup]
    public static async Task Close() => await _venue.DisposeAsync();

    [TestCleanup]
    public async Task Reconcile() => (await _venue.Reconcile()).ShouldBeEmpty();

    [TestMethod]
    public async Task Order_AcceptedAtTheClock_IsFilledByLaterBarsOnly()
    {
        var trader = await _venue.NewTrader();
        var replay = await trader.Replay(_past.Symbol, StoredPast.Begins.AddHours(3));
        var order = await trader.Place(trader.OrderBody(_past.Symbol, "buy", 1m));
        (order.Status, order.PlacedAt).ShouldBe((OrderStatus.Working, replay.Clock));
        (await trader.Fills()).ShouldBeEmpty("the bars until the clock were before it");

        var next = _past.Minutes.First(minute => StoredPast.At(minute.Time) >= replay.Clock);
        var step = await trader.Advance(replay.Clock, replay.Clock.AddMinutes(1));
        step.Fills.ShouldBe(1);
        var fill = (await trader.Fills()).Single();
        fill.Price.ShouldBe(next.Open + 0.01m, "at the ask of the first price of the next bar");
        fill.At.ShouldBeGreaterThan(replay.Clock);
        fill.At.ShouldBeLessThan(step.Clock);
        var position = (await trader.Positions()).Single();
        (position.Mark, position.OpenedAt).ShouldBe((next.Close, fill.At));
        (await trader.Account()).Equity.ShouldBe(10_000m - fill.Fee - fill.Price + next.Close);
    }

    [TestMethod]
    public async Task Advance_Repeated_AnswersTheSameAndExecutesOnce()
    {
        var trader = await _venue.NewTrader();
        var replay = await trader.Replay(_past.Symbol, StoredPast.Begins.AddHours(3));
        await trader.Place(trader.OrderBody(_past.Symbol, "buy", 1m));
        var to = replay.Clock.AddMinutes(90);
        using var first = await trader.TryAdvance(replay.Clock, to, "5m", "rsi");
        using var again = await trader.TryAdvance(replay.Clock, to, "5m", "rsi");
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (await trader.Fills()).Length.ShouldBe(1);

        var clock = (await trader.Clock()).Clock;
        using var elsewhere = await trader.TryAdvance(replay.Clock, to.AddMinutes(30));
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var body = await elsewhere.Content.ReadAsStringAsync();
        body.ShouldContain("paper.replay_moved");
        body.ShouldContain(clock.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        (await trader.Clock()).Clock.ShouldBe(clock);
    }

    [TestMethod]
    public async Task Advance_ByTwoAtOnce_MovesOnceAndTellsTheOther()
    {
        var trader = await _venue.NewTrader();
        var other = await _venue.NewTrader(api: 1);
        other.Client.DefaultRequestHeaders.Authorization = TestUsers.Header(trader.UserId);
        var clock = (await trader.Replay(_past.Symbol, StoredPast.Begins.AddHours(13))).Clock;
        other.Use(trader.AccountId);
        for (var round = 0; round < 5; round++)
        {
            await trader.Place(trader.OrderBody(_past.Symbol, "buy", 1m));
            var near = clock.AddMinutes(30);
            var (one, two) = (trader.TryAdvance(clock, near), other.TryAdvance(clock, near.AddMinutes(30)));
            var answers = await Task.WhenAll(one, two);
            answers.Select(answer => answer.StatusCode).ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict], ignoreOrder: true);
            (await answers.Single(answer => answer.StatusCode == HttpStatusCode.Conflict).Code()).ShouldBe("paper.replay_moved");
            (await trader.Fills()).Length.ShouldBe(round + 1);
            clock = (await trader.Clock()).Clock;

            var both = await Task.WhenAll(trader.Advance(clock, clock.AddMinutes(5)), other.Advance(clock, clock.AddMinutes(5)));
            both[0].Clock.ShouldBe(both[1].Clock);
            clock = both[0].Clock;
        }
    }

    [TestMethod]
    public async Task Advance_ThatIsNotCommitted_HasMovedNothing()
    {
        var trader = await _venue.NewTrader();
        var replay = await trader.Replay(_past.Symbol, StoredPast.Begins.AddHours(3));
        await trader.Place(trader.OrderBody(_past.Symbol, "buy", 1m));
        await _venue.Execute(
            $"""
            create function paper_trading.crash() returns trigger language plpgsql as $$ begin raise 'crash'; end $$;
            create trigger crash before insert on paper_trading.fills for each row when (new.account_id = '{replay.Id}') execute function paper_trading.crash()
            """
        );
        using var failed = await trader.TryAdvance(replay.Clock, replay.Clock.AddMinutes(10));
        ((int)failed.StatusCode).ShouldBeGreaterThanOrEqualTo(500);
        await _venue.Execute("drop trigger crash on paper_trading.fills; drop function paper_trading.crash()");
        (await trader.Clock()).Clock.ShouldBe(replay.Clock, "the clock is where the fills are");
        (await trader.Fills()).ShouldBeEmpty();

        var step = await trader.Advance(replay.Clock, replay.Clock.AddMinutes(10));
        (step.Fills, (await trader.Fills()).Length).ShouldBe((1, 1));
        (await _venue.Scalar<DateTime>($"select clock from paper_trading.replays where account_id = '{replay.Id}'")).ShouldBe(step.Clock.UtcDateTime);
    }

    [TestMethod]
    [DataRow(5)]
    [DataRow(6)]
    public async Task AnyStepSize_HasTheSameFillsOrdersAndCurve(int seed)
    {
        var whole = await Story(seed, 240);
        whole.Count(line => line.StartsWith("fill", StringComparison.Ordinal)).ShouldBeGreaterThan(15, "a story with few fills proves little");
        whole.ShouldContain(line => line.Contains("expired", StringComparison.Ordinal));
        (await Story(seed, 60)).ShouldBe(whole);
        (await Story(seed, 7)).ShouldBe(whole);
    }

    /// <summary>Two days of random orders, placed every four hours, played in steps of so many minutes.</summary>
    private static async Task<string[]> Story(int seed, int minutes)
    {
        var random = new Random(seed);
        var trader = await _venue.NewTrader();
        var clock = (await trader.Replay(_past.Symbol, StoredPast.Begins.AddHours(1), leverage: 3)).Clock;
        for (var hour = 5; hour < 53; hour += 4)
        {
            var price = (await trader.Clock()).Quote.Last;
            for (var i = 0; i < 3; i++)
            {
                using var placed = await trader.TryPlace(Random(trader, random, price, clock));
                ((int)placed.StatusCode).ShouldBeLessThan(500);
            }

            var until = StoredPast.Begins.AddHours(hour);
            while (true)
            {
                var to = clock.AddMinutes(minutes);
                var step = await trader.Advance(clock, to < until ? to : until, "1h");
                clock = step.Clock;
                // Where the next bar is over behind it, the gap has been left to the next round.
                if (!_past.Minutes.Any(minute => StoredPast.At(minute.Time) >= clock && StoredPast.Over(minute) <= until))
                {
                    break;
                }
            }
        }

        var (orders, fills, curve) = (await trader.Orders(), await trader.Fills(), await trader.Get<EquityCurve>("equity"));
        string[] story =
        [
            .. fills.Reverse().Select(f => $"fill {f.Side} {f.Quantity} at {f.Price} {f.At:O} {f.RealisedPnl}"),
            .. orders.Reverse().Select(o => $"order {o.Side} {o.Type} {o.Role} {o.Quantity} {o.Status} {o.Reason} {o.PlacedAt:O} {o.UpdatedAt:O}"),
            .. curve.Points.Select(p => $"point {p.At:O} {p.Equity} {p.Cash}"),
            $"cash {(await trader.Account()).Cash} clock {clock:O}",
        ];
        await trader.EndReplay();
        return story;
    }

    private static object Random(PaperTrader trader, Random random, decimal price, DateTimeOffset clock)
    {
        var (buys, away) = (random.Next(2) == 0, random.Next(20, 150) / 100m);
        var (beyond, before) = buys ? (price + away, price - away) : (price - away, price + away);
        var (side, quantity) = (buys ? "buy" : "sell", random.Next(1, 20));
        return random.Next(5) switch
        {
            0 => trader.OrderBody(_past.Symbol, side, quantity),
            1 => trader.OrderBody(_past.Symbol, side, quantity, "stop", stopPrice: beyond),
            2 => trader.OrderBody(_past.Symbol, side, quantity, takeProfit: beyond, stopLoss: before),
            3 => new
            {
                accountId = trader.AccountId,
                symbol = _past.Symbol,
                side,
                type = "limit",
                quantity,
                limitPrice = before,
                timeInForce = "gtd",
                expiresAt = clock.AddMinutes(random.Next(20, 200)),
            },
            _ => new
            {
                accountId = trader.AccountId,
                symbol = _past.Symbol,
                side,
                type = "trailingStop",
                quantity,
                trail = new { unit = "price", value = away },
            },
        };
    }

    [TestMethod]
    public async Task End_ClosesWhatIsHeldAndTakesNothingMore()
    {
        var trader = await _venue.NewTrader();
        var replay = await trader.Replay(_past.Symbol, StoredPast.Begins.AddHours(3));
        await trader.Place(trader.OrderBody(_past.Symbol, "buy", 2m, stopLoss: 1m));
        var step = await trader.Advance(replay.Clock, replay.Clock.AddMinutes(10));
        await trader.Place(trader.OrderBody(_past.Symbol, "buy", 1m, "limit", limitPrice: 1m));

        var ended = await trader.EndReplay();
        (ended.IsOver, ended.Clock, ended.EndedAt is not null).ShouldBe((true, step.Clock, true));
        (await trader.EndReplay()).ShouldBe(ended, "ending it twice changes nothing");
        (await trader.Orders("working")).ShouldBeEmpty();
        var closing = (await trader.Fills())[0];
        (closing.Price, closing.At).ShouldBe((step.Quote.Last, step.Clock));

        (await trader.TryPlace(trader.OrderBody(_past.Symbol, "buy", 1m)).Code()).ShouldBe("paper.replay_over");
        (await trader.TryAdvance(step.Clock, step.Clock.AddMinutes(1)).Code()).ShouldBe("paper.replay_over");
        (await trader.Accounts()).ShouldNotContain(account => account.Id == replay.Id);
        (await trader.Client.Get<PaperOverview>($"/api/trading/paper/overview?accountId={replay.Id}")).LatestFills.Count.ShouldBe(2);
        (await trader.Client.Get<ReplayList>("/api/trading/paper/replays")).Items.ShouldBe([ended]);
    }

    [TestMethod]
    public async Task Over_AtTheLastBar_ClosesAtTheLastPriceOnly()
    {
        var trader = await _venue.NewTrader();
        var replay = await trader.Replay(_past.Symbol, _past.Ends.AddMinutes(-30));
        await trader.Place(trader.OrderBody(_past.Symbol, "buy", 1m));
        var rests = await trader.Place(trader.OrderBody(_past.Symbol, "buy", 1m, "limit", limitPrice: 1m));
        var step = await trader.Advance(replay.Clock, _past.Ends.AddYears(1));
        (step.Clock, step.IsOver, step.HasMore).ShouldBe((_past.Ends, true, false));
        (await trader.Advance(step.Clock, step.Clock.AddDays(1))).IsOver.ShouldBeTrue("asking on is no mistake");
        (await trader.Orders()).Single(order => order.Id == rests.Id).Reason.ShouldBe("ended");
        using var closed = await trader.Close(_past.Symbol);
        var order = await closed.Read<OrderView>();
        (order.Status, order.AverageFillPrice).ShouldBe((OrderStatus.Filled, _past.Minutes[^1].Close));
    }

    [TestMethod]
    public async Task Times_OfAReplay_AreThoseOfItsClock()
    {
        var trader = await _venue.NewTrader();
        var replay = await trader.Replay(_past.Symbol, StoredPast.Begins.AddHours(23));
        (await trader.SetRules(new { riskPerDayPct = 50m })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var day = await trader.Place(
            new
            {
                accountId = replay.Id,
                symbol = _past.Symbol,
                side = "buy",
                type = "limit",
                quantity = 1,
                limitPrice = 1m,
                timeInForce = "day",
            }
        );
        (day.PlacedAt, day.ExpiresAt).ShouldBe((replay.Clock, StoredPast.Begins.AddDays(1)));
        (await trader.SetRules(new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await trader.Client.Get<RulesView>($"/api/trading/paper/accounts/{replay.Id}/rules")).Look!.WantedFrom.ShouldBe(StoredPast.Begins.AddDays(1));

        await trader.Advance(replay.Clock, StoredPast.Begins.AddHours(25));
        (await trader.Orders()).Single().Reason.ShouldBe("expired");
        var account = await trader.Account();
        (account.IsReplay, account.CreatedAt).ShouldBe((true, replay.BeganAt));
        (await trader.Get<EquityCurve>("equity")).Points[0].At.ShouldBe(replay.BeganAt);
        var life = await trader.Client.Get<StatisticsView>($"/api/trading/paper/accounts/{replay.Id}/statistics");
        life.Life.StartedAt.ShouldBe(replay.BeganAt);
    }

    [TestMethod]
    public async Task SomebodyElses_IsNotThere()
    {
        var (owner, other) = (await _venue.NewTrader(), await _venue.NewTrader());
        var replay = await owner.Replay(_past.Symbol, StoredPast.Begins.AddHours(3));
        other.Use(replay.Id);
        (await other.TryAdvance(replay.Clock, replay.Clock.AddMinutes(1)).Code()).ShouldBe("paper.replay_not_found");
        foreach (var path in (string[])["", "/chart", "/indicators?with=rsi"])
        {
            (await other.Client.GetAsync($"/api/trading/paper/replays/{replay.Id}{path}").Code()).ShouldBe("paper.replay_not_found");
        }

        (await other.Client.PostAsync($"/api/trading/paper/replays/{replay.Id}/end", null).Code()).ShouldBe("paper.replay_not_found");
        (await other.TryPlace(other.OrderBody(_past.Symbol, "buy", 1m)).Code()).ShouldBe("paper.account_not_found");
        (await owner.Clock()).ShouldBe(replay);
        (await owner.TryPlace(owner.OrderBody(_venue.First, "buy", 1m)).Code()).ShouldBe("paper.replay_symbol");
        (await owner.TryAdvance(replay.Clock, replay.Clock).Code()).ShouldBe("paper.replay_step");
        (await owner.TryAdvance(replay.Clock, replay.Clock.AddMinutes(1), "9x").Code()).ShouldBe("market.interval_unknown");
        (await owner.Clock()).ShouldBe(replay, "what was wrong with the question was said before anything moved");
    }
}
