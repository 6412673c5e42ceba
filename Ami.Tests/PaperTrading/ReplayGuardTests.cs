using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Rows;
using Ami.Quant.Trading;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.PaperTrading;

/// <summary>A replay never meets the live market, and counts for nothing outside itself.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class ReplayGuardTests
{
    private static PaperVenue _venue = null!;
    private static StoredPast _past = null!;

    [ClassInitialize]
    public static async Task Open(TestContext _)
    {
        _venue = await PaperVenue.Open(feeBps: 0m);
        // The symbol is traded live too, at a hundred.
        _past = await StoredPast.Store(_venue, _venue.First, days: 2, seed: 2);
    }

    [ClassCleanup]
    public static async Task Close() => await _venue.DisposeAsync();

    [TestInitialize]
    public Task Begin() => _venue.Quote(_venue.First, 100m);

    [TestCleanup]
    public async Task Reconcile() => (await _venue.Reconcile()).ShouldBeEmpty();

    private static IGrainFactory Grains => _venue.Host.Services.GetRequiredService<IGrainFactory>();

    private static NpgsqlDataSource Source => _venue.Host.Services.GetRequiredService<NpgsqlDataSource>();

    [TestMethod]
    public async Task LivePrices_HoweverTheyComeToIt_ChangeNothing()
    {
        var trader = await Holding();
        var before = await Everything(trader);
        await _venue.Tick(_venue.First, 10m);
        await _venue.Tick(_venue.First, 1_000m);
        await _venue.NewMarginWatch().CheckMargins(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        (await Everything(trader)).ShouldBe(before);

        // Even when somebody calls the account itself, as a process that knows it from before might.
        var account = Grains.GetGrain<IPaperAccount>(trader.AccountId);
        var now = _venue.Host.Time.GetUtcNow();
        (await account.Match(new TickRun(_venue.First, [TestSymbols.Tick(1m, 2m, 1.5m, now)]))).ShouldBe(0);
        (await account.Liquidate([new SymbolMark(_venue.First, 0.01m)])).ShouldBeFalse();
        (await account.End(_venue.First)).ShouldBe(0);
        (await account.Expire()).ShouldBe(0);
        (await Everything(trader)).ShouldBe(before);
        (await trader.Positions()).Single().Mark.ShouldNotBe(1_000m);
    }

    [TestMethod]
    public async Task Order_HandedALivePrice_IsJudgedByTheReplaysOwn()
    {
        var trader = await Holding();
        var (spec, live) = (TestSymbols.Spec(_venue.First), TestSymbols.Quote(_venue.First, 999m, 1_001m, 1_000m, _venue.Host.Time.GetUtcNow()));
        var stop = new OrderTicket(Side.Buy, OrderType.Stop, 1m, LimitPrice: null, StopPrice: 180m, TakeProfit: null, StopLoss: null);
        var placed = await Grains
            .GetGrain<IPaperAccount>(trader.AccountId)
            .Place(new RequestKey(trader.UserId, "stop", [1]), new OrderRequest(spec, live, stop));
        placed.Result.IsOk.ShouldBeTrue("it is above the last price of the replay, far below that of the live market");
    }

    [TestMethod]
    public async Task MarketWatch_IsNotToldOfIt()
    {
        var trader = await Holding();
        var watch = Grains.GetGrain<IMarketWatch>(0);
        (await watch.WithOrders(_venue.First)).ShouldNotContain(trader.AccountId);
        (await watch.Crossed(new TickRange(_venue.First, 0.5m, 1_001m, 0.5m, 1_001m, 500m, _venue.Host.Time.GetUtcNow()))).ShouldNotContain(trader.AccountId);
    }

    [TestMethod]
    public async Task Jobs_AndTheWatchWhenItBegins_DoNotReadIt()
    {
        var trader = await Holding();
        (await WatchRows.Active(Source, CancellationToken.None)).ShouldNotContain(trader.AccountId);
        (await WatchRows.ChangedSince(Source, DateTimeOffset.UnixEpoch, CancellationToken.None)).ShouldNotContain(one => one.Id == trader.AccountId);
        (await WatchRows.WithExpired(Source, _venue.Host.Time.GetUtcNow(), CancellationToken.None)).ShouldNotContain(trader.AccountId);
        (
            await _venue.Scalar<bool>($"select exists (select from paper_trading.orders where account_id = '{trader.AccountId}' and expires_at < now())")
        ).ShouldBeTrue();
    }

    [TestMethod]
    public async Task EquityPoints_OfTheLiveMinute_AreNotItsOwn()
    {
        var trader = await Holding();
        await _venue.Tick(_venue.First, 90m);
        var points = await trader.Get<EquityCurve>("equity");
        await _venue.NewMarginWatch().AddPoints(_venue.Host.Time.GetUtcNow(), CancellationToken.None);
        (await _venue.Scalar<long>($"select count(*) from paper_trading.equity_points where account_id = '{trader.AccountId}' and at > '2025-01-01'")).ShouldBe(
            0
        );
        points.Points.ShouldAllBe(point => point.At < _past.Ends);
    }

    [TestMethod]
    public async Task Liquidation_InAReplay_IsByItsOwnPricesAndToldNobody()
    {
        await _venue.Execute(
            """
            insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
            values ('RPL-CRASH', 'RPL-CRASH', 'Crypto', 'USD', 2, 3, 0.001, 'Imported');
            insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
            select s.id, 3600, timestamptz '2024-03-04Z' + n * interval '1 hour', p.o, p.h, p.l, p.c, 1
            from market.symbols s, (values (0, 100, 101, 99, 100), (1, 100, 100, 99, 100), (2, 100, 101, 60, 100), (3, 100, 101, 99, 100)) p (n, o, h, l, c)
            where s.symbol = 'RPL-CRASH'
            """
        );
        await _venue.RefreshSymbols();
        var trader = await _venue.NewTrader();
        var replay = await trader.Replay("RPL-CRASH", new(2024, 3, 4, 1, 0, 0, TimeSpan.Zero), cash: 1_000m, leverage: 5);
        const string told = "select count(*) from core.outbox_events where name like 'paper-trading.%'";
        var before = await _venue.Scalar<long>(told);
        await trader.Place(trader.OrderBody("RPL-CRASH", "buy", 40m));
        await trader.Advance(replay.Clock, replay.Until);
        (await _venue.Scalar<long>(told)).ShouldBe(before);
        var closing = (await trader.Orders()).Single(order => order.Role == OrderRole.Liquidation);
        closing.Status.ShouldBe(OrderStatus.Filled);
        (await trader.Fills())[0].At.ShouldBeLessThan(new(2024, 3, 4, 3, 0, 0, TimeSpan.Zero), "inside the bar that fell");
        (await trader.Positions()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Limits_AndWhatIsGranted_DoNotCountIt()
    {
        var trader = await _venue.NewTrader();
        var wallet = await Wallet(trader);
        var replays = new List<ReplayView>();
        for (var i = 0; i < 5; i++)
        {
            replays.Add(await trader.Replay(_past.Symbol, StoredPast.Begins.AddHours(2), cash: 10_000_000m));
        }

        (await trader.TryReplay(_past.Symbol, StoredPast.Begins.AddHours(2)).Code()).ShouldBe("paper.too_many_replays");
        (await Wallet(trader)).ShouldBe(wallet, "no practice money is in it");
        var accounts = await trader.Accounts();
        accounts[0].IsReplay.ShouldBeFalse();
        accounts.Skip(1).Select(account => (account.Id, account.IsReplay)).ShouldBe(replays.Select(replay => (replay.Id, true)));

        await trader.EndReplay();
        await trader.Replay(_past.Symbol, StoredPast.Begins.AddHours(2));
        for (var i = 0; i < 9; i++)
        {
            await trader.OpenAccount(100m, 1);
        }

        (await trader.Accounts()).Count(account => !account.IsReplay).ShouldBe(10);
        using var eleventh = await trader.Post("/api/trading/paper/accounts", new { name = "More", startingCash = 100m });
        (await eleventh.Code()).ShouldBe("paper.too_many_accounts");
    }

    [TestMethod]
    public async Task DefaultAccount_OfSomebodyWhoBeganWithAReplay_IsALiveOne()
    {
        var userId = Guid.CreateVersion7();
        var client = _venue.Host.Anonymous();
        client.DefaultRequestHeaders.Authorization = TestUsers.Header(userId);
        var trader = new PaperTrader(client, userId);
        var replay = await trader.Replay(_past.Symbol, StoredPast.Begins.AddHours(2));
        // Whoever opens accounts in another process reads what there is.
        await _venue.Execute($"update paper_trading.owners set version = version + 1 where user_id = '{userId}'");
        var accounts = await trader.Accounts();
        (accounts.Length, accounts[0].IsReplay, accounts[1].Id).ShouldBe((2, false, replay.Id));
        (await client.Get<PaperOverview>("/api/trading/paper/overview")).AccountId.ShouldBe(accounts[0].Id);
    }

    [TestMethod]
    public async Task ResetShareStatementAndGraduation_AreRefused()
    {
        var trader = await Holding();
        var account = $"/api/trading/paper/accounts/{trader.AccountId}";
        (await trader.Reset(new { }).Code()).ShouldBe("paper.replay_account");
        (await trader.Post($"{account}/share", new { amounts = true }).Code()).ShouldBe("paper.replay_account");
        (await trader.Client.GetAsync($"{account}/gate").Code()).ShouldBe("paper.replay_account");
        (await trader.Post($"{account}/graduate", new { name = "Larger" }).Code()).ShouldBe("paper.replay_account");
        (await trader.Client.GetAsync($"{account}/statement?from=2024-03-01&to=2024-03-31").Code()).ShouldBe("paper.replay_account");
        var granted = await Grains
            .GetGrain<IPaperAccounts>(trader.UserId)
            .Graduate(new RequestKey(trader.UserId, "grant", [1]), new GraduationRequest(trader.AccountId, "Larger", 1_000m, 1));
        granted.Result.Error.Code.ShouldBe("paper.account_not_found");
    }

    [TestMethod]
    public async Task PersonalData_OfAReplay_IsHandedOverAndErased()
    {
        var trader = await Holding();
        await _venue.Host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            return await unitOfWork.Run(async ct =>
            {
                await services.GetRequiredService<PersonalDataSet>().Erase(trader.UserId, ct);
                return true;
            });
        });
        foreach (var table in (string[])["replays", "accounts", "orders", "fills"])
        {
            (await _venue.Scalar<long>($"select count(*) from paper_trading.{table} where user_id = '{trader.UserId}'")).ShouldBe(0);
        }

        (await trader.Client.GetAsync($"/api/trading/paper/replays/{trader.AccountId}").Code()).ShouldBe("paper.replay_not_found");
    }

    /// <summary>Somebody whose replay holds something, and waits with orders that any live price would meet and that expired long ago by the wall.</summary>
    private static async Task<PaperTrader> Holding()
    {
        var trader = await _venue.NewTrader();
        var replay = await trader.Replay(_past.Symbol, StoredPast.Begins.AddHours(2));
        await trader.Place(trader.OrderBody(_past.Symbol, "buy", 5m, takeProfit: 190m, stopLoss: 20m));
        await trader.Place(
            new
            {
                accountId = replay.Id,
                symbol = _past.Symbol,
                side = "buy",
                type = "limit",
                quantity = 1,
                limitPrice = 15m,
                timeInForce = "day",
            }
        );
        await trader.Advance(replay.Clock, replay.Clock.AddMinutes(10));
        (await trader.Positions()).Length.ShouldBe(1);
        return trader;
    }

    private static async Task<string> Everything(PaperTrader trader) =>
        string.Join(
            '\n',
            [
                .. (await trader.Orders()).Select(order => order.ToString()),
                .. (await trader.Fills()).Select(fill => fill.ToString()),
                .. (await trader.Positions()).Select(position => position.ToString()),
                (await trader.Account()).ToString(),
                $"version {await _venue.Scalar<long>($"select version from paper_trading.accounts where id = '{trader.AccountId}'")}",
            ]
        );

    private static Task<decimal> Wallet(PaperTrader trader) =>
        _venue.Scalar<decimal>($"select balance from core.ledger_accounts where id = '{PracticeWallet.Of(trader.UserId).Id}'");
}
