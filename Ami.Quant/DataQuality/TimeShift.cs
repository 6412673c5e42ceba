using System.Runtime.InteropServices;
using Ami.Quant.Series;

namespace Ami.Quant.DataQuality;

/// <summary>By how much the stamps of a series must be moved so that it agrees best with a series of the same symbol that is trusted.</summary>
/// <param name="Bars">Bars of the suspect to add to its stamps; 0 when they are right. −1 when stamps are closing times.</param>
/// <param name="Correlation">Correlation of returns after the move.</param>
/// <param name="CorrelationUnmoved">Correlation of returns as stamped; NaN when too few bars are shared.</param>
/// <param name="SharedReturns">Returns compared after the move.</param>
public readonly record struct TimeShift(int Bars, double Correlation, double CorrelationUnmoved, int SharedReturns)
{
    private const int FewestReturns = 30;

    /// <summary>True when a move of the stamps explains the reference clearly better.</summary>
    public bool IsShifted => Bars != 0 && Correlation > 0.5 && !(CorrelationUnmoved > Correlation - 0.1);

    /// <summary>Compares returns at every move of up to <paramref name="most"/> bars.</summary>
    /// <param name="suspect">Series whose stamps are in doubt, in time order.</param>
    /// <param name="reference">Trusted series, of the same interval or a whole multiple of it.</param>
    /// <param name="most">Largest move tried, bars of the suspect.</param>
    /// <returns>The best move; 0 bars with correlation NaN when too few returns are shared at any move.</returns>
    /// <exception cref="ArgumentException">The reference's interval is not a multiple of the suspect's.</exception>
    public static TimeShift Find(CandleView suspect, CandleView reference, int most = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var best = new TimeShift(0, double.NaN, double.NaN, 0);
        var unmoved = double.NaN;
        var trusted = CloseByTime(reference);
        for (var bars = -most; bars <= most; bars++)
        {
            var (correlation, shared) = Compare(suspect, bars, reference, trusted);
            if (bars == 0)
            {
                unmoved = correlation;
            }

            if (shared >= FewestReturns && !(correlation <= best.Correlation))
            {
                best = new(bars, correlation, double.NaN, shared);
            }
        }
        return best with { CorrelationUnmoved = unmoved };
    }

    private static (double Correlation, int Shared) Compare(CandleView suspect, int bars, CandleView reference, Dictionary<long, double> trusted)
    {
        var moved = Moved(suspect, bars);
        var ratio = reference.Interval.Milliseconds / suspect.Interval.Milliseconds;
        var coarse = Resampling.Resample(moved, reference.Interval, minimumBars: (int)Math.Max(1, ratio));
        var step = reference.Interval.Milliseconds;
        var (xs, ys) = (new List<double>(), new List<double>());
        for (var i = 1; i < coarse.Count; i++)
        {
            var time = coarse.Time[i];
            if (coarse.Time[i - 1] != time - step || !trusted.TryGetValue(time, out var now) || !trusted.TryGetValue(time - step, out var before))
            {
                continue;
            }

            xs.Add(Math.Log(coarse.Close[i] / coarse.Close[i - 1]));
            ys.Add(Math.Log(now / before));
        }
        return (Correlate(xs, ys), xs.Count);
    }

    private static CandleSeries Moved(CandleView view, int bars)
    {
        // Stamps a moment before the grid (23:59:59.999) count as on it: the move is in whole bars.
        var interval = view.Interval.Milliseconds;
        var builder = new CandleBuilder(view.Interval, view.Count);
        for (var i = 0; i < view.Count; i++)
        {
            builder.Add(view[i] with { Time = view.Interval.Floor(view.Time[i] + interval / 2) + bars * interval });
        }

        return builder.ToSeries();
    }

    private static Dictionary<long, double> CloseByTime(CandleView view)
    {
        var closes = new Dictionary<long, double>(view.Count);
        for (var i = 0; i < view.Count; i++)
        {
            closes[view.Time[i]] = view.Close[i];
        }

        return closes;
    }

    private static double Correlate(List<double> xs, List<double> ys)
    {
        if (xs.Count < FewestReturns)
        {
            return double.NaN;
        }

        var (meanX, meanY) = (Variation.Mean(CollectionsMarshal.AsSpan(xs)), Variation.Mean(CollectionsMarshal.AsSpan(ys)));
        double xx = 0,
            yy = 0,
            xy = 0;
        for (var i = 0; i < xs.Count; i++)
        {
            xx += (xs[i] - meanX) * (xs[i] - meanX);
            yy += (ys[i] - meanY) * (ys[i] - meanY);
            xy += (xs[i] - meanX) * (ys[i] - meanY);
        }
        return Variation.Vanishes(xx, xs.Count, 1) || Variation.Vanishes(yy, ys.Count, 1) ? double.NaN : xy / Math.Sqrt(xx * yy);
    }
}
