namespace Ami.Quant.DataQuality;

/// <summary>
/// What is usual around a bar: robust deviation of logarithmic returns (1.4826 × median of absolute values), median range and
/// median volume. Taken per block of bars; a bar is judged by the largest of its block and the two beside it, so that the onset
/// of a storm is not called an error.
/// </summary>
internal sealed class LocalScale
{
    private const int Block = 128;
    private const double NormalConsistency = 1.4826;
    private readonly double[] _deviation,
        _range,
        _volume;

    private LocalScale(double[] deviation, double[] range, double[] volume) => (_deviation, _range, _volume) = (deviation, range, volume);

    public static LocalScale Of(Examination examination)
    {
        var n = examination.Order.Length;
        var blocks = Math.Max(1, (n + Block - 1) / Block);
        double[] deviation = new double[blocks],
            range = new double[blocks],
            volume = new double[blocks];
        double[] returns = new double[Block],
            ranges = new double[Block],
            volumes = new double[Block];
        for (var block = 0; block < blocks; block++)
        {
            // The last block reaches back so that it is as long as the others.
            var end = Math.Min(n, (block + 1) * Block);
            var start = Math.Max(0, end - Block);
            for (var i = start; i < end; i++)
            {
                var bar = examination.At(i);
                returns[i - start] = i == 0 ? 0 : Math.Abs(Math.Log(bar.Close / examination.At(i - 1).Close));
                ranges[i - start] = Math.Log(bar.High / bar.Low);
                volumes[i - start] = bar.Volume;
            }
            deviation[block] = NormalConsistency * Median(returns.AsSpan(0, end - start));
            range[block] = Median(ranges.AsSpan(0, end - start));
            volume[block] = Median(volumes.AsSpan(0, end - start));
        }
        return new(deviation, range, volume);
    }

    /// <summary>Robust standard deviation of logarithmic returns around a position.</summary>
    public double Deviation(int position) => Around(_deviation, position);

    /// <summary>Median of ln(high/low) around a position.</summary>
    public double Range(int position) => Around(_range, position);

    /// <summary>Median volume of the position's own block.</summary>
    public double Volume(int position) => _volume[position / Block];

    private static double Around(double[] blocks, int position)
    {
        var block = position / Block;
        return Math.Max(blocks[block], Math.Max(blocks[Math.Max(0, block - 1)], blocks[Math.Min(blocks.Length - 1, block + 1)]));
    }

    /// <summary>Median; sorts the values. 0 without any.</summary>
    internal static double Median(Span<double> values)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        values.Sort();
        return 0.5 * (values[(values.Length - 1) / 2] + values[values.Length / 2]);
    }
}
