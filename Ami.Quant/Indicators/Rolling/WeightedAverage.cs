using System.Numerics.Tensors;

namespace Ami.Quant.Indicators.Rolling;

/// <summary>Linearly weighted average of the last n values, weights 1 (oldest) to n (newest), in constant time.</summary>
internal struct WeightedAverage(int period)
{
    private readonly double[] weights = Weights(period);
    private Window window = new(period);
    private double sum, weighted;
    private readonly int length = period;
    private int untilRefresh = period;

    public readonly double Value => weighted / (0.5 * length * (length + 1.0));

    public bool Push(double value)
    {
        if (window.IsFull)
        {
            weighted += length * value - sum;
            sum += value - window.Oldest;
            window.Push(value);
        }
        else
        {
            window.Push(value);
            weighted += window.Count * value;
            sum += value;
        }
        if (--untilRefresh == 0)
        {
            untilRefresh = length;
            sum = TensorPrimitives.Sum(window.Values);
            weighted = TensorPrimitives.Dot(weights, window.Values);
        }
        return window.IsFull;
    }

    public void Clear()
    {
        window.Clear();
        (sum, weighted, untilRefresh) = (0, 0, length);
    }

    private static double[] Weights(int period)
    {
        var weights = new double[period];
        for (var i = 0; i < period; i++)
            weights[i] = i + 1;
        return weights;
    }
}
