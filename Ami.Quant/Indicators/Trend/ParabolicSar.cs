using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>How the first direction of a parabolic stop is found.</summary>
public enum SarStart
{
    /// <summary>By the larger directional movement of the first two bars.</summary>
    DirectionalMovement = 1,

    /// <summary>Long.</summary>
    Long,

    /// <summary>By the first two closes: short when the second is lower.</summary>
    Closes,
}

/// <summary>
/// Parabolic stop and reverse: SAR ← SAR + AF·(EP − SAR), where the extreme point EP is the best price since the last reversal
/// and the acceleration AF grows by a step with each new EP. Outputs: the stop (price) and the direction, +1 long or −1 short.
/// </summary>
/// <remarks>
/// J. W. Wilder, New Concepts in Technical Trading Systems (1978), sec. II. Wilder leaves the first direction to the trader. By
/// default it is that of the larger directional movement of bars 1 and 2 (TA-Lib, ta_SAR.c); other programs begin long, or compare the first two closes
/// (TradingView's ta.sar); both can be asked for. From the first reversal on all agree. The stop is never inside the range of the last two bars.
/// </remarks>
public sealed class ParabolicSar : Indicator
{
    private readonly double _step,
        _maximum;
    private double _sar,
        _extreme,
        _acceleration,
        _previousHigh,
        _previousLow,
        _firstClose;
    private readonly SarStart _start;
    private int _direction;
    private bool _started;

    /// <summary>A fresh indicator.</summary>
    /// <param name="step">Acceleration at a reversal and its growth per new extreme.</param>
    /// <param name="maximum">Largest acceleration, not less than <paramref name="step"/>.</param>
    /// <param name="start">How the first direction is found.</param>
    /// <exception cref="ArgumentException">The step is not positive or exceeds the maximum.</exception>
    public ParabolicSar(double step = 0.02, double maximum = 0.2, SarStart start = SarStart.DirectionalMovement)
        : base(2, 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, step);
        (_step, _maximum, _start) = (step, maximum, start);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "psar",
        Name = new("Parabolic SAR", "SAR parabólico"),
        Group = IndicatorGroup.Trend,
        Pane = IndicatorPane.Overlay,
        Parameters =
        [
            new("step", new("Acceleration step", "Paso de aceleración"), 0.02, 0.001, 1, IsInteger: false),
            new("maximum", new("Maximum acceleration", "Aceleración máxima"), 0.2, 0.001, 1, IsInteger: false),
            ParameterSpec.Choice("start", "Start (1 movement, 2 long, 3 closes)", "Inicio (1 movimiento, 2 largo, 3 cierres)", 3),
        ],
        Outputs = [new("sar", "SAR", "SAR", OutputStyle.Dots), new("direction", "Direction", "Dirección", OutputStyle.Hidden)],
        Factory = p => new ParabolicSar(p[0], p[1], (SarStart)(int)p[2]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (!_started)
        {
            _started = true;
            (_previousHigh, _previousLow, _firstClose) = (bar.High, bar.Low, bar.Close);
            return;
        }
        if (_direction == 0)
        {
            Begin(bar);
        }

        var crossed = _direction > 0 ? bar.Low <= _sar : bar.High >= _sar;
        if (crossed)
        {
            Reverse(bar);
        }

        outputs[0] = _sar;
        outputs[1] = _direction;
        if (!crossed)
        {
            Accelerate(bar);
        }

        _sar += _acceleration * (_extreme - _sar);
        _sar = _direction > 0 ? Math.Min(_sar, Math.Min(_previousLow, bar.Low)) : Math.Max(_sar, Math.Max(_previousHigh, bar.High));
        (_previousHigh, _previousLow) = (bar.High, bar.Low);
    }

    private protected override void Clear()
    {
        (_sar, _extreme, _acceleration, _previousHigh, _previousLow, _firstClose) = (0, 0, 0, 0, 0, 0);
        (_direction, _started) = (0, false);
    }

    private void Begin(in Bar bar)
    {
        var fall = _previousLow - bar.Low;
        var isFalling = _start switch
        {
            SarStart.Long => false,
            SarStart.Closes => bar.Close < _firstClose,
            _ => fall > 0 && fall > bar.High - _previousHigh,
        };
        _direction = isFalling ? -1 : 1;
        _sar = isFalling ? _previousHigh : _previousLow;
        _extreme = isFalling ? bar.Low : bar.High;
        _acceleration = _step;
    }

    private void Reverse(in Bar bar)
    {
        _sar = _direction > 0 ? Math.Max(_extreme, Math.Max(_previousHigh, bar.High)) : Math.Min(_extreme, Math.Min(_previousLow, bar.Low));
        _direction = -_direction;
        _extreme = _direction > 0 ? bar.High : bar.Low;
        _acceleration = _step;
    }

    private void Accelerate(in Bar bar)
    {
        var isNewExtreme = _direction > 0 ? bar.High > _extreme : bar.Low < _extreme;
        if (!isNewExtreme)
        {
            return;
        }

        _extreme = _direction > 0 ? bar.High : bar.Low;
        _acceleration = Math.Min(_acceleration + _step, _maximum);
    }
}
