namespace Ami.Quant.Performance;

/// <summary>A fall of value from a peak.</summary>
/// <param name="Depth">1 − trough/peak, above 0.</param>
/// <param name="Peak">Index of the peak: the last value as high before the fall.</param>
/// <param name="Trough">Index of the lowest value.</param>
/// <param name="Recovery">Index of the first value not below the peak again; null while it is still under water.</param>
public sealed record Drawdown(double Depth, int Peak, int Trough, int? Recovery)
{
    /// <summary>When the fall began.</summary>
    /// <param name="time">Unix milliseconds of the values.</param>
    public DateTimeOffset PeakAt(ReadOnlySpan<long> time) => DateTimeOffset.FromUnixTimeMilliseconds(time[Peak]);

    /// <summary>When the value was lowest.</summary>
    /// <param name="time">Unix milliseconds of the values.</param>
    public DateTimeOffset TroughAt(ReadOnlySpan<long> time) => DateTimeOffset.FromUnixTimeMilliseconds(time[Trough]);

    /// <summary>When the peak was reached again, or null.</summary>
    /// <param name="time">Unix milliseconds of the values.</param>
    public DateTimeOffset? RecoveryAt(ReadOnlySpan<long> time) => Recovery is { } index ? DateTimeOffset.FromUnixTimeMilliseconds(time[index]) : null;

    /// <summary>Time from the peak to recovery, or to the last value while under water.</summary>
    /// <param name="time">Unix milliseconds of the values.</param>
    public TimeSpan Duration(ReadOnlySpan<long> time) => TimeSpan.FromMilliseconds(time[Recovery ?? time.Length - 1] - time[Peak]);
}

/// <summary>Drawdowns of a sequence of values such as equity or wealth.</summary>
/// <remarks>M. Magdon-Ismail, A. F. Atiya, "Maximum drawdown", Risk 17:10 (2004).</remarks>
public static class Drawdowns
{
    /// <summary>The deepest drawdown; null when no value lies below an earlier one. Of equal depths the first.</summary>
    /// <param name="values">Positive values in time order.</param>
    public static Drawdown? Maximum(ReadOnlySpan<double> values)
    {
        Drawdown? deepest = null;
        foreach (var drawdown in All(values))
        {
            if (deepest is null || drawdown.Depth > deepest.Depth)
            {
                deepest = drawdown;
            }
        }

        return deepest;
    }

    /// <summary>Every drawdown, in time order. They do not overlap.</summary>
    /// <param name="values">Positive values in time order.</param>
    public static IReadOnlyList<Drawdown> All(ReadOnlySpan<double> values)
    {
        var found = new List<Drawdown>();
        int peak = 0,
            trough = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] < values[peak])
            {
                if (trough == peak || values[i] < values[trough])
                {
                    trough = i;
                }

                continue;
            }
            if (trough != peak)
            {
                found.Add(new(1 - values[trough] / values[peak], peak, trough, i));
            }

            peak = trough = i;
        }
        if (trough != peak)
        {
            found.Add(new(1 - values[trough] / values[peak], peak, trough, null));
        }

        return found;
    }

    /// <summary>Drawdown at each value: 1 − value / highest value so far, 0 at a peak.</summary>
    /// <param name="values">Positive values in time order.</param>
    public static double[] Curve(ReadOnlySpan<double> values)
    {
        var curve = new double[values.Length];
        var highest = double.NegativeInfinity;
        for (var i = 0; i < values.Length; i++)
        {
            highest = Math.Max(highest, values[i]);
            curve[i] = 1 - values[i] / highest;
        }
        return curve;
    }
}
