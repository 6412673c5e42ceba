using Ami.Quant.Performance;

namespace Ami.Quant.Backtesting;

/// <summary>One set of parameters with what it led to.</summary>
/// <param name="Parameters">What was tried.</param>
/// <param name="Returns">Simple return per step.</param>
/// <param name="Sharpe">Sharpe ratio per step, not annual; NaN when the equity never moved.</param>
/// <param name="FinalEquity">Equity at the end, money.</param>
/// <param name="Trades">Statistics of the closed trades.</param>
public sealed record SweepTrial<T>(T Parameters, double[] Returns, double Sharpe, double FinalEquity, TradeStatistics Trades);

/// <summary>All trials of a sweep. Whoever reports the best one has to report how many were tried.</summary>
/// <param name="Trials">In the order of the parameters.</param>
/// <param name="EarlierTrials">Trials on the same bars before this sweep.</param>
public sealed record SweepResult<T>(IReadOnlyList<SweepTrial<T>> Trials, int EarlierTrials)
{
    /// <summary>Trials made in total.</summary>
    public int TrialCount => Trials.Count + EarlierTrials;

    /// <summary>The trial of greatest Sharpe ratio; of several equal ones the first.</summary>
    /// <exception cref="InvalidOperationException">No trial traded.</exception>
    public SweepTrial<T> Best
    {
        get
        {
            SweepTrial<T>? best = null;
            foreach (var trial in Trials)
            {
                if (double.IsFinite(trial.Sharpe) && !(trial.Sharpe <= best?.Sharpe))
                {
                    best = trial;
                }
            }

            return best ?? throw new InvalidOperationException("No trial of the sweep ever held a position.");
        }
    }

    /// <summary>
    /// Deflated Sharpe ratio of a trial: the probability that its true ratio is above 0, given that it was chosen among
    /// <see cref="TrialCount"/>. Source: Bailey, López de Prado (2014), see <see cref="SharpeInference"/>.
    /// </summary>
    /// <param name="trial">The trial; usually <see cref="Best"/>.</param>
    public double DeflatedSharpe(SweepTrial<T> trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        double[] ratios = [.. Trials.Select(t => t.Sharpe).Where(double.IsFinite)];
        var variance = ratios.Length > 1 ? SampleMoments.Of(ratios).Variance : 0;
        return SharpeInference.Deflated(trial.Returns, TrialCount, variance);
    }

    /// <summary>Probability that choosing the best trial was overfitting, by combinatorially symmetric cross-validation.</summary>
    /// <param name="blocks">Even number of blocks; default 16.</param>
    public OverfittingResult Overfitting(int blocks = 16)
    {
        var steps = Trials.Max(t => t.Returns.Length);
        var matrix = new double[steps * Trials.Count];
        // A ruined trial is shorter than the others: it stands still for the rest.
        for (var c = 0; c < Trials.Count; c++)
        {
            for (var t = 0; t < Trials[c].Returns.Length; t++)
            {
                matrix[t * Trials.Count + c] = Trials[c].Returns[t];
            }
        }

        return BacktestOverfitting.Estimate(matrix, Trials.Count, blocks);
    }
}

/// <summary>Runs a backtest for many parameters in parallel; the result does not depend on the number of threads.</summary>
public static class ParameterSweep
{
    /// <summary>Runs all trials.</summary>
    /// <param name="parameters">What to try, at least one.</param>
    /// <param name="backtest">Runs one trial; called from several threads at once.</param>
    /// <param name="earlierTrials">Trials already made on these bars, at least 0; they count in the deflated Sharpe ratio.</param>
    /// <param name="maximumThreads">0 (default) uses all processors.</param>
    /// <param name="completed">Told after each trial how many are done; may be called from any thread.</param>
    /// <param name="cancellation">Stops between trials.</param>
    public static SweepResult<T> Run<T>(
        IReadOnlyList<T> parameters,
        Func<T, BacktestResult> backtest,
        int earlierTrials = 0,
        int maximumThreads = 0,
        Action<int>? completed = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(backtest);
        ArgumentOutOfRangeException.ThrowIfNegative(earlierTrials);
        if (parameters.Count == 0)
        {
            throw new ArgumentException("There is nothing to try.", nameof(parameters));
        }

        var trials = new SweepTrial<T>[parameters.Count];
        var done = 0;
        var options = new ParallelOptions
        {
            CancellationToken = cancellation,
            MaxDegreeOfParallelism = maximumThreads > 0 ? maximumThreads : Environment.ProcessorCount,
        };
        Parallel.For(
            0,
            trials.Length,
            options,
            i =>
            {
                var result = backtest(parameters[i]);
                var returns = result.Returns();
                trials[i] = new SweepTrial<T>(parameters[i], returns, RiskAdjusted.Sharpe(returns, 1), result.FinalEquity, result.Statistics());
                completed?.Invoke(Interlocked.Increment(ref done));
            }
        );
        return new SweepResult<T>(trials, earlierTrials);
    }
}
