using Ami.Quant.DataQuality;
using Ami.Quant.Forecasting;
using Ami.Quant.Scores;
using Ami.Quant.Series;

namespace Ami.Benchmarks.Research;

/// <summary>Everything one run found out.</summary>
public sealed record ResearchReport
{
    /// <summary>What was decided beforehand.</summary>
    public required ResearchSettings Settings { get; init; }

    /// <summary>The data doctor's report on the rows as they came.</summary>
    public required DataReport Data { get; init; }

    /// <summary>The bars used.</summary>
    public required CandleSeries Bars { get; init; }

    /// <summary>Features without the regimes' probabilities.</summary>
    public required int FeatureCount { get; init; }

    /// <summary>Samples with a label and clean bars.</summary>
    public required int UsableSamples { get; init; }

    /// <summary>Samples on which models are judged.</summary>
    public required int JudgedSamples { get; init; }

    /// <summary>First bar of the out-of-sample period that is judged.</summary>
    public required DateTimeOffset JudgedFrom { get; init; }

    /// <summary>Share of judged samples whose target came first.</summary>
    public required double BaseRate { get; init; }

    /// <summary>Share of judged samples that reached neither target nor stop.</summary>
    public required double TimeOutRate { get; init; }

    /// <summary>Share expected from the past alone, and its log-loss: the forecast without skill.</summary>
    public required (double Rate, double LogLoss) Baseline { get; init; }

    /// <summary>Base models, the stack and the calibrated stack.</summary>
    public required IReadOnlyList<ForecastScore> Scores { get; init; }

    /// <summary>Quantiles of the next bars' high and low.</summary>
    public required IReadOnlyList<QuantileCoverage> Ranges { get; init; }

    /// <summary>What the phases of the day foretell.</summary>
    public required PhaseScore Phases { get; init; }

    /// <summary>Leak checks.</summary>
    public required LeakChecks Leaks { get; init; }

    /// <summary>Backtest.</summary>
    public required StrategyEvaluation Strategy { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Runs everything.</summary>
    /// <param name="rows">Candles as they came.</param>
    /// <param name="settings">What is decided beforehand.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops between fits.</param>
    /// <exception cref="InvalidDataException">The rows that are not wrong do not rise in time, or are too few.</exception>
    public static ResearchReport Of(CandleView rows, ResearchSettings settings, Action<string> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(progress);
        progress($"data doctor: {rows.Count:N0} rows");
        var examined = DataDoctor.Examine(rows);
        var (bars, mask) = WithoutWrongRows(rows, examined);
        progress("features and labels");
        var data = new LabelledSamples(bars, mask, settings);
        var training = WalkForwardTraining.Run(data, settings, progress, cancellation);
        int[] judged = [.. Enumerable.Range(training.FirstRow, data.Count - training.FirstRow).Where(i => data.Usable[i])];
        double[] Pick(ReadOnlySpan<double> values)
        {
            var picked = new double[judged.Length];
            for (var i = 0; i < picked.Length; i++)
            {
                picked[i] = values[judged[i]];
            }

            return picked;
        }

        progress("scores with confidence intervals");
        var (labels, baseline) = (Pick(data.Samples.Targets.Span), Pick(training.TrainingBaseRate));
        var timedOut = Array.ConvertAll(judged, i => data.TimedOut[i]);
        var scores = training.Names.Select((name, m) => ForecastScore.Of(name, labels, Pick(training.Raw[m]), baseline, timedOut, settings)).ToList();
        scores.Add(ForecastScore.Of("stack, calibrated", labels, Pick(training.Calibrated[^1]), baseline, timedOut, settings));
        var ranges = RangeEvaluation.Run(bars, data, settings, progress, cancellation);
        var leaks = LeakChecks.Run(bars, data, training, settings, progress);
        var strategy = StrategyEvaluation.Of(bars, data, training, settings, progress);
        return new ResearchReport
        {
            Settings = settings,
            Data = examined,
            Bars = bars,
            FeatureCount = data.Rows.Features.Columns,
            UsableSamples = data.Usable.Count(u => u),
            JudgedSamples = judged.Length,
            JudgedFrom = bars[data.Rows.Bars[training.FirstRow]].OpensAt,
            BaseRate = labels.Average(),
            TimeOutRate = timedOut.Count(t => t) / (double)timedOut.Length,
            Baseline = (baseline.Average(), BinaryScores.LogLoss(labels, baseline)),
            Scores = scores,
            Ranges = ranges,
            Phases = PhaseScore.Of(bars, settings),
            Leaks = leaks,
            Strategy = strategy,
            Verdict = Verdict.Of(examined, leaks, scores[^1], strategy),
        };
    }

    private static (CandleSeries Bars, bool[] Mask) WithoutWrongRows(CandleView rows, DataReport examined)
    {
        bool[] right = examined.Mask(Severity.Error),
            clean = examined.Mask();
        var builder = new CandleBuilder(rows.Interval, rows.Count);
        var mask = new List<bool>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            if (!right[i])
            {
                continue;
            }

            builder.Add(rows[i]);
            mask.Add(clean[i]);
        }

        try
        {
            return (builder.ToSeries(), [.. mask]);
        }
        catch (ArgumentException disorder)
        {
            throw new InvalidDataException($"The rows are not in time order; sort them first. {disorder.Message}", disorder);
        }
    }
}
