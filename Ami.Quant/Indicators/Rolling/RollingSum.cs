using System.Numerics.Tensors;

namespace Ami.Quant.Indicators.Rolling;

/// <summary>
/// Sum of the last n values in constant time. Rounding cannot build up: the sum is taken anew each time the window has been
/// replaced, and is exactly 0 when the window holds nothing but zeros.
/// </summary>
internal struct RollingSum(int period)
{
    private Window _window = new(period);
    private double _sum;
    private readonly int _length = period;
    private int _untilRefresh = period;
    private int _nonZero;

    public readonly double Sum => _nonZero == 0 ? 0 : _sum;

    public readonly double Mean => Sum / _length;

    public readonly ReadOnlySpan<double> Values => _window.Values;

    public bool Push(double value)
    {
        if (_window.IsFull)
        {
            var leaving = _window.Oldest;
            _sum -= leaving;
            if (leaving != 0)
            {
                _nonZero--;
            }
        }
        _sum += value;
        if (value != 0)
        {
            _nonZero++;
        }

        _window.Push(value);
        if (--_untilRefresh == 0)
        {
            _untilRefresh = _length;
            _sum = TensorPrimitives.Sum(_window.Values);
        }
        return _window.IsFull;
    }

    public void Clear()
    {
        _window.Clear();
        (_sum, _untilRefresh, _nonZero) = (0, _length, 0);
    }
}
