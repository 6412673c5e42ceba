using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Features;
using Ami.TestKit;

namespace Ami.Tests.PaperTrading;

[TestClass]
[Needs<PaperTradingModule>]
public sealed class EquityCurveTests
{
    private static PaperVenue _venue = null!;

    [ClassInitialize]
    public static async Task Open(TestContext context) => _venue = await PaperVenue.Open(feeBps: 0m);

    [ClassCleanup]
    public static Task Close() => _venue.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Equity_ThousandsOfPoints_AreThinnedOutAndEndWhereTheAccountIs()
    {
        var trader = await _venue.NewTrader();
        await _venue.Execute(
            $"""
            insert into paper_trading.equity_points (account_id, at, generation, equity, cash)
            select '{trader.AccountId}', now() + n * interval '1 minute', 0, 100000 + n, 100000 from generate_series(1, 5000) n
            """
        );
        var points = (await trader.Get<EquityCurve>("equity")).Points.ToList();
        points.Count.ShouldBeInRange(900, 1000);
        points[^1].Equity.ShouldBe(105_000m);
        points.Select(p => p.At).ShouldBeInOrder();
    }

    [TestMethod]
    public async Task Equity_Window_HoldsOnlyItsPoints()
    {
        var trader = await _venue.NewTrader();
        await _venue.Execute(
            $"""
            insert into paper_trading.equity_points (account_id, at, generation, equity, cash)
            select '{trader.AccountId}', timestamptz '2026-01-01 00:00Z' + n * interval '1 hour', 0, 100000 + n, 100000 from generate_series(0, 23) n
            """
        );
        var window = await trader.Get<EquityCurve>($"/api/trading/paper/equity?accountId={trader.AccountId}&from=2026-01-01T05:00:00Z&to=2026-01-01T06:00:00Z");
        window.Points.Select(p => p.Equity).ShouldBe([100_005m, 100_006m]);
    }

    [TestMethod]
    public async Task AddPoints_AccountsThatHoldSomething_GetOnePointPerMinute()
    {
        var holder = await _venue.NewTrader();
        var idle = await _venue.NewTrader();
        await holder.Place(holder.OrderBody(_venue.First, "buy", 10m));
        await _venue.Tick(_venue.First, 100m);
        await _venue.Tick(_venue.First, 107m);
        var minute = _venue.Host.Time.GetUtcNow().AddMinutes(1);
        await _venue.NewMarginWatch().AddPoints(minute, CancellationToken.None);
        await _venue.NewMarginWatch().AddPoints(minute, CancellationToken.None);

        var curve = (await holder.Get<EquityCurve>("equity")).Points.ToList();
        curve.Count.ShouldBe(3);
        curve[^1].Equity.ShouldBe(100_070m);
        (await idle.Get<EquityCurve>("equity")).Points.Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Stats_WinAndLoss_AreNetOfFeesWithDrawdown()
    {
        var trader = await _venue.NewTrader();
        foreach (var (bought, sold) in new[] { (100m, 110m), (110m, 105m) })
        {
            await trader.Place(trader.OrderBody(_venue.Second, "buy", 10m));
            await _venue.Tick(_venue.Second, bought);
            await trader.Close(_venue.Second);
            await _venue.Tick(_venue.Second, sold);
        }

        var stats = await trader.Get<PaperStats>("stats");
        (stats.Trades, stats.Wins, stats.Losses).ShouldBe((2, 1, 1));
        (stats.WinRate, stats.ProfitFactor, stats.Expectancy).ShouldBe((0.5m, 2m, 25m));
        (stats.AverageWin, stats.AverageLoss, stats.MaxDrawdown).ShouldBe((100m, -50m, 50m));
        (stats.BestTrade, stats.WorstTrade).ShouldBe((100m, -50m));
    }
}
