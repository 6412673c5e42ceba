using Ami.Modules.PaperTrading.Domain.Statistics;

namespace Ami.Tests.PaperTrading.Domain.Statistics;

[TestClass]
public sealed class AccountStatisticsTests
{
    // A Monday.
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void Of_Trades_GroupsThemByWhereTheUserIs()
    {
        var statistics = AccountStatistics.Of(
            [Trade(1, 50m, symbol: "A"), Trade(26, -20m, symbol: "B", risk: null), Trade(27, 10m, symbol: "B")],
            Begin,
            Begin.AddDays(2),
            TimeZoneInfo.FindSystemTimeZoneById("America/Argentina/Buenos_Aires")
        );
        statistics.BySymbol.Select(group => (group.Key, group.Trades, group.Wins, group.Result)).ShouldBe([("B", 2, 1, -10m), ("A", 1, 1, 50m)]);
        statistics.BySymbol[0].TotalR.ShouldBe(1m);
        // Three hours behind UTC: one o'clock on Monday is Sunday evening there.
        statistics.ByHour.Select(group => (group.Key, group.Trades)).ShouldBe([("0", 1), ("22", 1), ("23", 1)]);
        statistics.ByWeekday.Select(group => (group.Key, group.Trades)).ShouldBe([("1", 1), ("2", 1), ("7", 1)]);
    }

    [TestMethod]
    public void Of_Trades_SumsWhatTheyCostAndTookOfTheTime()
    {
        var overlapping = Trade(1, 5m) with { ClosedAt = Begin.AddHours(4) };
        var statistics = AccountStatistics.Of([Trade(3, 10m), overlapping, Trade(20, -4m)], Begin, Begin.AddHours(24), TimeZoneInfo.Utc);
        (statistics.Trades, statistics.TradesWithR, statistics.Result, statistics.Fees).ShouldBe((3, 3, 11m, 3m));
        (statistics.Slippage, statistics.SlippageBps).ShouldBe((1.5m, 5m));
        // From 1 to 4 and from 20 to 21.
        statistics.TimeInMarket.ShouldBe(4 / 24.0, 1e-9);
    }

    [TestMethod]
    public void Of_ManyTradesWithAnEdge_KnowsIt_AndOfFewDoesNot()
    {
        var many = AccountStatistics.Of(Alternating(400, 15m, -10m), Begin, Begin.AddDays(40), TimeZoneInfo.Utc);
        var expectancy = many.ExpectancyR.ShouldNotBeNull();
        expectancy.Value.ShouldBe(0.25, 1e-9);
        expectancy.Lower.ShouldBeInRange(0.1, 0.2);
        expectancy.Upper.ShouldBeInRange(0.3, 0.4);
        many.WinRate.ShouldNotBeNull().Value.ShouldBe(0.5);
        // The deviation is 1.25: z² × 25, and one more.
        many.TradesNeeded.ShouldNotBeNull().ShouldBeInRange(60, 80);

        var few = AccountStatistics.Of(Alternating(10, 15m, -10m), Begin, Begin.AddDays(40), TimeZoneInfo.Utc);
        few.ExpectancyR.ShouldNotBeNull().Lower.ShouldBeLessThan(0);
        few.TradesNeeded.ShouldNotBeNull().ShouldBeGreaterThan(few.TradesWithR);
    }

    [TestMethod]
    public void Of_NoEdgeNoTradesOrNoStops_SaysSoByNoFigure()
    {
        AccountStatistics.Of(Alternating(50, 10m, -15m), Begin, Begin.AddDays(40), TimeZoneInfo.Utc).TradesNeeded.ShouldBeNull();
        var none = AccountStatistics.Of([], Begin, Begin, TimeZoneInfo.Utc);
        (none.WinRate, none.ExpectancyR, none.TradesNeeded, none.TimeInMarket).ShouldBe((null, null, null, 0));
        var bare = AccountStatistics.Of([Trade(1, 5m, risk: null), Trade(2, 5m, risk: null)], Begin, Begin.AddDays(1), TimeZoneInfo.Utc);
        (bare.ExpectancyR, bare.TradesWithR).ShouldBe((null, 0));
        bare.WinRate.ShouldNotBeNull().Value.ShouldBe(1);
    }

    [TestMethod]
    public void Of_TradesThatAllLost_DoNotProveThatNoneIsEverWon()
    {
        // Wilson: z² / (n + z²) is left open by n losses.
        var lost = AccountStatistics.Of([.. Enumerable.Range(1, 14).Select(n => Trade(n, -5m, risk: 10m))], Begin, Begin.AddDays(1), TimeZoneInfo.Utc);
        var rate = lost.WinRate.ShouldNotBeNull();
        rate.Value.ShouldBe(0);
        rate.Lower.ShouldBe(0, 1e-9);
        rate.Upper.ShouldBe(0.2153, 0.0001);
        AccountStatistics.Of(Alternating(10, 15m, -10m), Begin, Begin.AddDays(40), TimeZoneInfo.Utc).WinRate.ShouldNotBeNull().Upper.ShouldBe(0.7634, 0.0001);
    }

    [TestMethod]
    public void Of_SameTradesAgain_HasTheSameIntervals()
    {
        var trades = Alternating(40, 15m, -10m);
        AccountStatistics
            .Of(trades, Begin, Begin.AddDays(40), TimeZoneInfo.Utc)
            .ExpectancyR.ShouldBe(AccountStatistics.Of(trades, Begin, Begin.AddDays(40), TimeZoneInfo.Utc).ExpectancyR);
    }

    internal static ClosedTrade[] Alternating(int count, decimal win, decimal loss) =>
        [.. Enumerable.Range(0, count).Select(i => Trade(i * 2, i % 2 == 0 ? win : loss))];

    /// <summary>A trade of an hour that begins so many hours after the beginning.</summary>
    internal static ClosedTrade Trade(int hour, decimal result, string symbol = "A", decimal? risk = 10m) =>
        new(
            Guid.CreateVersion7(Begin),
            symbol,
            IsLong: true,
            Quantity: 5m,
            OpenedAt: Begin.AddHours(hour),
            EntriesAt: [Begin.AddHours(hour)],
            ClosedAt: Begin.AddHours(hour + 1),
            Result: result,
            Fees: 1m,
            Slippage: 0.5m,
            Notional: 1_000m,
            Risk: risk
        );
}
