namespace Ami.Quant.Models.Linear;

/// <summary>
/// Features shifted and scaled to mean 0 and standard deviation 1, so that one penalty suits all. A missing value becomes the
/// mean; a constant feature becomes 0.
/// </summary>
internal sealed class StandardisedFeatures
{
    private readonly double[] _means;
    private readonly double[] _scales;

    private StandardisedFeatures(double[] means, double[] scales)
    {
        _means = means;
        _scales = scales;
    }

    public static StandardisedFeatures Fit(Samples samples)
    {
        var means = new double[samples.Features.Columns];
        var scales = new double[means.Length];
        for (var f = 0; f < means.Length; f++)
        {
            (means[f], scales[f]) = Moments(samples, f);
        }

        return new StandardisedFeatures(means, scales);
    }

    /// <summary>Writes consecutive samples row-major, with a 1 for the intercept after the features.</summary>
    public void Fill(FeatureMatrix features, int start, int count, Span<double> target)
    {
        var width = _means.Length + 1;
        for (var f = 0; f < _means.Length; f++)
        {
            var column = features.Column(f).Slice(start, count);
            for (var i = 0; i < count; i++)
            {
                target[i * width + f] = double.IsNaN(column[i]) ? 0 : (column[i] - _means[f]) * _scales[f];
            }
        }

        for (var i = 0; i < count; i++)
        {
            target[i * width + width - 1] = 1;
        }
    }

    /// <summary>Coefficients in units of the original features, from those of the standardised ones; the intercept is last in both.</summary>
    public LinearPredictor Unscale(ReadOnlySpan<double> coefficients)
    {
        var unscaled = new double[_means.Length];
        var intercept = coefficients[^1];
        for (var f = 0; f < unscaled.Length; f++)
        {
            unscaled[f] = coefficients[f] * _scales[f];
            intercept -= unscaled[f] * _means[f];
        }

        return new LinearPredictor(unscaled, intercept, _means);
    }

    private static (double Mean, double Scale) Moments(Samples samples, int feature)
    {
        var column = samples.Features.Column(feature);
        double sum = 0,
            total = 0,
            rest = 0,
            largest = 0,
            squares = 0;
        for (var i = 0; i < column.Length; i++)
        {
            if (double.IsNaN(column[i]))
            {
                continue;
            }

            if (double.IsInfinity(column[i]))
            {
                throw new ArgumentException($"Feature \"{samples.Features.Names[feature]}\" is infinite in row {i}.", nameof(samples));
            }

            sum += samples.Weight(i) * column[i];
            total += samples.Weight(i);
            largest = Math.Max(largest, Math.Abs(column[i]));
        }

        var mean = total > 0 ? sum / total : 0;
        for (var i = 0; i < column.Length; i++)
        {
            rest += double.IsNaN(column[i]) ? 0 : samples.Weight(i) * (column[i] - mean);
        }

        mean += total > 0 ? rest / total : 0;
        for (var i = 0; i < column.Length; i++)
        {
            if (!double.IsNaN(column[i]))
            {
                squares += samples.Weight(i) * (column[i] - mean) * (column[i] - mean);
            }
        }

        return (mean, Variation.Vanishes(squares, total, largest) ? 0 : 1 / Math.Sqrt(squares / total));
    }
}
