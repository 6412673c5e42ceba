using System.Net;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Grains;
using Ami.Quant.Trading;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.PaperTrading;

[TestClass]
[Needs<PaperTradingModule>]
public sealed class PlaceOrderTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext context) => _venue = await PaperVenue.Open(feeBps: 10m, slippageBps: 5m);

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Place_MarketBuy_FillsOnNextTickAndEveryFigureIsRight()
    {
        var trader = await _venue.NewTrader();
        await _venue.Quote(_venue.First, 100m, 0.5m);
        var order = await trader.Place(trader.OrderBody(_venue.First, "buy", 3m));
        order.Status.ShouldBe(OrderStatus.Working);
        order.Role.ShouldBe(OrderRole.Entry);
        (await trader.Account()).WorkingOrders.ShouldBe(1);
        // 100,000 less the order at 301.50 and its fee of 0.3015; and what is bought for the rest pays 10 basis points too.
        (await trader.Account()).BuyingPower.ShouldBe(99_598.59990009m);

        await _venue.Tick(_venue.First, 101m, 0.5m);
        var filled = (await trader.Orders()).Single();
        filled.Status.ShouldBe(OrderStatus.Filled);
        filled.AverageFillPrice.ShouldBe(101.56m);
        var fill = (await trader.Fills()).Single();
        (fill.Notional, fill.Fee, fill.Slippage).ShouldBe((304.68m, 0.30468m, 0.18m));

        await _venue.Tick(_venue.First, 105m, 0.5m);
        var account = await trader.Account();
        account.Cash.ShouldBe(100_000m - 304.68m - 0.30468m);
        account.Equity.ShouldBe(100_000m - 304.68m - 0.30468m + 315m);
        account.UnrealisedPnl.ShouldBe(315m - 304.68m);
        var position = (await trader.Positions()).Single();
        (position.Quantity, position.CostBasis, position.Mark).ShouldBe((3m, 304.68m, 105m));
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Place_SameKeyTwentyTimesAtOnce_IsOneOrder()
    {
        var trader = await _venue.NewTrader();
        var body = trader.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 50m, takeProfit: 60m, stopLoss: 40m);
        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => trader.TryPlace(body, "double-click")));

        responses.ShouldAllBe(r => r.StatusCode == HttpStatusCode.Created);
        (await Task.WhenAll(responses.Select(r => r.Content.ReadAsStringAsync()))).Distinct().Count().ShouldBe(1);
        (await trader.Orders()).Length.ShouldBe(3);
    }

    [TestMethod]
    public async Task Place_SameKeyOtherBody_Is422AndPlacesNothing()
    {
        var trader = await _venue.NewTrader();
        await trader.TryPlace(trader.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 50m), "reused");
        using var second = await trader.TryPlace(trader.OrderBody(_venue.First, "buy", 2m, "limit", limitPrice: 50m), "reused");
        second.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await second.Code()).ShouldBe("idempotency.key_reused");
        (await trader.Orders()).Length.ShouldBe(1);
    }

    [TestMethod]
    public async Task Place_RepeatedAfterTheMarketStopped_GetsTheStoredAnswer()
    {
        var trader = await _venue.NewTrader();
        var body = trader.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 50m);
        await trader.TryPlace(body, "late");
        await trader.Reset(new { startingCash = 100m });
        using var again = await trader.TryPlace(body, "late");
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await trader.Orders()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Place_WithoutKey_Is400()
    {
        var trader = await _venue.NewTrader();
        using var response = await trader.TryPlace(trader.OrderBody(_venue.First, "buy", 1m), "");
        (await response.Code()).ShouldBe("idempotency.key_required");
    }

    [TestMethod]
    [DataRow("market", 0.0, null, null, "paper.order_invalid")]
    [DataRow("market", 1.0, 100.0, null, "paper.order_invalid")]
    [DataRow("limit", 1.0, null, null, "paper.order_invalid")]
    [DataRow("stop", 1.0, null, -5.0, "paper.order_invalid")]
    [DataRow("limit", 1.0001, 90.0, null, "paper.quantity_step")]
    [DataRow("limit", 1.0, 90.001, null, "paper.price_step")]
    [DataRow("limit", 0.01, 90.0, null, "paper.notional_minimum")]
    [DataRow("stop", 1.0, null, 50.0, "paper.stop_wrong_side")]
    [DataRow("limit", 5000.0, 90.0, null, "paper.insufficient_buying_power")]
    public async Task Place_BadOrder_IsRefusedWithItsCode(string type, double quantity, double? limit, double? stop, string code)
    {
        var trader = await _venue.NewTrader();
        await _venue.Quote(_venue.Second, 100m);
        using var response = await trader.TryPlace(trader.OrderBody(_venue.Second, "buy", (decimal)quantity, type, (decimal?)limit, (decimal?)stop));
        ((int)response.StatusCode).ShouldBeInRange(400, 409);
        (await response.Code()).ShouldBe(code);
        (await trader.Orders()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Place_WhilePricesAreReadAgain_WaitsForNoReading()
    {
        var trader = await _venue.NewTrader();
        await trader.Account();
        _venue.Host.Time.Advance(TimeSpan.FromSeconds(2), elapses: true);
        await using var owner = NpgsqlDataSource.Create(_venue.Host.Database.Owner);
        await using var connection = await owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var locking = new NpgsqlCommand("lock table paper_trading.marks", connection, transaction);
        await locking.ExecuteNonQueryAsync();

        _venue.Host.Services.GetRequiredService<Marks>().Fresh().AsTask().IsCompleted.ShouldBeTrue();
        // The reading has this host's one connection, which the order wants next.
        await transaction.RollbackAsync();
        var placed = await trader.Place(trader.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 50m));
        placed.Status.ShouldBe(OrderStatus.Working);
    }

    [TestMethod]
    public async Task Fresh_PricesOfLongAgo_AreWaitedFor()
    {
        var marks = _venue.Host.Services.GetRequiredService<Marks>();
        await marks.Fresh();
        _venue.Host.Time.Advance(TimeSpan.FromSeconds(7), elapses: true);
        await using var owner = NpgsqlDataSource.Create(_venue.Host.Database.Owner);
        await using var connection = await owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var locking = new NpgsqlCommand("lock table paper_trading.marks", connection, transaction);
        await locking.ExecuteNonQueryAsync();
        var fresh = marks.Fresh().AsTask();
        fresh.IsCompleted.ShouldBeFalse("seven seconds are too old to trade by");
        await transaction.RollbackAsync();
        await fresh;
    }

    [TestMethod]
    public async Task Place_UnknownSymbol_Is404()
    {
        var trader = await _venue.NewTrader();
        using var response = await trader.TryPlace(trader.OrderBody("NOPE-SIM", "buy", 1m));
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Code()).ShouldBe("paper.symbol_unknown");
    }

    [TestMethod]
    public async Task Place_SomebodyElsesAccount_Is404Everywhere()
    {
        var owner = await _venue.NewTrader();
        var stranger = await _venue.NewTrader();
        var order = await owner.Place(owner.OrderBody(_venue.First, "buy", 1m, "limit", limitPrice: 50m));

        using var placed = await stranger.TryPlace(owner.OrderBody(_venue.First, "buy", 1m));
        using var cancelled = await stranger.Cancel(order.Id);
        using var closed = await stranger.Post($"/api/trading/paper/positions/{_venue.First}/close?accountId={owner.AccountId}", null);
        using var reset = await stranger.Post($"/api/trading/paper/accounts/{owner.AccountId}/reset", new { });
        foreach (var response in new[] { placed, cancelled, closed, reset })
        {
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        foreach (var list in new[] { "orders", "fills", "positions", "equity", "stats", "reconciliation" })
        {
            using var response = await stranger.Client.GetAsync(new Uri($"/api/trading/paper/{list}?accountId={owner.AccountId}", UriKind.Relative));
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, list);
        }

        (await owner.Orders("working")).Length.ShouldBe(1);
    }

    [TestMethod]
    public async Task Place_NotSignedIn_Is401()
    {
        using var response = await _venue.Host.Anonymous().GetAsync(new Uri("/api/trading/paper/accounts", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
