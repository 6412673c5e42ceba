using Ami.Quant.Forecasting;
using Ami.Quant.Models;
using Ami.Quant.Models.Trees;
using Ami.Quant.Series;
using Ami.Quant.Validation;

namespace Ami.Benchmarks.Research;

/// <summary>Whether the pipeline knows what it cannot know, and whether the checks would notice.</summary>
public sealed record LeakChecks
{
    private const int Cuts = 40;

    /// <summary>Trees on shuffled labels.</summary>
    public required ShuffledLabelsReport Shuffled { get; init; }

    /// <summary>Features that know the direction of later bars.</summary>
    public required IReadOnlyList<ForesightFinding> Foresight { get; init; }

    /// <summary>Feature values that change when later bars are taken away.</summary>
    public required IReadOnlyList<RecomputationFinding> Recomputation { get; init; }

    /// <summary>Samples that a stage learnt from although their labels reach into the block it predicts.</summary>
    public required IReadOnlyList<OverlapFinding> Overlaps { get; init; }

    /// <summary>Whether a feature shifted by one bar, planted on purpose, was caught by both checks.</summary>
    public required bool PlantedLeakCaught { get; init; }

    /// <summary>True when nothing leaks and the checks can be trusted.</summary>
    public bool Passed => Shuffled.Passed && Foresight.Count == 0 && Recomputation.Count == 0 && Overlaps.Count == 0 && PlantedLeakCaught;

    internal static LeakChecks Run(CandleView bars, LabelledSamples data, WalkForwardTraining training, ResearchSettings settings, Action<string> progress)
    {
        progress("leak checks: shuffled labels");
        int[] usable = [.. Enumerable.Range(0, data.Count).Where(i => data.Usable[i])];
        var folds = PurgedKFold.Split(Array.ConvertAll(usable, i => data.Spans[i]), 3, settings.Embargo);
        var trees = new BoostedTrees(
            new BoostedTreesOptions
            {
                Objective = BoostingObjective.Logistic,
                Rounds = 40,
                MaxDepth = 4,
                MinChildWeight = 20,
                Seed = settings.Seed,
            }
        );
        var shuffled = LeakDetector.ShuffledLabels(trees, data.Samples.Select(usable), folds, 3, settings.Seed);
        progress("leak checks: features");
        var regimes = training.Folds[^1].Regimes;
        FeatureMatrix Build(CandleView view) => FoldModels.WithRegimes(new FeatureBuilder(settings.Features).Build(view), regimes);
        var features = Build(bars);
        var recomputation = LeakDetector.Recomputation(bars, Build, Cuts, settings.Seed);
        var planted = Planted(bars);
        var caught = LeakDetector.Foresight(features.Append("planted", planted), bars);
        var changed = LeakDetector.Recomputation(bars, view => Build(view).Append("planted", Planted(view)), 2, settings.Seed);
        return new LeakChecks
        {
            Shuffled = shuffled,
            Foresight = [.. caught.Where(f => f.Feature != "planted")],
            Recomputation = recomputation,
            // A label counts as known an embargo after its last bar.
            Overlaps = LeakDetector.Overlaps(
                [.. training.Folds.SelectMany(Fits)],
                Array.ConvertAll(data.Spans, span => span with { End = span.End + settings.Embargo })
            ),
            PlantedLeakCaught = caught.Any(f => f.Feature == "planted") && changed.Any(f => f.Feature == "planted"),
        };
    }

    /// <summary>What each stage of a fold was fitted on, and what it predicts.</summary>
    private static IEnumerable<Fold> Fits(FoldModels fold)
    {
        int[] judged = [.. Enumerable.Range(fold.From, fold.To - fold.From)];
        return [new Fold(fold.LearntFrom, judged), new Fold(fold.StackedFrom, judged), new Fold(fold.CalibratedFrom, judged)];
    }

    /// <summary>The next bar's return, as an off-by-one error would compute it.</summary>
    private static double[] Planted(CandleView bars)
    {
        var close = bars.Close;
        var values = new double[close.Length];
        for (var i = 0; i + 1 < values.Length; i++)
        {
            values[i] = close[i + 1] / close[i] - 1;
        }

        return values;
    }
}
