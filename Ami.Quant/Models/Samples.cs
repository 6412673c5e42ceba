namespace Ami.Quant.Models;

/// <summary>Features with what is to be predicted: the input of every <see cref="ILearner"/>.</summary>
public sealed class Samples
{
    /// <summary>Joins features, targets and weights.</summary>
    /// <param name="features">One row per sample.</param>
    /// <param name="targets">
    /// One per row and finite: the value for regression, 0 or 1 for a binary label, 0, 1, … K-1 for K classes.
    /// </param>
    /// <param name="weights">One per row, finite and not negative; empty means that every sample weighs 1.</param>
    /// <exception cref="ArgumentException">A length differs, a target is not finite or a weight is negative.</exception>
    public Samples(FeatureMatrix features, ReadOnlyMemory<double> targets, ReadOnlyMemory<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (targets.Length != features.Rows)
        {
            throw new ArgumentException($"{targets.Length} targets for {features.Rows} rows.", nameof(targets));
        }

        if (!weights.IsEmpty && weights.Length != features.Rows)
        {
            throw new ArgumentException($"{weights.Length} weights for {features.Rows} rows.", nameof(weights));
        }

        foreach (var y in targets.Span)
        {
            if (!double.IsFinite(y))
            {
                throw new ArgumentException("A target is not a finite number.", nameof(targets));
            }
        }

        foreach (var w in weights.Span)
        {
            if (!(w >= 0) || double.IsInfinity(w))
            {
                throw new ArgumentException("A weight is negative or not finite.", nameof(weights));
            }
        }

        Features = features;
        Targets = targets;
        Weights = weights;
    }

    /// <summary>One row per sample.</summary>
    public FeatureMatrix Features { get; }

    /// <summary>What is to be predicted, one per row.</summary>
    public ReadOnlyMemory<double> Targets { get; }

    /// <summary>Sample weights, one per row, or empty when every sample weighs 1.</summary>
    public ReadOnlyMemory<double> Weights { get; }

    /// <summary>Number of samples.</summary>
    public int Rows => Features.Rows;

    /// <summary>The weight of one sample.</summary>
    public double Weight(int row) => Weights.IsEmpty ? 1 : Weights.Span[row];

    /// <summary>A new array with the weight of every sample.</summary>
    public double[] WeightsOrOnes()
    {
        if (!Weights.IsEmpty)
        {
            return Weights.ToArray();
        }

        var ones = new double[Rows];
        Array.Fill(ones, 1);
        return ones;
    }

    /// <summary>Copies the given samples, in the given order.</summary>
    public Samples Select(ReadOnlySpan<int> rows)
    {
        var targets = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            targets[i] = Targets.Span[rows[i]];
        }

        var weights = Weights.IsEmpty ? [] : new double[rows.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Weights.Span[rows[i]];
        }

        return new Samples(Features.SelectRows(rows), targets, weights);
    }

    /// <summary>A view of consecutive samples, without copying.</summary>
    public Samples Slice(int start, int count) =>
        new(Features.Slice(start, count), Targets.Slice(start, count), Weights.IsEmpty ? Weights : Weights.Slice(start, count));
}
