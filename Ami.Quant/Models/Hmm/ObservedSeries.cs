namespace Ami.Quant.Models.Hmm;

/// <summary>Observations row by row, and which rows are complete.</summary>
internal sealed class ObservedSeries
{
    private readonly double[] _values;
    private readonly bool[] _complete;

    public ObservedSeries(FeatureMatrix observations)
    {
        if (observations.Columns == 0)
        {
            throw new ArgumentException("There are no features to observe.", nameof(observations));
        }

        Names = [.. observations.Names];
        Rows = observations.Rows;
        Dimensions = observations.Columns;
        _values = new double[Rows * Dimensions];
        _complete = new bool[Rows];
        for (var t = 0; t < Rows; t++)
        {
            observations.CopyRow(t, _values.AsSpan(t * Dimensions));
            _complete[t] = true;
            foreach (var value in Row(t))
            {
                _complete[t] &= double.IsFinite(value);
            }
        }

        CompleteRows = [.. Enumerable.Range(0, Rows).Where(t => _complete[t])];
    }

    public string[] Names { get; }

    public int Rows { get; }

    public int Dimensions { get; }

    /// <summary>Rows without a missing or infinite value, ascending.</summary>
    public int[] CompleteRows { get; }

    /// <summary>Variance of each feature over complete rows.</summary>
    public double[] Variances => _variances ??= MeasureVariances();

    private double[]? _variances;

    public ReadOnlySpan<double> Row(int t) => _values.AsSpan(t * Dimensions, Dimensions);

    public bool IsComplete(int t) => _complete[t];

    private double[] MeasureVariances()
    {
        var variances = new double[Dimensions];
        for (var d = 0; d < Dimensions; d++)
        {
            var values = Array.ConvertAll(CompleteRows, t => Row(t)[d]);
            var mean = Variation.Mean(values);
            variances[d] = values.Average(x => (x - mean) * (x - mean));
            if (Variation.Vanishes(variances[d], 1, values.Max(Math.Abs)))
            {
                throw new ArgumentException($"Feature \"{Names[d]}\" does not vary.");
            }
        }

        return variances;
    }
}
