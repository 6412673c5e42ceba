using System.Runtime.CompilerServices;

namespace Ami.Quant.Indicators.Rolling;

/// <summary>
/// y ← y + α (x − y), started with the simple average of the first n values. α = 2/(n+1) is the exponential average,
/// α = 1/n Wilder's smoothing (J. W. Wilder, New Concepts in Technical Trading Systems, 1978), α = 2/n DecisionPoint's (StockCharts ChartSchool, "DecisionPoint
/// Price Momentum Oscillator").
/// </summary>
internal struct ExponentialAverage
{
    private readonly int _period;
    private readonly double _alpha;
    private int _count;

    private ExponentialAverage(int period, double alpha) => (_period, _alpha) = (period, alpha);

    /// <param name="period">n.</param>
    /// <param name="fromFirst">Whether it starts with the first value instead of the average of the first n.</param>
    public static ExponentialAverage Standard(int period, bool fromFirst = false) => new(fromFirst ? 1 : period, 2.0 / (period + 1));

    public static ExponentialAverage Wilder(int period) => new(period, 1.0 / period);

    public static ExponentialAverage DecisionPoint(int period) => new(period, 2.0 / period);

    /// <summary>α.</summary>
    public readonly double Alpha => _alpha;

    public readonly bool IsReady => _count >= _period;

    /// <summary>The average; before it is ready, the sum so far.</summary>
    public double Value { get; private set; }

    /// <summary>The average after one more value: the one place where it is defined, for bars and for columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Next(double alpha, double value, double average) => Math.FusedMultiplyAdd(alpha, value - average, average);

    /// <summary>Takes over the average that a column ended with; only once it is ready.</summary>
    public void Continue(double average) => Value = average;

    public bool Push(double value)
    {
        if (_count >= _period)
        {
            Value = Next(_alpha, value, Value);
            return true;
        }
        Value += value;
        if (++_count < _period)
        {
            return false;
        }

        Value /= _period;
        return true;
    }

    public void Clear() => (_count, Value) = (0, 0);
}
