using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Directional movement: +DI and −DI (Wilder's average of directional movement over that of true range, in percent),
/// DX = 100·|+DI − −DI|/(+DI + −DI), ADX = Wilder's average of DX, ADXR = mean of ADX now and n bars ago. Range 0..100.
/// </summary>
/// <remarks>J. W. Wilder, New Concepts in Technical Trading Systems (1978), sec. IV. A market without range has DI and DX 0.</remarks>
public sealed class AverageDirectionalIndex : Indicator
{
    private TrueRangeStep _range;
    private ExponentialAverage _size,
        _up,
        _down,
        _index;
    private Window _history;
    private double _previousHigh,
        _previousLow;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public AverageDirectionalIndex(int period = 14)
        : base(period + 1, period + 1, period + 1, 2 * period, 3 * period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _size = _up = _down = _index = ExponentialAverage.Wilder(period);
        _history = new Window(period + 1);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "adx",
        Name = new("Average directional index, ±DI", "Índice direccional medio, ±DI"),
        Group = IndicatorGroup.Trend,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(14)],
        Outputs =
        [
            new("pdi", "+DI", "+DI"),
            new("mdi", "−DI", "−DI"),
            new("dx", "DX", "DX", OutputStyle.Hidden),
            new("adx", "ADX", "ADX"),
            new("adxr", "ADXR", "ADXR", OutputStyle.Hidden),
        ],
        Levels = [20, 40],
        Factory = p => new AverageDirectionalIndex((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var rise = bar.High - _previousHigh;
        var fall = _previousLow - bar.Low;
        (_previousHigh, _previousLow) = (bar.High, bar.Low);
        if (!_range.Push(bar))
        {
            return;
        }

        _up.Push(rise > fall && rise > 0 ? rise : 0);
        _down.Push(fall > rise && fall > 0 ? fall : 0);
        if (!_size.Push(_range.Value))
        {
            return;
        }

        var plus = outputs[0] = _size.Value > 0 ? 100 * _up.Value / _size.Value : 0;
        var minus = outputs[1] = _size.Value > 0 ? 100 * _down.Value / _size.Value : 0;
        var directional = outputs[2] = plus + minus > 0 ? 100 * Math.Abs(plus - minus) / (plus + minus) : 0;
        if (!_index.Push(directional))
        {
            return;
        }

        outputs[3] = _index.Value;
        _history.Push(_index.Value);
        if (_history.IsFull)
        {
            outputs[4] = 0.5 * (_index.Value + _history.Oldest);
        }
    }

    private protected override void Clear()
    {
        _range.Clear();
        _size.Clear();
        _up.Clear();
        _down.Clear();
        _index.Clear();
        _history.Clear();
    }
}
