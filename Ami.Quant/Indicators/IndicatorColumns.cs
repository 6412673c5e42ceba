namespace Ami.Quant.Indicators;

/// <summary>Outputs of an indicator over a view: one column per output, one value per bar, NaN where there is none.</summary>
public sealed class IndicatorColumns
{
    private readonly double[] _values;

    internal IndicatorColumns(double[] values, int outputCount, int count) => (_values, OutputCount, Count) = (values, outputCount, count);

    /// <summary>Number of columns.</summary>
    public int OutputCount { get; }

    /// <summary>Values per column, as many as bars.</summary>
    public int Count { get; }

    /// <summary>A column.</summary>
    /// <param name="output">Index of the output, in the order of <see cref="IndicatorSpec.Outputs"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public ReadOnlySpan<double> this[int output]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(output);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(output, OutputCount);
            return _values.AsSpan(output * Count, Count);
        }
    }
}
