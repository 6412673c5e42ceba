using Ami.Quant.Models;
using Ami.Quant.Models.Calibration;
using Ami.Quant.Models.Hmm;

namespace Ami.Benchmarks.Research;

/// <summary>All that was fitted before one test block, and the block's rows. Nothing in it has seen the block.</summary>
internal sealed class FoldModels
{
    private static readonly string[] Observed = ["return.24", "volatility.24"];

    /// <summary>First row of the test block.</summary>
    public required int From { get; init; }

    /// <summary>Row after the test block.</summary>
    public required int To { get; init; }

    /// <summary>Rows that the base models, the stack and the calibrators were fitted on with weight; those of a stage that was not reached are empty.</summary>
    public required int[] LearntFrom { get; init; }

    public int[] StackedFrom { get; set; } = [];

    public int[] CalibratedFrom { get; set; } = [];

    public required GaussianHmmModel Regimes { get; init; }

    public required IReadOnlyList<IModel> Bases { get; init; }

    /// <summary>Null in the first blocks, before there are predictions to learn from.</summary>
    public IModel? Stack { get; set; }

    /// <summary>One per base model and the stack's at the end; empty in the first blocks.</summary>
    public IReadOnlyList<PlattCalibrator> Calibrators { get; set; } = [];

    /// <summary>Mean result in R of the training samples that did not reach their target.</summary>
    public required double OtherR { get; init; }

    public static GaussianHmmModel FitRegimes(FeatureMatrix features, ulong seed) =>
        GaussianHmm.Fit(
            Select(features),
            new GaussianHmmOptions
            {
                States = 3,
                Starts = 1,
                MaxIterations = 40,
                Tolerance = 1e-5,
                Seed = seed,
            }
        );

    /// <summary>Adds the filtered probabilities of the two restless regimes as features; the filter is causal.</summary>
    public static FeatureMatrix WithRegimes(FeatureMatrix features, GaussianHmmModel model)
    {
        var filtered = model.Filter(Select(features));
        for (var state = 1; state < model.States; state++)
        {
            var column = new double[features.Rows];
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = filtered[i * model.States + state];
            }

            features = features.Append($"regime.{state}", column);
        }

        return features;
    }

    /// <summary>Raw probabilities of the base models for the rows of the block that the features hold.</summary>
    /// <param name="features">Features of all rows so far, without regimes.</param>
    /// <param name="context">Rows before the block that sequence models need.</param>
    public double[][] PredictBases(FeatureMatrix features, int context)
    {
        var to = Math.Min(To, features.Rows);
        var first = Math.Max(0, From - context);
        var view = WithRegimes(features.Slice(0, to), Regimes).Slice(first, to - first);
        return [.. Bases.Select(model => model.Predict(view)[(From - first)..].Select(p => Math.Clamp(p, 0.001, 0.999)).ToArray())];
    }

    /// <summary>Log-odds of the base models as the stack's features.</summary>
    public static FeatureMatrix StackFeatures(IReadOnlyList<string> names, IReadOnlyList<double[]> probabilities) =>
        FeatureMatrix.FromColumns(names, [.. probabilities.Select(column => column.Select(p => Math.Log(p / (1 - p))).ToArray())]);

    private static FeatureMatrix Select(FeatureMatrix features)
    {
        // Returns and volatilities are brought to one scale, because the order of the states sums their variances.
        var columns = Observed.Select(name =>
            features.IndexOf(name) is >= 0 and var j
                ? features.Column(j).ToArray().Select(v => 100 * v * (name[0] == 'v' ? Math.Sqrt(24) : 1)).ToArray()
                : throw new InvalidOperationException($"The features lack {name}, by which regimes are told apart.")
        );
        return FeatureMatrix.FromColumns(Observed, [.. columns]);
    }
}
