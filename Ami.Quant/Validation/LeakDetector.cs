using Ami.Quant.Models;
using Ami.Quant.Randomness;
using Ami.Quant.Scores;
using Ami.Quant.Series;

namespace Ami.Quant.Validation;

/// <summary>
/// Four ways to find information that a model could not have had: labels that lost their meaning must score 0.5, no feature may know the next
/// bars, no feature may change when later bars are taken away, and no sample that was learnt from may share bars with one that is judged.
/// </summary>
public static partial class LeakDetector
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
    /// Finds features that know the bars after their sample: shifted, centred, scaled by later volatility, or so in some rows only. A feature is judged against
    /// its own history: what follows from the bars up to its row, from the hour and from its own earlier value is taken out first, so that an honest feature of a market that
    /// trends, reverts or clusters has nothing left to be found. The rest must not be correlated with direction or size of a later bar.
    /// </summary>
    /// <param name="features">One row per bar.</param>
    /// <param name="bars">The bars of the rows.</param>
    /// <param name="leads">Bars ahead to look at, at least 1; default 5.</param>
    /// <param name="plausible">Largest correlation of the rest with a later bar that is accepted; default 0.1.</param>
    /// <param name="standardErrors">Standard errors by which it must also be off; default 4.</param>
    /// <returns>The suspicious features, each with its most informative bar; empty when there are none, or too few rows to tell (some 200).</returns>
    /// <remarks>Partial correlation by regression: R. Frisch, F. V. Waugh, Econometrica 1 (1933).</remarks>
    /// <exception cref="ArgumentException">Rows and bars differ in number.</exception>
    public static IReadOnlyList<ForesightFinding> Foresight(
        FeatureMatrix features,
        CandleView bars,
        int leads = 5,
        double plausible = 0.1,
        double standardErrors = 4
    )
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfLessThan(leads, 1);
        if (features.Rows != bars.Count)
        {
            throw new ArgumentException($"{features.Rows} rows do not belong to {bars.Count} bars.", nameof(features));
        }

        var history = new BarHistory(bars, leads);
        var findings = new ForesightFinding?[features.Columns];
        Parallel.For(0, features.Columns, j => findings[j] = Worst(features, j, bars, history, leads, plausible, standardErrors));
        return [.. findings.OfType<ForesightFinding>()];
    }

    private static ForesightFinding? Worst(
        FeatureMatrix features,
        int column,
        CandleView bars,
        BarHistory history,
        int leads,
        double plausible,
        double standardErrors
    )
    {
        var feature = features.Column(column);
        ForesightFinding? worst = null;
        var news = history.News(feature);
        Judge(news, Foreseen.Direction, history.Direction);
        Judge(news, Foreseen.Size, history.LaterSize);
        Judge(history.News(BarHistory.SizeOf(feature)), Foreseen.Size, history.LaterSize);
        return worst is null ? null : worst with { Auc = DirectionAuc(features.Column(column), bars.Close, worst.BarsAhead) };

        void Judge(double[]? news, Foreseen what, Func<int, int, double> later)
        {
            for (var lead = 1; news is not null && lead <= leads; lead++)
            {
                var (correlation, count) = Correlation(news, row => later(row, lead));
                var errors = Math.Abs(correlation) * Math.Sqrt(count);
                if (Math.Abs(correlation) > Math.Max(plausible, Math.Abs(worst?.Correlation ?? 0)) && errors > standardErrors)
                {
                    worst = new ForesightFinding(features.Names[column], lead, double.NaN, errors, what, correlation);
                }
            }
        }
    }

    private static (double Correlation, int Count) Correlation(double[] xs, Func<int, double> of)
    {
        double x = 0,
            y = 0,
            xx = 0,
            yy = 0,
            xy = 0;
        var n = 0;
        for (var row = 0; row < xs.Length; row++)
        {
            var (a, b) = (xs[row], of(row));
            if (double.IsNaN(a) || double.IsNaN(b))
            {
                continue;
            }

            n++;
            (x, y, xx, yy, xy) = (x + a, y + b, xx + a * a, yy + b * b, xy + a * b);
        }

        var (varianceX, varianceY) = (xx - x * x / n, yy - y * y / n);
        return varianceX > 0 && varianceY > 0 ? ((xy - x * y / n) / Math.Sqrt(varianceX * varianceY), n) : (0, n);
    }

    /// <summary>Recomputes features from truncated bars and reports every value that changes: whatever changes used the future.</summary>
    /// <param name="bars">All bars.</param>
    /// <param name="build">
    /// Computes one row per bar it is given: the whole way to what models see, with regimes, scaling and whatever else is made of bars.
    /// </param>
    /// <param name="cuts">Truncations, at least 1; default 100, so that a leak in one row of ten passes once in forty thousand times.</param>
    /// <param name="seed">Chooses the cuts.</param>
    /// <returns>The first change per feature and cut; empty when features are causal.</returns>
    /// <exception cref="ArgumentException">The number of rows or features is not that of the bars given.</exception>
    public static IReadOnlyList<RecomputationFinding> Recomputation(CandleView bars, Func<CandleView, FeatureMatrix> build, int cuts = 100, ulong seed = 1)
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

    private static double DirectionAuc(ReadOnlySpan<double> feature, ReadOnlySpan<double> close, int lead)
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

        return RocAuc.Of([.. labels], [.. scores]);
    }
}
