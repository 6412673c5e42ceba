using Ami.Quant.Models;
using Ami.Quant.Randomness;
using Ami.Quant.Scores;
using Ami.Quant.Series;

namespace Ami.Quant.Validation;

/// <summary>
/// Three ways to find information that a model could not have had: labels that lost their meaning must score 0.5, no feature may know the next
/// bars, and no feature may change when later bars are taken away.
/// </summary>
public static class LeakDetector
{
    /// <summary>
    /// Shuffles the labels, runs the whole pipeline on them and compares its out-of-sample AUC with what chance allows.
    /// Give it everything that sees labels (target encodings, feature selection, stacking), otherwise it cannot find a leak there.
    /// </summary>
    /// <param name="labels">True labels, 0 or 1.</param>
    /// <param name="pipeline">Fits and predicts with the labels it is given; returns one result per fold.</param>
    /// <param name="shuffles">Repetitions, at least 1; default 5.</param>
    /// <param name="seed">Chooses the permutations.</param>
    /// <param name="standardErrors">Half-width of the accepted range; default 3.29, exceeded by chance once in a thousand times.</param>
    /// <remarks>
    /// The range follows from the variance of the rank-sum statistic without information, (n₁ + n₀ + 1) / (12 n₁ n₀).
    /// Source: Hanley, McNeil (1982), "The meaning and use of the area under a ROC curve", Radiology 143.
    /// Folds are scored one by one, because scores pooled over folds fall below 0.5 by themselves.
    /// </remarks>
    /// <exception cref="ArgumentException">A fold lacks one of the two labels in every shuffle.</exception>
    public static ShuffledLabelsReport ShuffledLabels(
        ReadOnlySpan<double> labels,
        Func<double[], IReadOnlyList<OutOfSample>> pipeline,
        int shuffles = 5,
        ulong seed = 1,
        double standardErrors = 3.29
    )
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentOutOfRangeException.ThrowIfLessThan(shuffles, 1);
        double sum = 0,
            variance = 0;
        var count = 0;
        for (var s = 0; s < shuffles; s++)
        {
            var shuffled = labels.ToArray();
            new RandomStream(seed, (ulong)s).Shuffle<double>(shuffled);
            foreach (var fold in pipeline(shuffled))
            {
                var positive = fold.Labels.Sum();
                var negative = fold.Labels.Length - positive;
                if (positive == 0 || negative == 0)
                {
                    continue;
                }

                sum += RocAuc.Of(fold.Labels, fold.Scores);
                variance += (positive + negative + 1) / (12 * positive * negative);
                count++;
            }
        }

        if (count == 0)
        {
            throw new ArgumentException("No fold has both labels.", nameof(pipeline));
        }

        var bound = standardErrors * Math.Sqrt(variance) / count;
        return new ShuffledLabelsReport(sum / count, 0.5 - bound, 0.5 + bound, shuffles);
    }

    /// <summary>Checks a learner on given folds: see the other overload.</summary>
    /// <param name="learner">Fits a binary classifier.</param>
    /// <param name="samples">Features with labels 0 and 1.</param>
    /// <param name="folds">Train and test sets.</param>
    /// <param name="shuffles">Repetitions.</param>
    /// <param name="seed">Chooses the permutations.</param>
    public static ShuffledLabelsReport ShuffledLabels(ILearner learner, Samples samples, IReadOnlyList<Fold> folds, int shuffles = 5, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(folds);
        return ShuffledLabels(samples.Targets.Span, Evaluate, shuffles, seed);

        OutOfSample[] Evaluate(double[] labels)
        {
            var shuffled = new Samples(samples.Features, labels, samples.Weights);
            return
            [
                .. folds.Select(fold =>
                {
                    var test = shuffled.Select(fold.Test);
                    var model = learner.Fit(shuffled.Select(fold.Train));
                    return new OutOfSample(test.Targets.ToArray(), model.Predict(test.Features));
                }),
            ];
        }
    }

    /// <summary>
    /// Finds features that know the direction of the bars after their sample: shifted, centred or otherwise taken from the future. An honest
    /// feature of a liquid market rarely tells the next bar's direction with an AUC beyond 0.53; one that has seen the bar is far above.
    /// </summary>
    /// <param name="features">One row per bar.</param>
    /// <param name="bars">The bars of the rows.</param>
    /// <param name="leads">Bars ahead to look at, at least 1; default 5.</param>
    /// <param name="plausible">Largest distance of an AUC from 0.5 that is accepted; default 0.05.</param>
    /// <param name="standardErrors">Standard errors by which it must also be off; default 4.</param>
    /// <returns>The suspicious features, each with its most informative bar; empty when there are none.</returns>
    /// <exception cref="ArgumentException">Rows and bars differ in number.</exception>
    public static IReadOnlyList<ForesightFinding> Foresight(
        FeatureMatrix features,
        CandleView bars,
        int leads = 5,
        double plausible = 0.05,
        double standardErrors = 4
    )
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfLessThan(leads, 1);
        if (features.Rows != bars.Count)
        {
            throw new ArgumentException($"{features.Rows} rows do not belong to {bars.Count} bars.", nameof(features));
        }

        var findings = new List<ForesightFinding>();
        for (var j = 0; j < features.Columns; j++)
        {
            ForesightFinding? worst = null;
            for (var lead = 1; lead <= leads; lead++)
            {
                var (auc, error) = DirectionAuc(features.Column(j), bars.Close, lead);
                var distance = Math.Abs(auc - 0.5);
                if (distance > plausible && distance > standardErrors * error && distance > Math.Abs((worst?.Auc ?? 0.5) - 0.5))
                {
                    worst = new ForesightFinding(features.Names[j], lead, auc, distance / error);
                }
            }

            if (worst is not null)
            {
                findings.Add(worst);
            }
        }

        return findings;
    }

    /// <summary>Recomputes features from truncated bars and reports every value that changes: whatever changes used the future.</summary>
    /// <param name="bars">All bars.</param>
    /// <param name="build">Computes one row per bar it is given.</param>
    /// <param name="cuts">Truncations, at least 1; default 20.</param>
    /// <param name="seed">Chooses the cuts.</param>
    /// <returns>The first change per feature and cut; empty when features are causal.</returns>
    /// <exception cref="ArgumentException">The number of rows or features is not that of the bars given.</exception>
    public static IReadOnlyList<RecomputationFinding> Recomputation(CandleView bars, Func<CandleView, FeatureMatrix> build, int cuts = 20, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentOutOfRangeException.ThrowIfLessThan(cuts, 1);
        var full = build(bars);
        var random = new RandomStream(seed);
        var findings = new List<RecomputationFinding>();
        for (var c = 0; c < cuts && bars.Count > 1; c++)
        {
            var cut = 1 + random.NextBounded(bars.Count - 1);
            var known = build(bars.Slice(0, cut));
            if (known.Rows != cut || known.Columns != full.Columns)
            {
                throw new ArgumentException($"{cut} bars gave {known.Rows} rows of {known.Columns} features; {full.Columns} were expected.", nameof(build));
            }

            for (var j = 0; j < full.Columns; j++)
            {
                var all = full.Column(j)[..cut];
                var some = known.Column(j);
                var same = all.CommonPrefixLength(some);
                if (same < cut)
                {
                    findings.Add(new RecomputationFinding(full.Names[j], same, cut, all[same], some[same]));
                }
            }
        }

        return findings;
    }

    private static (double Auc, double StandardError) DirectionAuc(ReadOnlySpan<double> feature, ReadOnlySpan<double> close, int lead)
    {
        var labels = new List<double>(feature.Length);
        var scores = new List<double>(feature.Length);
        for (var t = 0; t + lead < feature.Length; t++)
        {
            var change = close[t + lead] - close[t + lead - 1];
            if (double.IsNaN(feature[t]) || change == 0 || double.IsNaN(change))
            {
                continue;
            }

            labels.Add(change > 0 ? 1 : 0);
            scores.Add(feature[t]);
        }

        var positive = labels.Sum();
        var negative = labels.Count - positive;
        if (positive == 0 || negative == 0)
        {
            return (0.5, double.PositiveInfinity);
        }

        return (RocAuc.Of([.. labels], [.. scores]), Math.Sqrt((positive + negative + 1) / (12 * positive * negative)));
    }
}
