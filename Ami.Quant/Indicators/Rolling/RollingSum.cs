using System.Numerics.Tensors;

namespace Ami.Quant.Indicators.Rolling;

/// <summary>
/// Sum of the last n values in constant time. Rounding cannot build up: the sum is taken anew each time the window has been
/// replaced, and is exactly 0 when the window holds nothing but zeros.
/// </summary>
internal struct RollingSum(int period)
{
    private Window window = new(period);
    private double sum;
    private readonly int length = period;
    private int untilRefresh = period;
    private int nonZero;

    public readonly double Sum => nonZero == 0 ? 0 : sum;

    public readonly double Mean => Sum / length;

    public readonly ReadOnlySpan<double> Values => window.Values;

    public bool Push(double value)
    {
        if (window.IsFull)
        {
            var leaving = window.Oldest;
            sum -= leaving;
            if (leaving != 0)
                nonZero--;
        }
        sum += value;
        if (value != 0)
            nonZero++;
        window.Push(value);
        if (--untilRefresh == 0)
        {
            untilRefresh = length;
            sum = TensorPrimitives.Sum(window.Values);
        }
        return window.IsFull;
    }

    public void Clear()
    {
        window.Clear();
        (sum, untilRefresh, nonZero) = (0, length, 0);
    }
}
