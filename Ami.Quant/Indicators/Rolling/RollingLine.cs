using System.Numerics.Tensors;

namespace Ami.Quant.Indicators.Rolling;

/// <summary>Least-squares line through the last n values.</summary>
/// <remarks>N. R. Draper, H. Smith, Applied Regression Analysis, 3rd ed. (1998), eqs. 1.2.9 and 1.3.9.</remarks>
internal struct RollingLine
{
    private readonly double[] _weights;
    private readonly double _spread;
    private RollingMoments _moments;

    public RollingLine(int period)
    {
        _moments = new RollingMoments(period);
        _weights = new double[period];
        _spread = period * ((double)period * period - 1) / 12;
        for (var i = 0; i < period; i++)
        {
            _weights[i] = (i - 0.5 * (period - 1)) / _spread;
        }
    }

    /// <summary>Change per value; 0 when all are equal.</summary>
    public double Slope { get; private set; }

    /// <summary>The line at the newest value.</summary>
    public readonly double End => _moments.Mean + Slope * 0.5 * (_weights.Length - 1);

    /// <summary>Population variance of the values.</summary>
    public readonly double Variance => _moments.PopulationVariance;

    /// <summary>R², the share of the variance that the line explains, 0 to 1; NaN when all values are equal.</summary>
    public readonly double Explained => Math.Min(1, Slope * Slope * _spread / _moments.Squares);

    /// <summary>Population variance of the distances from the line.</summary>
    public readonly double VarianceFromLine
    {
        get
        {
            var values = _moments.Values;
            double squares = 0;
            for (var i = 0; i < values.Length; i++)
            {
                var distance = values[i] - _moments.Mean - Slope * (i - 0.5 * (values.Length - 1));
                squares += distance * distance;
            }

            return squares / values.Length;
        }
    }

    public bool Push(double value)
    {
        if (!_moments.Push(value))
        {
            return false;
        }

        Slope = _moments.Squares > 0 ? TensorPrimitives.Dot(_weights, _moments.Values) : 0;
        return true;
    }

    public void Clear() => _moments.Clear();
}
