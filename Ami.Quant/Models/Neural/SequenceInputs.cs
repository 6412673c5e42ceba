namespace Ami.Quant.Models.Neural;

/// <summary>Standardised features by row, from which windows of consecutive rows are cut.</summary>
/// <param name="values">Row-major, rows × features.</param>
/// <param name="features">Numbers per row.</param>
internal sealed class SequenceInputs(float[] values, int features)
{
    /// <summary>Copies the windows that end at the given rows; windows that are wanting to fill the tensor become 0.</summary>
    public void CopyWindows(ReadOnlySpan<int> ends, SequenceArchitecture architecture, Tensor target)
    {
        var samples = target.Rows / architecture.Window;
        if (ends.Length < samples)
        {
            target.Values.Clear();
        }

        for (var s = 0; s < ends.Length; s++)
        {
            for (var t = 0; t < architecture.Window; t++)
            {
                var row = ends[s] - architecture.Window + 1 + t;
                values.AsSpan(row * features, features).CopyTo(target.Values[(architecture.InputRow(s, t, samples) * features)..]);
            }
        }
    }
}

/// <summary>Shift and scale of each feature to mean 0 and deviation 1 over the training samples; a missing value becomes the mean.</summary>
internal sealed record FeatureScaling(double[] Means, double[] Scales)
{
    public static FeatureScaling Fit(Samples samples)
    {
        var features = samples.Features;
        var means = new double[features.Columns];
        var scales = new double[features.Columns];
        for (var f = 0; f < means.Length; f++)
        {
            (means[f], scales[f]) = Moments(features.Column(f), samples);
        }

        return new FeatureScaling(means, scales);
    }

    /// <exception cref="ArgumentException">A feature is infinite.</exception>
    public SequenceInputs Apply(FeatureMatrix features)
    {
        var values = new float[features.Rows * features.Columns];
        for (var f = 0; f < features.Columns; f++)
        {
            var column = features.Column(f);
            for (var i = 0; i < column.Length; i++)
            {
                if (double.IsInfinity(column[i]))
                {
                    throw new ArgumentException($"Feature \"{features.Names[f]}\" is infinite in row {i}.", nameof(features));
                }

                values[i * features.Columns + f] = double.IsNaN(column[i]) ? 0 : (float)((column[i] - Means[f]) * Scales[f]);
            }
        }

        return new SequenceInputs(values, features.Columns);
    }

    /// <summary>Mean and inverse deviation; 0 instead of the latter where the values do not differ.</summary>
    internal static (double Mean, double Scale) Moments(ReadOnlySpan<double> values, Samples samples)
    {
        double sum = 0,
            weight = 0,
            squares = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                continue;
            }

            sum += samples.Weight(i) * values[i];
            weight += samples.Weight(i);
        }

        var mean = weight > 0 ? sum / weight : 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                squares += samples.Weight(i) * (values[i] - mean) * (values[i] - mean);
            }
        }

        var deviation = weight > 0 ? Math.Sqrt(squares / weight) : 0;
        return (mean, deviation > 1e-12 * Math.Abs(mean) ? 1 / deviation : 0);
    }
}
