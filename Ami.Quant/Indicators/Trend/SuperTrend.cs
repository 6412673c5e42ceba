using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// SuperTrend: a band at (H + L)/2 ± m·ATRₙ that only moves towards the price, on the other side once the close crosses it.
/// Outputs: the band (price) and the direction, +1 rising or −1 falling.
/// </summary>
/// <remarks>O. Seban, Tout le monde mérite d'être riche (2009). Begins rising when the close is not below the median price.</remarks>
public sealed class SuperTrend : Indicator
{
    private readonly double _multiplier;
    private TrueRangeStep _range;
    private ExponentialAverage _size;
    private double _upper,
        _lower,
        _previousClose;
    private int _direction;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars of the average true range.</param>
    /// <param name="multiplier">m, distance of the band in average true ranges.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short or the multiplier not positive.</exception>
    public SuperTrend(int period = 10, double multiplier = 3)
        : base(period + 1, period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiplier);
        _multiplier = multiplier;
        _size = ExponentialAverage.Wilder(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "supertrend",
        Name = new("SuperTrend", "SuperTrend"),
        Group = IndicatorGroup.Trend,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(10), ParameterSpec.Multiplier(3)],
        Outputs = [new("supertrend", "SuperTrend", "SuperTrend"), new("direction", "Direction", "Dirección", OutputStyle.Hidden)],
        Factory = p => new SuperTrend((int)p[0], p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (!_range.Push(bar) || !_size.Push(_range.Value))
        {
            _previousClose = bar.Close;
            return;
        }
        var basicUpper = bar.Median + _multiplier * _size.Value;
        var basicLower = bar.Median - _multiplier * _size.Value;
        if (_direction == 0)
        {
            (_upper, _lower) = (basicUpper, basicLower);
            _direction = bar.Close >= bar.Median ? 1 : -1;
        }
        else
        {
            if (basicUpper < _upper || _previousClose > _upper)
            {
                _upper = basicUpper;
            }

            if (basicLower > _lower || _previousClose < _lower)
            {
                _lower = basicLower;
            }

            if (_direction < 0 && bar.Close > _upper)
            {
                _direction = 1;
            }
            else if (_direction > 0 && bar.Close < _lower)
            {
                _direction = -1;
            }
        }
        _previousClose = bar.Close;
        outputs[0] = _direction > 0 ? _lower : _upper;
        outputs[1] = _direction;
    }

    private protected override void Clear()
    {
        _range.Clear();
        _size.Clear();
        (_upper, _lower, _previousClose, _direction) = (0, 0, 0, 0);
    }
}
