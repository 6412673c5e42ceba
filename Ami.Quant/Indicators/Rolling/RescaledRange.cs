namespace Ami.Quant.Indicators.Rolling;

/// <summary>
/// Hurst exponent of a window by rescaled range: for block lengths m = 8, 16, … the mean of R/S over the blocks is set against
/// its expectation for independent values; H is one half plus the slope of log(R/S) − log E(R/S) over log m.
/// </summary>
/// <remarks>
/// H. E. Hurst, Trans. ASCE 116 (1951); A. A. Anis, E. H. Lloyd, Biometrika 63 (1976), with the factor (m − ½)/m of E. E. Peters,
/// Fractal Market Analysis (1994), eq. 5.6.
/// </remarks>
internal sealed class RescaledRange
{
    private const int ShortestBlock = 8;
    private readonly int[] _lengths;
    private readonly double[] _logLengths,
        _logExpected;

    public RescaledRange(int window)
    {
        var lengthList = new List<int>();
        for (var length = ShortestBlock; length <= window / 2; length *= 2)
        {
            lengthList.Add(length);
        }

        _lengths = [.. lengthList];
        _logLengths = Array.ConvertAll(_lengths, length => Math.Log(length));
        _logExpected = Array.ConvertAll(_lengths, length => Math.Log(Expected(length)));
    }

    /// <summary>H, or NaN when some block length has no block that varies.</summary>
    public double Estimate(ReadOnlySpan<double> values)
    {
        double sumX = 0,
            sumY = 0,
            sumXx = 0,
            sumXy = 0;
        for (var i = 0; i < _lengths.Length; i++)
        {
            var y = Math.Log(MeanRatio(values, _lengths[i])) - _logExpected[i];
            var x = _logLengths[i];
            sumX += x;
            sumY += y;
            sumXx += x * x;
            sumXy += x * y;
        }
        var n = _lengths.Length;
        return 0.5 + (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
    }

    /// <summary>E(R/S) of m independent normal values.</summary>
    internal static double Expected(int length)
    {
        // Γ((m−1)/2) / Γ(m/2) by its recurrence in steps of two from m = 2 or 3.
        var gammaRatio = length % 2 == 0 ? Math.Sqrt(Math.PI) : 2 / Math.Sqrt(Math.PI);
        for (var m = length % 2 == 0 ? 4 : 5; m <= length; m += 2)
        {
            gammaRatio *= (m - 3.0) / (m - 2.0);
        }

        double sum = 0;
        for (var i = 1; i < length; i++)
        {
            sum += Math.Sqrt((length - i) / (double)i);
        }

        return (length - 0.5) / length * gammaRatio / Math.Sqrt(Math.PI) * sum;
    }

    private static double MeanRatio(ReadOnlySpan<double> values, int length)
    {
        double total = 0;
        var used = 0;
        // The blocks end with the newest value, so that what is left over is the oldest.
        for (var end = values.Length; end >= length; end -= length)
        {
            var ratio = Ratio(values.Slice(end - length, length));
            if (!double.IsFinite(ratio))
            {
                continue;
            }

            total += ratio;
            used++;
        }
        return used == 0 ? double.NaN : total / used;
    }

    private static double Ratio(ReadOnlySpan<double> block)
    {
        var mean = Variation.Mean(block);
        double cumulative = 0,
            highest = 0,
            lowest = 0,
            squares = 0;
        foreach (var x in block)
        {
            var deviation = x - mean;
            cumulative += deviation;
            squares += deviation * deviation;
            highest = Math.Max(highest, cumulative);
            lowest = Math.Min(lowest, cumulative);
        }
        return Variation.Vanishes(squares, block.Length, Variation.ScaleOfReturns(block)) ? double.NaN : (highest - lowest) / Math.Sqrt(squares / block.Length);
    }
}
