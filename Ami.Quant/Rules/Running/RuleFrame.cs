using System.Numerics;
using Ami.Quant.Series;

namespace Ami.Quant.Rules;

/// <summary>The bars of one interval that a block brings, as columns.</summary>
internal class RuleFrame(int room)
{
    public readonly long[] Time = new long[room];
    public readonly double[] Open = new double[room];
    public readonly double[] High = new double[room];
    public readonly double[] Low = new double[room];
    public readonly double[] Close = new double[room];
    public readonly double[] Volume = new double[room];

    /// <summary>Bars in the block.</summary>
    public int Count { get; set; }

    public Bar this[int i] => new(Time[i], Open[i], High[i], Low[i], Close[i], Volume[i]);

    /// <summary>Takes all bars at once; false when some are missing, and nothing of the block counts then.</summary>
    public bool TryFill(CandleView bars)
    {
        Count = bars.Count;
        if (!(IsFinite(bars.Open) && IsFinite(bars.High) && IsFinite(bars.Low) && IsFinite(bars.Close) && IsFinite(bars.Volume)))
        {
            return false;
        }

        bars.Time.CopyTo(Time);
        bars.Open.CopyTo(Open);
        bars.High.CopyTo(High);
        bars.Low.CopyTo(Low);
        bars.Close.CopyTo(Close);
        bars.Volume.CopyTo(Volume);
        return true;
    }

    private static bool IsFinite(ReadOnlySpan<double> values)
    {
        // x − x is 0 for every finite x and NaN otherwise.
        var differences = Vector<double>.Zero;
        var i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var part = new Vector<double>(values[i..]);
            differences += part - part;
        }

        var rest = Vector.Sum(differences);
        for (; i < values.Length; i++)
        {
            rest += values[i] - values[i];
        }

        return rest == 0;
    }

    public void Add(in Bar bar)
    {
        var i = Count++;
        (Time[i], Open[i], High[i], Low[i], Close[i], Volume[i]) = (bar.Time, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
    }
}

/// <summary>
/// Bars of a longer interval, put together from those of the rule's own. A bar counts from the close of the last bar inside it on, or from
/// the first bar after it when that one is missing; until then nothing of it can be seen. A first bar of which the beginning is missing is left out.
/// </summary>
internal sealed class IntervalFrame(BarInterval interval, BarInterval own, int room) : RuleFrame(room)
{
    // The first Monday after 1970-01-01, a Thursday.
    private static readonly long Monday = 4 * BarInterval.OneDay.Milliseconds;

    private Bar _forming;
    private bool _isOpen;
    private bool _hasBegun;
    private long _leftOut = long.MinValue;

    /// <summary>Per bar of the rule's own interval, the bars of this block that are complete at its close.</summary>
    public readonly int[] CompletedAfter = new int[room];

    public void Take(RuleFrame source)
    {
        Count = 0;
        for (var i = 0; i < source.Count; i++)
        {
            Take(source[i]);
            CompletedAfter[i] = Count;
        }
    }

    public void Reset() => (_isOpen, _hasBegun, _leftOut) = (false, false, long.MinValue);

    private void Take(in Bar bar)
    {
        var opens = interval.Floor(bar.Time, interval.Milliseconds % BarInterval.OneWeek.Milliseconds == 0 ? Monday : 0);
        if (!_hasBegun && opens != bar.Time)
        {
            _leftOut = opens;
        }

        _hasBegun = true;
        if (opens == _leftOut)
        {
            return;
        }

        if (_isOpen && opens != _forming.Time)
        {
            Complete();
        }

        _forming = !_isOpen
            ? bar with
            {
                Time = opens,
            }
            : _forming with
            {
                High = Math.Max(_forming.High, bar.High),
                Low = Math.Min(_forming.Low, bar.Low),
                Close = bar.Close,
                Volume = _forming.Volume + bar.Volume,
            };
        _isOpen = true;
        if (bar.Time + own.Milliseconds >= opens + interval.Milliseconds)
        {
            Complete();
        }
    }

    private void Complete()
    {
        Add(_forming);
        _isOpen = false;
    }
}
