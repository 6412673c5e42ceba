using System.Net;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Features;
using Ami.Quant.Trading;
using Ami.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.PaperTrading;

[TestClass]
[Needs<PaperTradingModule>]
public sealed class PaperLifecycleTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext _) => _venue = await PaperVenue.Open(feeBps: 0m);

    [ClassCleanup]
    public static async Task Close() => await _venue.DisposeAsync();

    [TestInitialize]
    public async Task QuoteAHundred()
    {
        await _venue.Quote(_venue.First, 100m);
        await _venue.Quote(_venue.Second, 100m);
    }

    [TestCleanup]
    public async Task Reconcile() => (await _venue.Reconcile()).ShouldBeEmpty();

    [TestMethod]
    public async Task Bracket_TargetCrossed_ClosesPositionCancelsStopAndShowsInStatistics()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", 10m, takeProfit: 110m, stopLoss: 95m));
        (await trader.Orders("working")).Length.ShouldBe(3);
        await _venue.Tick(_venue.First, 100m);
        var position = (await trader.Positions()).Single();
        (position.TakeProfit, position.StopLoss).ShouldBe((110m, 95m));

        var crossing = await _venue.Quote(_venue.First, 111m);
        await _venue.NewMatcher().OnTick(crossing, CancellationToken.None);
        await _venue.NewMatcher().OnTick(crossing, CancellationToken.None);

        (await trader.Positions()).ShouldBeEmpty();
        (await trader.Orders())
            .ToDictionary(o => o.Role, o => o.Status)
            .ShouldBe(
                new Dictionary<OrderRole, OrderStatus>
                {
                    [OrderRole.Entry] = OrderStatus.Filled,
                    [OrderRole.TakeProfit] = OrderStatus.Filled,
                    [OrderRole.StopLoss] = OrderStatus.Cancelled,
                },
                ignoreOrder: true
            );
        (await trader.Account()).Cash.ShouldBe(100_110m);
        (await trader.Fills()).Length.ShouldBe(2);
        var stats = await trader.Get<PaperStats>("stats");
        (stats.Trades, stats.WinRate, stats.BestTrade).ShouldBe((1, 1m, 110m));
        var curve = (await trader.Get<EquityCurve>("equity")).Points.ToList();
        curve.Count.ShouldBe(3);
        curve[^1].Equity.ShouldBe(100_110m);
        (await trader.Get<Reconciliation>("reconciliation")).Ok.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Short_BoughtBackByClose_RealisesTheFall()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "sell", 5m));
        await _venue.Tick(_venue.First, 100m);
        (await trader.Positions()).Single().Quantity.ShouldBe(-5m);
        (await trader.Account()).Cash.ShouldBe(100_500m);

        using var close = await trader.Close(_venue.First);
        close.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var twice = await trader.Close(_venue.First);
        (await twice.Code()).ShouldBe("paper.already_closing");
        await _venue.Tick(_venue.First, 80m);
        (await trader.Positions()).ShouldBeEmpty();
        (await trader.Account()).Cash.ShouldBe(100_100m);
        using var nothing = await trader.Close(_venue.First);
        (await nothing.Code()).ShouldBe("paper.no_position");
    }

    [TestMethod]
    public async Task Liquidation_EquityBelowMargin_ClosesEverythingOnNextTicks()
    {
        var trader = await _venue.NewTrader();
        await trader.OpenAccount(10_000m, 5);
        await trader.Place(trader.OrderBody(_venue.First, "buy", 400m));
        await trader.Place(trader.OrderBody(_venue.Second, "sell", 50m));
        await _venue.Tick(_venue.First, 100m);
        await _venue.Tick(_venue.Second, 100m);
        await trader.Place(trader.OrderBody(_venue.Second, "sell", 1m, "limit", limitPrice: 150m));

        var watch = _venue.NewMarginWatch();
        await watch.CheckMargins(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        (await trader.Positions()).Length.ShouldBe(2);
        await _venue.Tick(_venue.First, 84m);
        await watch.CheckMargins(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        await watch.CheckMargins(new JobRun("test", NullLogger.Instance), CancellationToken.None);

        var exits = await trader.Orders("working");
        exits.Length.ShouldBe(2);
        exits.ShouldAllBe(o => o.Role == OrderRole.Liquidation && o.Reason == "margin");
        using var cancel = await trader.Cancel(exits[0].Id);
        (await cancel.Code()).ShouldBe("paper.liquidation_order");
        await _venue.Tick(_venue.First, 83m);
        await _venue.Tick(_venue.Second, 100m);
        (await trader.Positions()).ShouldBeEmpty();
        (await trader.Account()).Cash.ShouldBe(10_000m - (400m * 17m));
    }

    [TestMethod]
    public async Task Liquidation_OneSymbol_IsDoneByTheTickThatEndsTheMargin()
    {
        var trader = await _venue.NewTrader();
        await trader.OpenAccount(10_000m, 5);
        await trader.Place(trader.OrderBody(_venue.First, "buy", 400m));
        await _venue.Tick(_venue.First, 100m);
        await _venue.Tick(_venue.First, 84m);
        await _venue.Tick(_venue.First, 100m);
        (await trader.Positions()).Length.ShouldBe(1, "still covered");
        await _venue.Tick(_venue.First, 83m);
        await _venue.Tick(_venue.First, 100m);
        (await trader.Positions()).ShouldBeEmpty();
        (await trader.Account()).Cash.ShouldBe(10_000m - (400m * 17m));
    }

    [TestMethod]
    public async Task Liquidation_GapBeyondTheAccount_LeavesNoDebt_AndTheBooksAgree()
    {
        var trader = await _venue.NewTrader();
        await trader.OpenAccount(10_000m, 5);
        await trader.Place(trader.OrderBody(_venue.First, "buy", 400m));
        await _venue.Tick(_venue.First, 100m);
        await _venue.Tick(_venue.First, 60m);
        var watch = _venue.NewMarginWatch();
        await watch.CheckMargins(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        await _venue.Tick(_venue.First, 60m);
        (await trader.Positions()).ShouldBeEmpty();
        (await trader.Account()).Cash.ShouldBe(0m);
        (await _venue.Reconcile()).ShouldBeEmpty();

        using var reset = await trader.Reset(new { startingCash = 10_000m });
        reset.EnsureSuccessStatusCode();
        (await _venue.Reconcile()).ShouldBeEmpty();
        await _venue.Execute("update paper_trading.debt_reliefs set amount = amount + 1");
        (await _venue.Reconcile()).ShouldNotBeEmpty();
        await _venue.Execute("update paper_trading.debt_reliefs set amount = amount - 1");
    }

    [TestMethod]
    public async Task Reset_WithOpenPosition_StartsAgainAndKeepsHistoryPerGeneration()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", 10m, takeProfit: 150m));
        await _venue.Tick(_venue.First, 100m);
        await _venue.Tick(_venue.First, 90m);

        using var reset = await trader.Reset(new { startingCash = 5_000m, leverage = 3 });
        reset.StatusCode.ShouldBe(HttpStatusCode.OK);
        var account = await trader.Account();
        (account.Cash, account.Equity, account.Leverage, account.ResetCount).ShouldBe((5_000m, 5_000m, 3, 1));
        (await trader.Positions()).ShouldBeEmpty();
        (await trader.Orders()).ShouldBeEmpty();
        (await trader.Orders(generation: 0)).Length.ShouldBe(2);
        (await trader.Fills(generation: 0)).Length.ShouldBe(1);
        await _venue.Tick(_venue.First, 200m);
        (await trader.Account()).Cash.ShouldBe(5_000m);
    }

    [TestMethod]
    public async Task Cancel_RacingWithItsFill_EndsInExactlyOneOfThem()
    {
        var traders = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _venue.NewTrader()));
        var orders = await Task.WhenAll(traders.Select(t => t.Place(t.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 90m, stopLoss: 80m))));
        var crossing = await _venue.Quote(_venue.First, 85m);
        var matching = Task.WhenAll(_venue.NewMatcher().OnTick(crossing, CancellationToken.None), _venue.NewMatcher().OnTick(crossing, CancellationToken.None));
        var cancels = await Task.WhenAll(traders.Zip(orders, (t, o) => t.Cancel(o.Id)));
        await matching;

        for (var i = 0; i < traders.Length; i++)
        {
            var entry = (await traders[i].Orders()).Single(o => o.Role == OrderRole.Entry);
            var fills = await traders[i].Fills();
            if (cancels[i].StatusCode == HttpStatusCode.OK)
            {
                (entry.Status, fills.Length).ShouldBe((OrderStatus.Cancelled, 0));
            }
            else
            {
                (await cancels[i].Code()).ShouldBe("paper.order_final");
                (entry.Status, fills.Length).ShouldBe((OrderStatus.Filled, 1));
            }
        }
    }

    [TestMethod]
    public async Task Overview_OneCall_SaysWhatTheSeparateListsSay()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", 10m, takeProfit: 110m, stopLoss: 95m));
        await _venue.Tick(_venue.First, 100m);
        await trader.Place(trader.OrderBody(_venue.Second, "buy", 1m, "limit", limitPrice: 50m));

        var overview = await trader.Get<PaperOverview>("/api/trading/paper/overview");
        overview.AccountId.ShouldBe(trader.AccountId);
        Same(overview.Accounts, await trader.Accounts());
        Same(overview.Positions, await trader.Positions());
        Same(overview.WorkingOrders, await trader.Orders("working"));
        Same(overview.LatestOrders, await trader.Orders());
        Same(overview.LatestFills, await trader.Fills());
        Same(overview.Equity, (await trader.Get<EquityCurve>("equity")).Points);
        overview.Stats.ShouldBe(await trader.Get<PaperStats>("stats"));

        static void Same<T>(IReadOnlyList<T> part, IReadOnlyList<T> list)
        {
            list.ShouldNotBeEmpty();
            part.ShouldBe(list);
        }
    }

    [TestMethod]
    public async Task Overview_AskedAgain_ReadsNothingUntilTheAccountMoves()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", 10m));
        await _venue.Tick(_venue.First, 100m);
        var before = await trader.Get<PaperOverview>("overview");
        before.LatestFills.Count.ShouldBe(1);

        await using (var source = NpgsqlDataSource.Create(_venue.Host.Database.Owner))
        await using (var connection = await source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var locked = connection.CreateCommand();
            locked.CommandText =
                "lock table paper_trading.accounts, paper_trading.orders, paper_trading.fills, paper_trading.positions, paper_trading.equity_points";
            await locked.ExecuteNonQueryAsync();
            // Would wait for the lock and fail with it if it asked the database.
            (await trader.Get<PaperOverview>("overview")).LatestFills.ShouldBe(before.LatestFills);
        }

        await trader.Close(_venue.First);
        await _venue.Tick(_venue.First, 101m);
        var after = await trader.Get<PaperOverview>("overview");
        (after.LatestOrders.Count, after.LatestFills.Count, after.Stats.Trades, after.Equity.Count).ShouldBe((2, 2, 1, before.Equity.Count + 1));
        await _venue.NewMarginWatch().AddPoints(_venue.Host.Time.GetUtcNow().AddMinutes(1), CancellationToken.None);
        _venue.Host.Time.Advance(TimeSpan.FromSeconds(30));
        (await trader.Get<PaperOverview>("overview")).Equity.Count.ShouldBe(before.Equity.Count + 1);
    }

    [TestMethod]
    public async Task Overview_OfAReset_AndOfSomebodyElse_ShowsOnlyWhatIsTheirs()
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", 10m));
        await _venue.Tick(_venue.First, 100m);
        using var reset = await trader.Reset(new { startingCash = 5_000m, leverage = 1 });
        var overview = await trader.Get<PaperOverview>("overview");
        (overview.Positions.Count, overview.LatestOrders.Count, overview.LatestFills.Count).ShouldBe((0, 0, 0));

        var other = await _venue.NewTrader();
        using var theirs = await other.Client.GetAsync(new Uri($"/api/trading/paper/overview?accountId={trader.AccountId}", UriKind.Relative));
        (theirs.StatusCode, await theirs.Code()).ShouldBe((HttpStatusCode.NotFound, "paper.account_not_found"));
    }

    [TestMethod]
    public async Task Orders_ManyPages_ListEachOnceNewestFirst()
    {
        var trader = await _venue.NewTrader();
        for (var i = 0; i < 7; i++)
        {
            await trader.Place(trader.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 50m + i));
        }

        var seen = new List<decimal?>();
        string? cursor = "";
        while (cursor is not null)
        {
            var page = await trader.Get<Page<OrderView>>($"/api/trading/paper/orders?accountId={trader.AccountId}&limit=3&cursor={cursor}");
            seen.AddRange(page.Items.Select(o => o.LimitPrice));
            cursor = page.NextCursor;
        }

        seen.ShouldBe([56m, 55m, 54m, 53m, 52m, 51m, 50m]);
    }
}
