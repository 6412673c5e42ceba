using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Zigzag: turning points separated by moves of at least a given percentage. A turning point is known only when the price has
/// come back that far, so the outputs at a bar are: the price of the turning point confirmed there (else no value), how many
/// bars ago it was, and the direction of the leg now under way, +1 or −1.
/// </summary>
/// <remarks>
/// A. A. Merrill, Filtered Waves (1977). A bar that both extends the leg and comes back far enough counts as extending it: the
/// order of prices inside a bar is not known.
/// </remarks>
public sealed class ZigZag : Indicator
{
    private readonly double _reversal;
    private double _high = double.NegativeInfinity,
        _low = double.PositiveInfinity;
    private long _now,
        _highAt,
        _lowAt;
    private int _direction;

    /// <summary>A fresh zigzag.</summary>
    /// <param name="percent">Smallest move between turning points, in percent of price, above 0 and below 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is out of range.</exception>
    public ZigZag(double percent = 5)
        : base(2, 2, 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(percent, 100);
        _reversal = percent / 100;
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "zigzag",
        Name = new("Zigzag", "Zigzag"),
        Group = IndicatorGroup.Structure,
        Pane = IndicatorPane.Overlay,
        Parameters = [new("percent", new("Reversal, %", "Reversión, %"), 5, 0.05, 90, IsInteger: false)],
        Outputs =
        [
            new("pivot", "Turning point", "Punto de giro", OutputStyle.Dots, mayBeAbsent: true),
            new("age", "Bars since the turn", "Velas desde el giro", OutputStyle.Hidden, mayBeAbsent: true),
            new("direction", "Direction", "Dirección", OutputStyle.Hidden, mayBeAbsent: true),
        ],
        Factory = p => new ZigZag(p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _now++;
        var extendsUp = _direction >= 0 && bar.High > _high;
        var extendsDown = _direction <= 0 && bar.Low < _low;
        if (_direction >= 0 && !extendsUp && bar.Low <= _high * (1 - _reversal))
        {
            Turn(-1, _high, _now - _highAt, bar, outputs);
        }
        else if (_direction <= 0 && !extendsDown && bar.High >= _low * (1 + _reversal))
        {
            Turn(1, _low, _now - _lowAt, bar, outputs);
        }
        else
        {
            if (extendsUp)
            {
                (_high, _highAt) = (bar.High, _now);
            }

            if (extendsDown)
            {
                (_low, _lowAt) = (bar.Low, _now);
            }
        }
        if (_direction != 0)
        {
            outputs[2] = _direction;
        }
    }

    private protected override void Clear()
    {
        (_high, _low) = (double.NegativeInfinity, double.PositiveInfinity);
        (_now, _highAt, _lowAt, _direction) = (0, 0, 0, 0);
    }

    private void Turn(int newDirection, double pivot, long age, in Bar bar, Span<double> outputs)
    {
        _direction = newDirection;
        outputs[0] = pivot;
        outputs[1] = age;
        (_high, _highAt, _low, _lowAt) = (bar.High, _now, bar.Low, _now);
    }
}
