using Ami.Quant.Validation;

namespace Ami.Quant.Models.Stacking;

/// <summary>Predictions for samples by models that did not see them.</summary>
public static class OutOfFold
{
    /// <summary>
    /// Fits the learner on each fold's training set and predicts its test set. A sample tested in several folds gets the mean of its
    /// predictions; one tested in none gets <see cref="double.NaN"/>.
    /// </summary>
    /// <param name="learner">What to fit.</param>
    /// <param name="samples">All samples; folds are numbers of its rows.</param>
    /// <param name="folds">Purged and embargoed where labels overlap.</param>
    /// <param name="cancellation">Stops between folds.</param>
    /// <returns>Row-major <c>Rows * outputs</c> numbers.</returns>
    public static double[] Predict(ILearner learner, Samples samples, IReadOnlyList<Fold> folds, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(folds);
        if (folds.Count == 0)
        {
            throw new ArgumentException("There are no folds.", nameof(folds));
        }

        double[]? sums = null;
        var counts = new int[samples.Rows];
        var outputs = 0;
        foreach (var fold in folds)
        {
            cancellation.ThrowIfCancellationRequested();
            var model = learner.Fit(samples.Select(fold.Train), null, cancellation);
            outputs = model.Outputs;
            sums ??= new double[samples.Rows * outputs];
            var predictions = model.Predict(samples.Features.SelectRows(fold.Test));
            for (var i = 0; i < fold.Test.Length; i++)
            {
                counts[fold.Test[i]]++;
                for (var k = 0; k < outputs; k++)
                {
                    sums[fold.Test[i] * outputs + k] += predictions[i * outputs + k];
                }
            }
        }

        // A fold was fitted, so there are sums; 0 / 0 is the NaN of a sample never tested.
        var means = sums ?? [];
        for (var i = 0; i < means.Length; i++)
        {
            means[i] /= counts[i / outputs];
        }

        return means;
    }
}
