using Ami.Quant.Backtesting;
using Ami.Quant.Backtesting.Strategies;
using Ami.Quant.Performance;
using Ami.Quant.Series;
using Ami.Quant.Tests.Labels;

namespace Ami.Quant.Tests.Backtesting;

[TestClass]
public sealed class ParameterSweepTests
{
    private static readonly CandleSeries Walk = TripleBarrierTests.RandomWalk(3000, 41);

    private static readonly (int Fast, int Slow)[] Grid = [.. from fast in new[] { 3, 5, 8, 13 } from slow in new[] { 20, 40, 60, 90 } select (fast, slow)];

    private static BacktestResult Trial((int Fast, int Slow) p) => Backtest.Run(Walk, new MovingAverageCross(p.Fast, p.Slow, new EquityFraction(1)));

    [TestMethod]
    public void Run_AnyNumberOfThreads_GivesTheSameTrialsInOrder()
    {
        var reported = 0;
        var one = ParameterSweep.Run(Grid, Trial, maximumThreads: 1);
        var two = ParameterSweep.Run(Grid, Trial, maximumThreads: 3, completed: n => Interlocked.Exchange(ref reported, Math.Max(reported, n)));
        two.Trials.Select(t => t.Parameters).ShouldBe(Grid);
        two.Trials.Select(t => t.Sharpe).ShouldBe(one.Trials.Select(t => t.Sharpe));
        reported.ShouldBe(16);
        two.Best.Sharpe.ShouldBe(one.Trials.Max(t => t.Sharpe));
        two.Best.FinalEquity.ShouldBe(Trial(two.Best.Parameters).FinalEquity);
    }

    [TestMethod]
    public void DeflatedSharpe_MoreTrials_IsLessCertain()
    {
        var sweep = ParameterSweep.Run(Grid, Trial);
        var deflated = sweep.DeflatedSharpe(sweep.Best);
        deflated.ShouldBe(SharpeInference.Deflated(sweep.Best.Returns, [.. sweep.Trials.Select(t => t.Sharpe)]), 1e-12);
        deflated.ShouldBeLessThan(SharpeInference.Probabilistic(sweep.Best.Returns));
        var hunted = ParameterSweep.Run(Grid, Trial, earlierTrials: 1000);
        hunted.TrialCount.ShouldBe(1016);
        hunted.DeflatedSharpe(hunted.Best).ShouldBeLessThan(deflated);
        ParameterSweep.Run([(5, 20)], Trial).DeflatedSharpe(sweep.Best).ShouldBe(SharpeInference.Probabilistic(sweep.Best.Returns), 1e-12);
    }

    // A random walk has nothing to find: the best rule in sample is as likely as not in the worse half out of sample.
    [TestMethod]
    public void Overfitting_RandomWalk_IsFarFromProvenAndDeflationSaysSo()
    {
        var sweep = ParameterSweep.Run(Grid, Trial);
        var overfitting = sweep.Overfitting(8);
        overfitting.Splits.ShouldBe(70);
        overfitting.Probability.ShouldBeInRange(0.1, 1);
        sweep.DeflatedSharpe(sweep.Best).ShouldBeLessThan(0.95);
    }

    [TestMethod]
    public void Run_NothingToTryOrNothingTraded_Throws()
    {
        Should.Throw<ArgumentException>(() => ParameterSweep.Run(Array.Empty<int>(), _ => Trial((1, 2))));
        var idle = ParameterSweep.Run([1], _ => Backtest.Run(Walk, new Script()));
        Should.Throw<InvalidOperationException>(() => idle.Best);
    }
}
