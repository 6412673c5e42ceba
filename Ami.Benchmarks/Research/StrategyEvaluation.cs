using System.Numerics.Tensors;
using Ami.Quant.Backtesting;
using Ami.Quant.Backtesting.Costs;
using Ami.Quant.Backtesting.Strategies;
using Ami.Quant.Performance;
using Ami.Quant.Series;

namespace Ami.Benchmarks.Research;

/// <summary>The strategy under test, the trials around it and buy-and-hold, all over the same out-of-sample bars.</summary>
public sealed record StrategyEvaluation
{
    /// <summary>The configuration fixed before the run.</summary>
    public required Trial Trial { get; init; }

    /// <summary>Its run.</summary>
    public required BacktestResult Result { get; init; }

    /// <summary>Mean result of a trade in R with its interval; NaN with fewer than two trades.</summary>
    public required ConfidenceInterval Expectancy { get; init; }

    /// <summary>Holding the asset over the same bars, with the same costs.</summary>
    public required BacktestResult BuyAndHold { get; init; }

    /// <summary>Mean result in R after costs of taking every decision, without a model.</summary>
    public required double EveryDecisionR { get; init; }

    /// <summary>All trials, the strategy under test first.</summary>
    public required SweepResult<Trial> Sweep { get; init; }

    /// <summary>Probabilistic Sharpe ratio of the strategy under test against 0.</summary>
    public required double ProbabilisticSharpe { get; init; }

    /// <summary>Deflated Sharpe ratio of the strategy under test.</summary>
    public required double DeflatedSharpe { get; init; }

    /// <summary>Overfitting among the trials.</summary>
    public required OverfittingResult Overfitting { get; init; }

    /// <summary>Result of the look-ahead probe over features, models, signals and orders.</summary>
    public required LookAheadReport Probe { get; init; }

    internal static StrategyEvaluation Of(
        CandleView bars,
        LabelledSamples data,
        WalkForwardTraining training,
        ResearchSettings settings,
        Action<string> progress
    )
    {
        var costs = new TradingCosts { Fees = new ProportionalFee(settings.Fee), Slippage = new ProportionalSlippage(settings.Slippage) };
        var account = new BacktestSettings { Costs = costs };
        var first = data.Rows.Bars[training.FirstRow];
        var view = bars.Slice(first, bars.Count - first);
        progress("backtest: predicting all decisions again from the bars");
        var proposals = new Proposals(bars, training, settings);
        var trials = Trials(training, settings);
        progress($"backtest: {trials.Count} trials over {view.Count:N0} bars");
        var sweep = ParameterSweep.Run(
            trials,
            trial => Backtest.Run(view, new BracketStrategy(proposals, trial, first, settings), account),
            settings.EarlierTrials
        );
        var result = Backtest.Run(view, new BracketStrategy(proposals, trials[0], first, settings), account);
        var wish = new double[view.Count];
        Array.Fill(wish, 1);
        progress($"look-ahead probe: {settings.ProbeCuts} truncations, everything computed anew");
        var probe = LookAheadProbe.Run(
            [new Instrument("", bars)],
            known => new BracketStrategy(new Proposals(known[0].Bars, training, settings), trials[0], 0, settings),
            account,
            settings.ProbeCuts,
            settings.Seed
        );
        return new StrategyEvaluation
        {
            Trial = trials[0],
            Result = result,
            Expectancy = MeanR(result.RMultiples(), settings),
            BuyAndHold = Backtest.Run(view, new SignalStrategy(wish, new EquityFraction(1)), account),
            EveryDecisionR = EveryDecision(data, training.FirstRow, settings),
            Sweep = sweep,
            ProbabilisticSharpe = SharpeInference.Probabilistic(result.Returns()),
            DeflatedSharpe = sweep.DeflatedSharpe(sweep.Trials[0]),
            Overfitting = sweep.Overfitting(),
            Probe = probe,
        };
    }

    private static List<Trial> Trials(WalkForwardTraining training, ResearchSettings settings) =>
        [
            .. settings.MinimumR.Select(r => new Trial(ResearchSettings.Stack, ResearchSettings.SecondVote, r)),
            .. training.Names.SelectMany(name => settings.MinimumR.Select(r => new Trial(name, name, r))),
        ];

    private static ConfidenceInterval MeanR(double[] results, ResearchSettings settings) =>
        results.Length < 2
            ? new ConfidenceInterval(double.NaN, double.NaN, double.NaN, 0.95, 0, double.NaN)
            : StationaryBootstrap.Interval(
                results,
                sample => TensorPrimitives.Average<double>(sample),
                settings.Seed,
                replications: 2000,
                meanBlock: Math.Max(1, Math.Cbrt(results.Length))
            );

    private static double EveryDecision(LabelledSamples data, int firstRow, ResearchSettings settings)
    {
        var rows = Enumerable.Range(firstRow, data.Count - firstRow).Where(i => data.Usable[i]);
        return rows.Average(i => data.R[i] - settings.RoundTripCost / (settings.StopDeviations * data.Rows.Deviation[i]));
    }
}
