using System.Numerics.Tensors;

namespace Ami.Quant.Indicators.Rolling;

/// <summary>
/// Mean and sum of squared deviations of the last n values in constant time: Welford's update with the leaving value taken out
/// (B. P. Welford, Technometrics 4, 1962), taken anew over the whole window each time the window has been replaced, or when
/// so much of the squares has left that what remains is their rounding.
/// </summary>
/// <param name="period">n, values.</param>
/// <param name="leastScale">Least scale of <see cref="Variation"/>: 1 for returns and logarithms, 0 for prices.</param>
internal struct RollingMoments(int period, double leastScale = 0)
{
    /// <summary>Of squares that have fallen to this share, fewer than ten digits are left.</summary>
    private const double LostTo = 1e-6;

    private Window _window = new(period);
    private double _mean,
        _squares,
        _most,
        _last;
    private readonly int _length = period;
    private int _untilRefresh = period;
    private int _run;

    public readonly double Mean => _mean;

    public readonly ReadOnlySpan<double> Values => _window.Values;

    /// <summary>Σ(x − mean)²; exactly 0 when all values are equal but for rounding.</summary>
    public readonly double Squares =>
        _run >= _window.Count || Variation.Vanishes(_squares, _window.Count, Math.Max(leastScale, Math.Abs(_mean))) ? 0 : _squares;

    public readonly double PopulationVariance => Squares / _window.Count;

    public readonly double PopulationDeviation => Math.Sqrt(PopulationVariance);

    public bool Push(double value)
    {
        _run = _run > 0 && value == _last ? _run + 1 : 1;
        _last = value;
        if (_window.IsFull)
        {
            var leaving = _window.Oldest;
            var before = _mean;
            _mean += (value - leaving) / _length;
            _squares += (value - leaving) * (value - _mean + leaving - before);
        }
        else
        {
            var delta = value - _mean;
            _mean += delta / (_window.Count + 1);
            _squares += delta * (value - _mean);
        }
        _window.Push(value);
        _most = Math.Max(_most, _squares);
        if (--_untilRefresh == 0 || _squares < LostTo * _most)
        {
            Refresh();
        }

        return _window.IsFull;
    }

    public void Clear()
    {
        _window.Clear();
        (_mean, _squares, _most, _last, _run, _untilRefresh) = (0, 0, 0, 0, 0, _length);
    }

    private void Refresh()
    {
        _untilRefresh = _length;
        var values = _window.Values;
        _mean = TensorPrimitives.Sum(values) / values.Length;
        _squares = 0;
        foreach (var x in values)
        {
            _squares += (x - _mean) * (x - _mean);
        }

        _most = _squares;
    }
}
