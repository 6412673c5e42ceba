using System.Numerics;
using System.Runtime.InteropServices;

namespace Ami.Quant.Series;

/// <summary>The six arrays behind a series and all views of it (struct of arrays), never written after construction.</summary>
internal sealed record CandleColumns(BarInterval Interval, long[] Time, double[] Open, double[] High, double[] Low, double[] Close, double[] Volume)
{
    private int _isFinite;

    /// <summary>Whether no bar is missing; asked once, as the arrays are never written.</summary>
    public bool IsFinite
    {
        get
        {
            if (_isFinite == 0)
            {
                _isFinite = AreFinite(Open) && AreFinite(High) && AreFinite(Low) && AreFinite(Close) && AreFinite(Volume) ? 1 : -1;
            }

            return _isFinite > 0;
        }
    }

    /// <summary>Whether all values are finite: 0·x is 0 for those and NaN for all others.</summary>
    public static bool AreFinite(ReadOnlySpan<double> values)
    {
        var lanes = Vector<double>.Zero;
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        foreach (ref readonly var vector in vectors)
        {
            lanes += vector * Vector<double>.Zero;
        }

        var sum = Vector.Sum(lanes);
        for (var i = vectors.Length * Vector<double>.Count; i < values.Length; i++)
        {
            sum += 0 * values[i];
        }

        return sum == 0;
    }

    public Bar BarAt(int i) => new(Time[i], Open[i], High[i], Low[i], Close[i], Volume[i]);
}
