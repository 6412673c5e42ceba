using System.Buffers;

namespace Ami.Quant.Models.Trees;

/// <summary>
/// Gradient-boosted decision trees on histograms: XGBoost's regularised Newton boosting (Chen &amp; Guestrin 2016) with
/// its <c>hist</c> method and depth-wise growth; gradient boosting itself is Friedman's (2001), row sampling too (2002).
/// Missing values are routed to the side that lowers the loss more.
/// </summary>
public sealed class BoostedTrees : ILearner
{
    private readonly BoostedTreesOptions _options;

    /// <summary>A learner with the given hyperparameters.</summary>
    /// <exception cref="ArgumentException">A hyperparameter is out of range (checked here but for those per feature).</exception>
    public BoostedTrees(BoostedTreesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(options.MonotoneConstraints.Count);
        _options = options;
    }

    /// <inheritdoc/>
    public string Name => "boosted trees";

    IModel ILearner.Fit(Samples training, Samples? validation, CancellationToken cancellation) => Fit(training, validation, cancellation);

    /// <inheritdoc cref="ILearner.Fit"/>
    public unsafe BoostedTreesModel Fit(Samples training, Samples? validation = null, CancellationToken cancellation = default)
    {
        Check(training, validation);
        var objective = _options.Objective;
        var workers = new WorkerThreads(_options.Threads);
        var rows = training.Rows;
        var initial = objective.InitialScores(training);
        using var binned = BinnedFeatures.Build(training.Features, _options.MaxBins, workers);
        using var scores = new AlignedBuffer<double>(checked(rows * initial.Length));
        using var pairs = new AlignedBuffer<GradientPair>(scores.Length);
        using var grower = new TreeGrower(binned, _options, workers);
        for (var k = 0; k < initial.Length; k++)
        {
            scores.Span.Slice(k * rows, rows).Fill(initial[k]);
        }

        var stopping = validation is null ? null : new EarlyStopping(objective, initial, validation, _options.EarlyStoppingRounds, workers);

        var trees = new List<Tree>();
        for (var round = 0; round < _options.Rounds && stopping is not { Stopped: true }; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            workers.ForRows(
                rows,
                (start, count) =>
                    objective.Gradients(
                        scores.Pointer,
                        pairs.Pointer,
                        rows,
                        start,
                        training.Targets.Span.Slice(start, count),
                        training.Weights.IsEmpty ? [] : training.Weights.Span.Slice(start, count)
                    )
            );
            for (var k = 0; k < initial.Length; k++)
            {
                var classScores = scores.Pointer + (nint)k * rows;
                grower.Grow(pairs.Pointer + (nint)k * rows, trees.Count);
                if (objective.RenewsLeaves)
                {
                    grower.RenewLeaves(leaf => Renew(leaf, training, classScores));
                }

                grower.AddTo(classScores);
                trees.Add(grower.Build());
            }

            stopping?.Observe(trees);
        }

        var kept = stopping is { BestRound: > 0 } && _options.EarlyStoppingRounds > 0 ? stopping.BestRound * initial.Length : trees.Count;
        return new BoostedTreesModel([.. training.Features.Names], objective, initial, [.. trees.Take(kept)], stopping?.Losses ?? []);
    }

    private void Check(Samples training, Samples? validation)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (training.Rows == 0 || training.Features.Columns == 0)
        {
            throw new ArgumentException("There is nothing to learn from: no rows or no features.", nameof(training));
        }

        if (!training.Weights.IsEmpty && training.Weights.Span.IndexOfAnyExcept(0.0) < 0)
        {
            throw new ArgumentException("Every sample weighs 0.", nameof(training));
        }

        _options.Validate(training.Features.Columns);
        _options.Objective.CheckTargets(training.Targets.Span);
        if (_options.EarlyStoppingRounds > 0 && validation is null)
        {
            throw new ArgumentException("Early stopping needs validation samples.", nameof(validation));
        }

        if (validation is null)
        {
            return;
        }

        if (validation.Rows == 0)
        {
            throw new ArgumentException("There are no validation samples.", nameof(validation));
        }

        if (!validation.Features.Names.SequenceEqual(training.Features.Names))
        {
            throw new ArgumentException("Validation and training samples differ in features.", nameof(validation));
        }

        _options.Objective.CheckTargets(validation.Targets.Span);
    }

    private unsafe double Renew(ReadOnlySpan<int> leaf, Samples training, double* scores)
    {
        var residuals = ArrayPool<double>.Shared.Rent(leaf.Length);
        var weights = ArrayPool<double>.Shared.Rent(leaf.Length);
        for (var i = 0; i < leaf.Length; i++)
        {
            residuals[i] = training.Targets.Span[leaf[i]] - scores[leaf[i]];
            weights[i] = training.Weight(leaf[i]);
        }

        var score = _options.Objective.RenewLeaf(residuals.AsSpan(0, leaf.Length), weights.AsSpan(0, leaf.Length));
        ArrayPool<double>.Shared.Return(residuals);
        ArrayPool<double>.Shared.Return(weights);
        return score;
    }
}
