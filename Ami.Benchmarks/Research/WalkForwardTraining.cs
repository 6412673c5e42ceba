using Ami.Quant.Models;
using Ami.Quant.Models.Calibration;
using Ami.Quant.Models.Linear;
using Ami.Quant.Validation;

namespace Ami.Benchmarks.Research;

/// <summary>
/// Trains all models block by block. Base models learn from the past; the stack learns from the base models' predictions for earlier blocks,
/// which they had not seen; calibration learns from the stack's predictions for still earlier blocks. Every label that reaches into a block,
/// or ends within the embargo before it, is purged from all three.
/// </summary>
internal sealed class WalkForwardTraining
{
    /// <summary>Blocks that are predicted before the stack can learn from them.</summary>
    public const int FirstStackedFold = 2;

    /// <summary>Blocks before calibrated probabilities exist: the first block of the report and of the backtest.</summary>
    public const int FirstCalibratedFold = 3;

    private readonly LabelledSamples _data;
    private readonly ResearchSettings _settings;
    private readonly string[] _bases;

    private WalkForwardTraining(LabelledSamples data, ResearchSettings settings, string[] bases)
    {
        (_data, _settings, _bases) = (data, settings, bases);
        Names = [.. bases, ResearchSettings.Stack];
        Raw = [.. Names.Select(_ => Unknown(data.Count))];
        Calibrated = [.. Names.Select(_ => Unknown(data.Count))];
        TrainingBaseRate = Unknown(data.Count);
    }

    /// <summary>Base models and, last, the stack.</summary>
    public string[] Names { get; }

    /// <summary>Per name, out-of-sample probability per row; NaN where there is none.</summary>
    public double[][] Raw { get; }

    /// <summary>Per name, calibrated out-of-sample probability per row.</summary>
    public double[][] Calibrated { get; }

    /// <summary>Per row, the base rate of the samples known before its block: what a forecast without skill would say.</summary>
    public double[] TrainingBaseRate { get; }

    public List<FoldModels> Folds { get; } = [];

    /// <summary>First row with calibrated probabilities.</summary>
    public int FirstRow => Folds[FirstCalibratedFold].From;

    public static Fold[] Split(LabelledSamples data, ResearchSettings settings)
    {
        var first = (int)(settings.FirstTraining * data.Count);
        return WalkForward.Split(data.Spans, first, (data.Count - first + settings.Folds - 1) / settings.Folds, settings.Embargo);
    }

    public static WalkForwardTraining Run(LabelledSamples data, ResearchSettings settings, Action<string> progress, CancellationToken cancellation)
    {
        var learners = settings.Learners();
        var training = new WalkForwardTraining(data, settings, [.. learners.Select(l => l.Name)]);
        var folds = Split(data, settings);
        if (folds.Length <= FirstCalibratedFold)
        {
            throw new InvalidOperationException($"{data.Count} samples are too few for a walk-forward.");
        }

        for (var f = 0; f < folds.Length; f++)
        {
            progress($"walk-forward {f + 1}/{folds.Length}: {folds[f].Train.Length:N0} samples to learn from, {folds[f].Test.Length:N0} to predict");
            training.FitFold(folds[f], f, learners, progress, cancellation);
        }

        return training;
    }

    private void FitFold(
        Fold fold,
        int number,
        IReadOnlyList<(string Name, ILearner Learner)> learners,
        Action<string> progress,
        CancellationToken cancellation
    )
    {
        var (from, to) = (fold.Test[0], fold.Test[^1] + 1);
        // Purged rows keep their place with weight 0: sequence models need rows that follow each other.
        var known = fold.Train[^1] + 1;
        var weights = new double[known];
        foreach (var i in fold.Train)
        {
            weights[i] = _data.Samples.Weights.Span[i];
        }

        var features = _data.Rows.Features.Slice(0, known);
        var regimes = FoldModels.FitRegimes(features, _settings.Seed);
        var samples = new Samples(FoldModels.WithRegimes(features, regimes), _data.Samples.Targets[..known], weights);
        var bases = new List<IModel>();
        foreach (var (name, learner) in learners)
        {
            progress($"  {name}");
            bases.Add(learner.Fit(samples, null, cancellation));
        }

        var past = fold.Train.Where(i => _data.Usable[i]).ToArray();
        TrainingBaseRate.AsSpan(from, to - from).Fill(past.Average(i => _data.Samples.Targets.Span[i]));
        var others = past.Where(i => _data.Samples.Targets.Span[i] == 0).Select(i => _data.R[i]).ToArray();
        var models = new FoldModels
        {
            From = from,
            To = to,
            LearntFrom = [.. Enumerable.Range(0, known).Where(i => samples.Weight(i) > 0)],
            Regimes = regimes,
            Bases = bases,
            OtherR = others.Length == 0 ? -1 : others.Average(),
        };
        Folds.Add(models);
        var predictions = models.PredictBases(_data.Rows.Features.Slice(0, to), _settings.Window - 1);
        for (var b = 0; b < _bases.Length; b++)
        {
            predictions[b].CopyTo(Raw[b], from);
        }

        if (number >= FirstStackedFold)
        {
            FitStack(models, cancellation);
        }

        if (number >= FirstCalibratedFold)
        {
            Calibrate(models);
        }
    }

    private void FitStack(FoldModels models, CancellationToken cancellation)
    {
        var rows = _data.KnownBefore(models.From, Folds[0].From, _settings.Embargo);
        models.StackedFrom = rows;
        var features = FoldModels.StackFeatures(_bases, [.. Raw[..^1].Select(column => Array.ConvertAll(rows, i => column[i]))]);
        var targets = Array.ConvertAll(rows, i => _data.Samples.Targets.Span[i]);
        models.Stack = new LogisticRegression(30).Fit(new Samples(features, targets, Array.ConvertAll(rows, i => _data.Samples.Weights.Span[i])), cancellation);
        var block = FoldModels.StackFeatures(_bases, [.. Raw[..^1].Select(column => column[models.From..models.To])]);
        models.Stack.Predict(block).CopyTo(Raw[^1], models.From);
    }

    private void Calibrate(FoldModels models)
    {
        var rows = _data.KnownBefore(models.From, Folds[FirstStackedFold].From, _settings.Embargo);
        models.CalibratedFrom = rows;
        var labels = Array.ConvertAll(rows, i => _data.Samples.Targets.Span[i]);
        models.Calibrators = [.. Raw.Select(column => PlattCalibrator.Fit(Array.ConvertAll(rows, i => column[i]), labels))];
        for (var m = 0; m < Names.Length; m++)
        {
            for (var i = models.From; i < models.To; i++)
            {
                Calibrated[m][i] = models.Calibrators[m].Calibrate(Raw[m][i]);
            }
        }
    }

    private static double[] Unknown(int count)
    {
        var values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }
}
