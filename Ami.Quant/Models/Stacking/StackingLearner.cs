using Ami.Quant.Validation;

namespace Ami.Quant.Models.Stacking;

/// <summary>
/// A meta-model over base models (Wolpert 1992): it learns from their out-of-fold predictions, so that it sees them as good as
/// they are on new samples and not as good as they look on their own; afterwards the base models are fitted again on everything.
/// </summary>
public sealed class StackingLearner : ILearner
{
    private readonly IReadOnlyList<ILearner> _bases;
    private readonly ILearner _meta;
    private readonly Func<Samples, IReadOnlyList<Fold>> _folds;

    /// <summary>Joins base learners, a meta learner and a way of splitting.</summary>
    /// <param name="bases">At least one; each adds its outputs as features of the meta-model.</param>
    /// <param name="meta">Learns the target from the base models' predictions; a penalised linear one is seldom beaten.</param>
    /// <param name="folds">
    /// Splits the training samples; purge and embargo where labels overlap. Samples in no test set (the first ones of a walk-forward)
    /// are left out of the meta-model's fit.
    /// </param>
    public StackingLearner(IReadOnlyList<ILearner> bases, ILearner meta, Func<Samples, IReadOnlyList<Fold>> folds)
    {
        ArgumentNullException.ThrowIfNull(bases);
        ArgumentNullException.ThrowIfNull(meta);
        ArgumentNullException.ThrowIfNull(folds);
        if (bases.Count == 0)
        {
            throw new ArgumentException("Stacking needs base learners.", nameof(bases));
        }

        _bases = bases;
        _meta = meta;
        _folds = folds;
    }

    /// <inheritdoc/>
    public string Name => $"stack of {string.Join(", ", _bases.Select(b => b.Name))}";

    IModel ILearner.Fit(Samples training, Samples? validation, CancellationToken cancellation) => Fit(training, validation, cancellation);

    /// <inheritdoc cref="ILearner.Fit"/>
    public StackedModel Fit(Samples training, Samples? validation = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        var folds = _folds(training);
        var models = new IModel[_bases.Count];
        var columns = new List<double[]>();
        for (var b = 0; b < models.Length; b++)
        {
            var predictions = OutOfFold.Predict(_bases[b], training, folds, cancellation);
            models[b] = _bases[b].Fit(training, validation, cancellation);
            columns.AddRange(Columns(predictions, models[b].Outputs));
        }

        var tested = Enumerable.Range(0, training.Rows).Where(i => !double.IsNaN(columns[0][i])).ToArray();
        if (tested.Length == 0)
        {
            throw new ArgumentException("The folds test no sample.", nameof(training));
        }

        var features = FeatureMatrix.FromColumns(MetaNames(columns.Count), [.. columns]);
        var weights = training.Weights;
        var meta = _meta.Fit(new Samples(features, training.Targets, weights).Select(tested), null, cancellation);
        return new StackedModel(models, meta);
    }

    internal static string[] MetaNames(int count) => [.. Enumerable.Range(0, count).Select(i => $"base{i}")];

    internal static IEnumerable<double[]> Columns(double[] predictions, int outputs)
    {
        for (var k = 0; k < outputs; k++)
        {
            var column = new double[predictions.Length / outputs];
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = predictions[i * outputs + k];
            }

            yield return column;
        }
    }
}
