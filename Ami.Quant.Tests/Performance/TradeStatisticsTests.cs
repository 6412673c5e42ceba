using Ami.Quant.Backtesting;
using Ami.Quant.Performance;

namespace Ami.Quant.Tests.Performance;

[TestClass]
public sealed class TradeStatisticsTests
{
    [TestMethod]
    public void Of_MixedTrades_MatchesHandCalculation()
    {
        var statistics = TradeStatistics.Of([
            new(100, 2, -0.2, 2.5),
            new(200, 1),
            new(-50, -1, -1, 0.4),
            new(0, 0),
            new(50),
            new(-50, -1),
            new(-50, -0.5),
            new(-100, -1),
        ]);
        (statistics.Count, statistics.Wins, statistics.Losses).ShouldBe((8, 3, 4));
        statistics.WinRate.ShouldBe(3.0 / 8);
        statistics.NetProfit.ShouldBe(100);
        statistics.ProfitFactor.ShouldBe(350 / 250.0);
        statistics.AverageWin.ShouldBe(350 / 3.0, 1e-12);
        statistics.AverageLoss.ShouldBe(62.5);
        statistics.Expectancy.ShouldBe(12.5);
        statistics.CountWithR.ShouldBe(7);
        statistics.TotalR.ShouldBe(-0.5, 1e-12);
        statistics.ExpectancyR.ShouldBe(-0.5 / 7, 1e-12);
        statistics.DeviationR.ShouldBeGreaterThan(1);
        statistics.AverageAdverseR.ShouldBe(-0.6, 1e-12);
        statistics.AverageFavourableR.ShouldBe(1.45, 1e-12);
        statistics.LongestWinStreak.ShouldBe(2);
        statistics.LongestLossStreak.ShouldBe(3);
        statistics.CurrentStreak.ShouldBe(-3);
        statistics.Kelly.ShouldBe(3.0 / 7 - 4.0 / 7 / statistics.Payoff, 1e-12);
    }

    [TestMethod]
    public void Of_NoTrades_LeavesFiguresUndefined()
    {
        var none = TradeStatistics.Of([]);
        none.Count.ShouldBe(0);
        double[] undefined = [none.WinRate, none.ProfitFactor, none.Expectancy, none.ExpectancyR, none.TotalR, none.Kelly, none.AverageWin, none.Payoff];
        undefined.ShouldBe(Enumerable.Repeat(double.NaN, undefined.Length));
        TradeStatistics.Of([new(5)]).ProfitFactor.ShouldBe(double.NaN);
    }

    [TestMethod]
    public void TradeOutcome_OfABacktestTrade_CarriesR()
    {
        var trade = new Trade(
            Symbol: 0,
            Side: PositionSide.Long,
            EntryBar: 1,
            ExitBar: 3,
            EntryTime: 0,
            ExitTime: 1,
            Quantity: 2,
            EntryPrice: 100,
            ExitPrice: 110,
            Fees: 0,
            Funding: 0,
            NetProfit: 20,
            InitialRisk: 10,
            AdverseExcursion: -0.02,
            FavourableExcursion: 0.1,
            Exit: ExitReason.TakeProfit
        );
        TradeOutcome.Of(trade).ShouldBe(new TradeOutcome(20, 2, trade.AdverseR, trade.FavourableR));
    }

    [TestMethod]
    public void Excursion_LongAndShort_AreMirrored()
    {
        var bars = TestCandles.Walk(50, seed: 4);
        var entry = bars.Open[0];
        var up = Excursion.Measure(bars, PositionSide.Long, entry);
        var down = Excursion.Measure(bars, PositionSide.Short, entry);
        up.Favourable.ShouldBe(bars.High.ToArray().Max() / entry - 1, 1e-12);
        up.Adverse.ShouldBe(bars.Low.ToArray().Min() / entry - 1, 1e-12);
        down.Favourable.ShouldBe(-up.Adverse, 1e-12);
        down.AdverseBar.ShouldBe(up.FavourableBar);
        up.AdverseR(0.02).ShouldBe(up.Adverse / 0.02);
        up.FavourableR(0.02).ShouldBe(up.Favourable / 0.02);
        Excursion.Measure(default, PositionSide.Long, 1).ShouldBe(new Excursion(0, 0, -1, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => Excursion.Measure(bars, PositionSide.Long, 0));
    }

    [TestMethod]
    public void Kelly_FairCoinWithDoublePayoff_IsAQuarter()
    {
        Kelly.Binary(0.5, 2).ShouldBe(0.25);
        Kelly.OfOutcomes([2, -1]).ShouldBe(0.25, 1e-9);
        Kelly.OfOutcomes([1, -2]).ShouldBe(0);
        Kelly.OfOutcomes([1, 2]).ShouldBe(double.PositiveInfinity);
        Kelly.OfOutcomes([]).ShouldBe(double.NaN);
        Kelly.Continuous([0.02, 0.0, 0.01], 0.005).ShouldBe(0.005 / 0.0001, 1e-9);
        Kelly.Continuous([0.01, 0.01]).ShouldBe(double.NaN);
        Should.Throw<ArgumentOutOfRangeException>(() => Kelly.Binary(1.5, 1));
    }

    [TestMethod]
    public void Exposure_LongShortAndFlat_IsMeasured()
    {
        var exposure = Exposure.Of([0, 50, -100, 150], [100, 100, 100, 100]);
        exposure.ShouldBe(new Exposure(0.75, 0.75, 0.25, 1.5));
        Exposure.Turnover([100, -100, 50], [100, 100], 0.5).ShouldBe(2.5);
        Exposure.Turnover([100], [100], 0).ShouldBe(double.NaN);
        Exposure.WeightTurnover([0.5, 0.5], [0.2, 0.8]).ShouldBe(0.3, 1e-12);
        double.IsNaN(Exposure.Of([], []).AverageGross).ShouldBeTrue();
        Should.Throw<ArgumentException>(() => Exposure.Of([1], [1, 2]));
        Should.Throw<ArgumentException>(() => Exposure.WeightTurnover([1], []));
    }
}
