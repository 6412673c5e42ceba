using System.Numerics.Tensors;

namespace Ami.Quant.Indicators.Rolling;

/// <summary>Linearly weighted average of the last n values, weights 1 (oldest) to n (newest), in constant time.</summary>
internal struct WeightedAverage(int period)
{
    private readonly double[] _weights = Weights(period);
    private Window _window = new(period);
    private double _sum,
        _weighted;
    private readonly int _length = period;
    private int _untilRefresh = period;

    public readonly double Value => _weighted / (0.5 * _length * (_length + 1.0));

    public bool Push(double value)
    {
        if (_window.IsFull)
        {
            _weighted += _length * value - _sum;
            _sum += value - _window.Oldest;
            _window.Push(value);
        }
        else
        {
            _window.Push(value);
            _weighted += _window.Count * value;
            _sum += value;
        }
        if (--_untilRefresh == 0)
        {
            _untilRefresh = _length;
            _sum = TensorPrimitives.Sum(_window.Values);
            _weighted = TensorPrimitives.Dot(_weights, _window.Values);
        }
        return _window.IsFull;
    }

    public void Clear()
    {
        _window.Clear();
        (_sum, _weighted, _untilRefresh) = (0, 0, _length);
    }

    private static double[] Weights(int period)
    {
        var weights = new double[period];
        for (var i = 0; i < period; i++)
        {
            weights[i] = i + 1;
        }

        return weights;
    }
}
