using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Features;
using Ami.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.PaperTrading;

[TestClass]
[Needs<PaperTradingModule>]
public sealed class ReconciliationTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext context) => _venue = await PaperVenue.Open(apis: 2);

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    /// <summary>
    /// Traders on two API processes, two matchers that see every tick (some twice), one margin watch: whatever happens, every figure is explained.
    /// </summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public async Task RandomStorm_TwoMatchersAndDuplicateTicks_LeavesNothingUnexplained(int seed)
    {
        var traders = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _venue.NewTrader(i)));
        foreach (var trader in traders.Take(4))
        {
            await trader.OpenAccount(2_000m, 5);
        }

        using var done = new CancellationTokenSource();
        var market = Market(new Random(seed), done.Token);
        await Task.WhenAll(traders.Select((trader, i) => Trade(trader, new Random((seed * 100) + i))));
        await done.CancelAsync();
        await market;

        (await _venue.Reconcile()).ShouldBeEmpty();
        var fills = (await Task.WhenAll(traders.Select(async t => (await t.Fills()).Length + (await t.Fills(generation: 0)).Length))).Sum();
        fills.ShouldBeGreaterThan(50, "a storm without fills proves nothing");
    }

    [TestMethod]
    [DataRow("cash", "update paper_trading.accounts set cash = cash + 0.01", "update paper_trading.accounts set cash = cash - 0.01")]
    [DataRow(
        "order",
        "update paper_trading.orders set fees = fees + 0.01 where status = 'Filled'",
        "update paper_trading.orders set fees = fees - 0.01 where status = 'Filled'"
    )]
    [DataRow(
        "position",
        "update paper_trading.positions set cost_basis = cost_basis + 0.01",
        "update paper_trading.positions set cost_basis = cost_basis - 0.01"
    )]
    [DataRow(
        "expired",
        "update paper_trading.orders set expires_at = placed_at where status = 'Filled'",
        "update paper_trading.orders set expires_at = null where status = 'Filled'"
    )]
    [DataRow(
        "amendment",
        "insert into paper_trading.order_amendments (order_id, version, account_id, user_id, at, quantity_before, quantity) select id, version + 1, account_id, user_id, now(), 1, 1 from paper_trading.orders",
        "delete from paper_trading.order_amendments where quantity_before = quantity"
    )]
    [DataRow("fill-transfers", "update paper_trading.fills set fee = fee + 0.01", "update paper_trading.fills set fee = fee - 0.01")]
    [DataRow(
        "generations",
        "insert into paper_trading.generations (account_id, number, opening_id, starting_cash, leverage, started_at) select id, 7, gen_random_uuid(), 1, 1, now() from paper_trading.accounts",
        "delete from paper_trading.generations where number = 7"
    )]
    public async Task Reconcile_TamperedRow_IsNamed(string check, string tampering, string repair)
    {
        var trader = await _venue.NewTrader();
        await trader.Place(trader.OrderBody(_venue.First, "buy", 1m));
        await _venue.Tick(_venue.First, 100m);
        (await trader.Fills()).ShouldNotBeEmpty();
        (await _venue.Reconcile()).ShouldBeEmpty();

        await _venue.Execute(tampering);
        (await _venue.Reconcile()).ShouldContain(row => row.StartsWith($"{trader.AccountId} {check}: "));
        var answer = await trader.Get<Reconciliation>("reconciliation");
        answer.Ok.ShouldBeFalse();
        answer.Checks.Single(c => c.Name == check).Ok.ShouldBeFalse();

        await _venue.Execute(repair);
        (await _venue.Reconcile()).ShouldBeEmpty();
    }

    private static async Task Market(Random random, CancellationToken cancellationToken)
    {
        var price = new Dictionary<string, decimal> { [_venue.First] = 100m, [_venue.Second] = 100m };
        var matchers = new[] { _venue.NewMatcher(0), _venue.NewMatcher(1) };
        var watch = _venue.NewMarginWatch();
        for (var i = 0; !cancellationToken.IsCancellationRequested; i++)
        {
            var symbol = random.Next(2) == 0 ? _venue.First : _venue.Second;
            price[symbol] = Math.Clamp(price[symbol] + (random.Next(-600, 601) / 100m), 60m, 140m);
            var batch = await _venue.Quote(symbol, price[symbol], 0.05m);
            await Task.WhenAll(matchers.Select(m => m.OnTick(batch, CancellationToken.None)));
            if (i % 3 == 0)
            {
                await matchers[i % 2].OnTick(batch, CancellationToken.None);
                await watch.CheckMargins(new JobRun("test", NullLogger.Instance), CancellationToken.None);
            }
        }
    }

    private static object Body(
        PaperTrader trader,
        string symbol,
        string side,
        string type,
        decimal quantity,
        decimal? limitPrice = null,
        decimal? stopPrice = null,
        decimal? stopLoss = null,
        object? trail = null,
        object[]? targets = null,
        string timeInForce = "gtc",
        bool reduceOnly = false
    ) =>
        new
        {
            accountId = trader.AccountId,
            symbol,
            side,
            type,
            quantity,
            limitPrice,
            stopPrice,
            stopLoss,
            trail,
            targets,
            breakEven = targets is not null,
            timeInForce,
            reduceOnly,
        };

    private static async Task Trade(PaperTrader trader, Random random)
    {
        for (var i = 0; i < 30; i++)
        {
            var symbol = random.Next(2) == 0 ? _venue.First : _venue.Second;
            var side = random.Next(2) == 0 ? "buy" : "sell";
            var sign = side == "buy" ? 1 : -1;
            var quantity = random.Next(1, 40_000) / 1000m;
            object body = random.Next(8) switch
            {
                4 => Body(
                    trader,
                    symbol,
                    side,
                    "stopLimit",
                    quantity,
                    stopPrice: 100m + (sign * random.Next(1, 6)),
                    limitPrice: 100m + (sign * random.Next(0, 8))
                ),
                5 => Body(trader, symbol, side, "trailingStop", quantity, trail: new { unit = "percent", value = random.Next(1, 6) }),
                6 => Body(
                    trader,
                    symbol,
                    side,
                    "limit",
                    quantity,
                    limitPrice: 100m - (sign * random.Next(-3, 6)),
                    timeInForce: random.Next(2) == 0 ? "ioc" : "day",
                    reduceOnly: random.Next(2) == 0
                ),
                7 => Body(
                    trader,
                    symbol,
                    side,
                    "market",
                    quantity + 1m,
                    stopLoss: 100m - (sign * random.Next(6, 20)),
                    targets: [new { price = 100m + (sign * random.Next(6, 9)), quantity }, new { price = 100m + (sign * random.Next(9, 14)), quantity = 1m }]
                ),
                0 => trader.OrderBody(symbol, side, quantity, "limit", limitPrice: 100m - (sign * random.Next(0, 12))),
                1 => trader.OrderBody(symbol, side, quantity, "stop", stopPrice: 100m + (sign * random.Next(0, 12))),
                2 => trader.OrderBody(symbol, side, quantity, takeProfit: 100m + (sign * random.Next(1, 20)), stopLoss: 100m - (sign * random.Next(1, 20))),
                _ => trader.OrderBody(symbol, side, quantity),
            };
            var response = random.Next(12) switch
            {
                0 when await trader.Orders("working") is [.., var order] => await trader.Cancel(order.Id),
                1 => await trader.Close(symbol),
                3 when await trader.Orders("working") is [.., var order] => await trader.Amend(
                    order.Id,
                    new
                    {
                        version = order.Version,
                        limitPrice = order.LimitPrice + 0.5m,
                        stopPrice = order.TrailDistance is null ? order.StopPrice + 0.5m : null,
                    }
                ),
                4 => await trader.Reverse(symbol),
                5 when random.Next(3) == 0 => await trader.CloseAll(),
                2 when random.Next(6) == 0 => await trader.Reset(new { startingCash = 3_000m, leverage = 4 }),
                _ => await trader.TryPlace(body),
            };
            ((int)response.StatusCode).ShouldBeLessThan(500, await response.Content.ReadAsStringAsync());
        }
    }
}
