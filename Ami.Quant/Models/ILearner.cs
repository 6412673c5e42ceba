namespace Ami.Quant.Models;

/// <summary>
/// An algorithm with its hyperparameters. Fitting is deterministic: the same samples, hyperparameters and seed give
/// bit-identical models on any number of threads.
/// </summary>
public interface ILearner
{
    /// <summary>Short name for reports, such as "boosted trees".</summary>
    string Name { get; }

    /// <summary>Fits a model.</summary>
    /// <param name="training">What to learn from.</param>
    /// <param name="validation">Later samples for early stopping; learners without early stopping ignore it.</param>
    /// <param name="cancellation">Stops the fit between rounds or epochs.</param>
    /// <exception cref="ArgumentException">There are no samples, or the targets do not suit the objective.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IModel Fit(Samples training, Samples? validation = null, CancellationToken cancellation = default);
}

/// <summary>A fitted model. Immutable, and safe to use from several threads at once.</summary>
public interface IModel
{
    /// <summary>Names of the features it was fitted on, in order.</summary>
    IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Numbers predicted per sample: 1 for regression and binary classification, K for K classes.</summary>
    int Outputs { get; }

    /// <summary>
    /// Predicts every row: the expected value (or quantile) for regression, the probability of label 1 for binary
    /// classification, the probability of each class for more classes.
    /// </summary>
    /// <param name="features">Columns as in <see cref="FeatureNames"/>.</param>
    /// <param name="predictions">Receives <c>Rows * Outputs</c> numbers; sample <c>i</c> starts at <c>i * Outputs</c>.</param>
    /// <exception cref="ArgumentException">The features or the length differ from what the model expects.</exception>
    void Predict(FeatureMatrix features, Span<double> predictions);

    /// <summary>The model as bytes, to be read by <see cref="ModelFormat.Load"/>: versioned and checksummed.</summary>
    byte[] Save();
}

/// <summary>Conveniences over <see cref="IModel"/>.</summary>
public static class ModelExtensions
{
    /// <summary>Predicts every row into a new array of <c>Rows * Outputs</c> numbers.</summary>
    public static double[] Predict(this IModel model, FeatureMatrix features)
    {
        var predictions = new double[features.Rows * model.Outputs];
        model.Predict(features, predictions);
        return predictions;
    }

    internal static void CheckPredict(this IModel model, FeatureMatrix features, Span<double> predictions)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (!ReferenceEquals(features.Names, model.FeatureNames) && !features.Names.SequenceEqual(model.FeatureNames))
        {
            throw new ArgumentException(
                $"The model was fitted on [{string.Join(", ", model.FeatureNames)}] but got [{string.Join(", ", features.Names)}].",
                nameof(features)
            );
        }

        if (predictions.Length != features.Rows * model.Outputs)
        {
            throw new ArgumentException(
                $"{features.Rows} rows with {model.Outputs} outputs need {features.Rows * model.Outputs} numbers, not {predictions.Length}.",
                nameof(predictions)
            );
        }
    }
}
