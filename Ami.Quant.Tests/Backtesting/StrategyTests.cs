using Ami.Quant.Backtesting;
using Ami.Quant.Backtesting.Costs;
using Ami.Quant.Backtesting.Strategies;
using Ami.Quant.Indicators;
using Ami.Quant.Series;
using Ami.Quant.Tests.Labels;

namespace Ami.Quant.Tests.Backtesting;

[TestClass]
public sealed class StrategyTests
{
    private static readonly CandleSeries Walk = TripleBarrierTests.RandomWalk(5000, 31);

    private static readonly BacktestSettings Costly = new()
    {
        Costs = new TradingCosts
        {
            Fees = new ProportionalFee(0.001),
            Slippage = new ProportionalSlippage(0.0005),
            Funding = new PerpetualFunding(0.0001),
        },
        RecordFills = true,
    };

    // The rule as a vector, computed from batch indicators over all bars.
    private static double[] Signals(CandleView bars, int fast, int slow)
    {
        var (quick, steady) = (new SimpleMovingAverage(fast).Compute(bars), new SimpleMovingAverage(slow).Compute(bars));
        var signals = new double[bars.Count];
        for (var i = 0; i < signals.Length; i++)
        {
            signals[i] =
                double.IsNaN(steady[0][i]) ? double.NaN
                : quick[0][i] > steady[0][i] ? 1
                : -1;
        }

        return signals;
    }

    [TestMethod]
    public void StreamingRuleAndVectorSignals_SameRule_AreTheSameRunToTheBit()
    {
        var streaming = Backtest.Run(Walk, new MovingAverageCross(10, 50, new EquityFraction(0.5)), Costly);
        var vector = Backtest.Run(Walk, new SignalStrategy(Signals(Walk, 10, 50), new EquityFraction(0.5)), Costly);
        streaming.Trades.Count.ShouldBeGreaterThan(50);
        vector.Equity.ShouldBe(streaming.Equity);
        vector.Trades.ShouldBe(streaming.Trades);
        vector.Fills.ShouldBe(streaming.Fills);
    }

    [TestMethod]
    public void SeveralSymbolsInOneRun_WithoutSharedLimits_AreTheirSingleRuns()
    {
        var other = TripleBarrierTests.RandomWalk(5000, 32);
        var settings = Costly with { MaximumLeverage = 100 };
        var together = Backtest.Run([new Instrument("A", Walk), new Instrument("B", other)], new MovingAverageCross(5, 20, new FixedQuantity(1)), settings);
        var (a, b) = (
            Backtest.Run(Walk, new MovingAverageCross(5, 20, new FixedQuantity(1)), settings),
            Backtest.Run(other, new MovingAverageCross(5, 20, new FixedQuantity(1)), settings)
        );
        together.FinalEquity.ShouldBe(a.FinalEquity + b.FinalEquity - 10_000, 1e-7);
        together.Trades.Where(t => t.Symbol == 1).Select(t => t.NetProfit).ShouldBe(b.Trades.Select(t => t.NetProfit));
        together.FeesPaid.ShouldBe(a.FeesPaid + b.FeesPaid, 1e-7);
    }

    // The engine against the textbook: with free trading and the whole equity, the equity follows signal × open-to-open returns.
    [TestMethod]
    public void SignalStrategy_FreeTradingOneUnit_EqualsTheVectorFormula()
    {
        var signals = Signals(Walk, 10, 50);
        var result = Backtest.Run(Walk, new SignalStrategy(signals, new FixedQuantity(1)), new BacktestSettings { MaximumLeverage = 1000 });
        var equity = 10_000.0;
        double held = 0;
        for (var i = 1; i < Walk.Count; i++)
        {
            equity += held * (Walk.Open[i] - Walk.Close[i - 1]);
            if (!double.IsNaN(signals[i - 1]))
            {
                held = signals[i - 1];
            }

            equity += held * (Walk.Close[i] - Walk.Open[i]);
            result.Equity[i].ShouldBe(equity, 1e-6);
        }
    }

    [TestMethod]
    public void MovingAverageCross_LongOnly_IsNeverShort()
    {
        var result = Backtest.Run(Walk, new MovingAverageCross(10, 50, new EquityFraction(1), allowShort: false), Costly);
        result.Trades.ShouldAllBe(t => t.Side == PositionSide.Long);
        result.TimeInMarket.ShouldBeInRange(0.2, 0.8);
        Should.Throw<ArgumentOutOfRangeException>(() => new MovingAverageCross(10, 10, new EquityFraction(1)));
    }

    [TestMethod]
    public void SignalStrategy_WithProtection_WaitsForTheNextChangeAfterAStop()
    {
        var bars = Script.Bars(Script.Flat(100), Script.Flat(100), (100, 100, 90, 92), Script.Flat(92), Script.Flat(92), Script.Flat(92), Script.Flat(92));
        var strategy = new SignalStrategy(
            new double[] { 1, 1, 1, double.NaN, 0, 1 },
            new RiskFraction(0.01),
            (c, _) => new Protection { StopPrice = 0.95 * c.Bar.Close }
        );
        var result = Backtest.Run(bars, strategy);
        result.Trades.Count.ShouldBe(2);
        (result.Trades[0].Exit, result.Trades[0].ExitPrice).ShouldBe((ExitReason.StopLoss, 95));
        (result.Trades[1].EntryBar, result.Trades[1].Exit).ShouldBe((6, ExitReason.EndOfData));
    }

    [TestMethod]
    public void LookAheadProbe_MovingAverageCross_Passes()
    {
        Instrument[] market = [new Instrument("A", Walk), new Instrument("B", TripleBarrierTests.RandomWalk(4000, 33))];
        LookAheadProbe.Run(market, _ => new MovingAverageCross(10, 50, new EquityFraction(0.4))).Passed.ShouldBeTrue();
    }

    [TestMethod]
    public void Result_Report_MeasuresEquityAndTrades()
    {
        var result = Backtest.Run(Walk, new MovingAverageCross(10, 50, new EquityFraction(0.5)), Costly);
        result.Report().TotalReturn.ShouldBe(result.FinalEquity / result.Equity[0] - 1, 1e-12);
        result.Statistics().NetProfit.ShouldBe(result.FinalEquity - 10_000, 1e-6);
        result.Statistics().Count.ShouldBe(result.Trades.Count);
    }
}
