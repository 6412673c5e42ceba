using Ami.Quant.Backtesting;
using Ami.Quant.Backtesting.Costs;
using Ami.Quant.Backtesting.Strategies;
using Ami.Quant.Rules;
using Ami.Quant.Series;
using Ami.Quant.Tests.Labels;

namespace Ami.Quant.Tests.Backtesting;

[TestClass]
public sealed class RuleStrategyTests
{
    private static readonly CandleSeries Walk = TripleBarrierTests.RandomWalk(5000, 31);

    private static readonly BacktestSettings Costly = new()
    {
        Costs = new TradingCosts { Fees = new ProportionalFee(0.001), Slippage = new ProportionalSlippage(0.0005) },
    };

    private static RuleProgram Rule(string text) => RuleProgram.Compile(text, RuleStrategy.Facts);

    [TestMethod]
    public void Run_MovingAverageCrossAsRules_IsTheSameRunToTheBit()
    {
        var rules = new StrategyRules { EnterLong = Rule("sma(close, 10) > sma(close, 50)"), EnterShort = Rule("sma(close, 10) <= sma(close, 50)") };
        Instrument[] market = [new Instrument("A", Walk), new Instrument("B", TripleBarrierTests.RandomWalk(4000, 32))];
        var written = Backtest.Run(market, new RuleStrategy(rules, new EquityFraction(0.4)), Costly);
        var coded = Backtest.Run(market, new MovingAverageCross(10, 50, new EquityFraction(0.4)), Costly);
        coded.Trades.Count.ShouldBeGreaterThan(100);
        written.Trades.ShouldBe(coded.Trades);
        written.Equity.ShouldBe(coded.Equity);
    }

    [TestMethod]
    public void Run_LongOnlyWithExit_IsTheSameRunToTheBit()
    {
        var rules = new StrategyRules { EnterLong = Rule("sma(close, 10) > sma(close, 50)"), ExitLong = Rule("not (sma(close, 10) > sma(close, 50))") };
        var written = Backtest.Run(Walk, new RuleStrategy(rules, new EquityFraction(1)), Costly);
        var coded = Backtest.Run(Walk, new MovingAverageCross(10, 50, new EquityFraction(1), allowShort: false), Costly);
        coded.Trades.Count.ShouldBeGreaterThan(40);
        written.Trades.ShouldBe(coded.Trades);
    }

    [TestMethod]
    public void Run_ExitsByFactsAndProtection_AreKept()
    {
        var rules = new StrategyRules
        {
            EnterLong = Rule("crosses_above(rsi(close, 14), 30)"),
            ExitLong = Rule("position.bars_held >= 10 or position.profit_pct > 5"),
            EnterShort = Rule("crosses_below(rsi(close, 14), 70)"),
            ExitShort = Rule("position.held >= 10h and position.open and position.entry_price > 0"),
        };
        var result = Backtest.Run(
            Walk,
            new RuleStrategy(rules, new RiskFraction(0.01), (context, side) => new Protection { StopDistance = 0.02 * context.Bar.Close }),
            Costly
        );
        result.Trades.Select(trade => trade.Side).Distinct().Count().ShouldBe(2);
        result.Trades.ShouldAllBe(trade => trade.ExitBar - trade.EntryBar <= 11);
        result.Trades.ShouldContain(trade => trade.Exit == ExitReason.StopLoss);
        result.Trades.ShouldContain(trade => trade.ExitBar - trade.EntryBar == 11);
    }

    [TestMethod]
    public void Run_ExitTrueWithEntry_DoesNotEnter()
    {
        var rules = new StrategyRules
        {
            EnterLong = Rule("true"),
            ExitLong = Rule("true"),
            EnterShort = Rule("close > 0"),
            ExitShort = Rule("close > 0"),
        };
        Backtest.Run(Walk, new RuleStrategy(rules, new FixedQuantity(1))).Trades.ShouldBeEmpty();
    }

    [TestMethod]
    public void LookAheadProbe_RulesOfEveryKind_Pass()
    {
        var rules = new StrategyRules
        {
            EnterLong = Rule("close > highest(high, 20)[1] and on(4h, close > sma(close, 10))"),
            ExitLong = Rule("close < ema(close, 20) or since(volume > 2 * average(volume, 20)) > 30"),
            EnterShort = Rule("crosses_below(macd(close).macd, 0) and hour < 20"),
            ExitShort = Rule("position.bars_held > 20"),
        };
        var report = LookAheadProbe.Run(
            [new Instrument("A", TripleBarrierTests.RandomWalk(1500, 33))],
            _ => new RuleStrategy(rules, new EquityFraction(0.4)),
            cuts: 20
        );
        report.CutsTested.ShouldBeGreaterThan(10);
        report.Passed.ShouldBeTrue();
    }

    [TestMethod]
    public void Construction_RuleOverOtherFactsOrNumber_IsRefused()
    {
        var other = new FactSchema([new FactSpec("account.equity", RuleKind.Number, "USD", new("Equity", "Patrimonio"))]);
        RuleStrategy With(RuleProgram rule) => new(new StrategyRules { EnterLong = rule }, new FixedQuantity(1));
        Should.Throw<ArgumentException>(() => With(RuleProgram.Compile("account.equity > 1", other)));
        Should.Throw<ArgumentException>(() => With(RuleProgram.Compile("close", kind: RuleKind.Number)));
        With(RuleProgram.Compile("close > open")).ShouldNotBeNull();
    }
}
