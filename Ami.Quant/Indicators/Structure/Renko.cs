using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Renko: bricks of one size, each a step from the end of the brick before; a brick against the direction starts at the other end, so that a turn takes two
/// sizes. Per bar: where the newest brick opened and closed (price), its direction (1, −1) and how many bricks the bar completed (signed; 0 for none). No value
/// before the first brick. The size is a price or, when 0, the average true range at bar n + 1, or at the first later bar where there is one, and stays. Bricks
/// start from the close of the bar at which the size is known. Warm-up n + 1 bars, 1 with a size given.
/// </summary>
/// <remarks>
/// S. Nison, Beyond Candlesticks (1994), ch. 8: closes alone, the default. Bricks drawn from highs and lows are the option: the side that completes more bricks
/// counts, of equal ones the rise (Stock.Indicators goes by the farther end as well), since the order of prices inside a bar is not known. A brick is complete
/// when it lacks less than a billionth of itself.
/// </remarks>
public sealed class Renko : Indicator
{
    private const double Tolerance = 1e-9;
    private readonly double _givenSize;
    private readonly bool _fromHighAndLow;
    private TrueRangeStep _range;
    private ExponentialAverage _average;
    private double _size,
        _base,
        _top,
        _bottom;
    private int _direction;

    /// <summary>Fresh bricks.</summary>
    /// <param name="size">Size of a brick in price, above 0; 0 for an average true range.</param>
    /// <param name="period">n, bars of the average true range, at least 1; without meaning when a size is given.</param>
    /// <param name="fromHighAndLow">Whether highs and lows complete bricks, instead of closes alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public Renko(double size = 0, int period = 14, bool fromHighAndLow = false)
        : base([.. Enumerable.Repeat(size > 0 ? 1 : period + 1, 4)])
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (_givenSize, _fromHighAndLow) = (size, fromHighAndLow);
        _average = ExponentialAverage.Wilder(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "renko",
        Name = new("Renko", "Renko"),
        Group = IndicatorGroup.Structure,
        Pane = IndicatorPane.Overlay,
        CountsFromStart = true,
        Parameters =
        [
            new("size", new("Brick size (0 average true range)", "Tamaño del ladrillo (0 rango verdadero medio)"), 0, 0, 1e9, IsInteger: false),
            ParameterSpec.Window("period", "ATR period", "Período del ATR", 14),
            ParameterSpec.Choice("from", "Bricks from (1 closes, 2 highs and lows)", "Ladrillos según (1 cierres, 2 máximos y mínimos)", 2),
        ],
        Outputs =
        [
            new("open", "Brick's open", "Apertura del ladrillo", mayBeAbsent: true),
            new("close", "Brick's close", "Cierre del ladrillo", mayBeAbsent: true),
            new("direction", "Direction", "Dirección", OutputStyle.Hidden, mayBeAbsent: true),
            new("bricks", "Bricks completed", "Ladrillos completados", OutputStyle.Hidden, mayBeAbsent: true),
        ],
        Factory = p => new Renko(p[0], (int)p[1], p[2] == 2),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_size == 0)
        {
            Start(bar);
            return;
        }

        var bricks = _fromHighAndLow ? Farther(Completed(bar.High), Completed(bar.Low)) : Completed(bar.Close);
        if (bricks > 0)
        {
            (_top, _bottom, _direction) = (_top + bricks, _top + bricks - 1, 1);
        }
        else if (bricks < 0)
        {
            (_top, _bottom, _direction) = (_bottom + bricks + 1, _bottom + bricks, -1);
        }

        if (_direction != 0)
        {
            var (top, bottom) = (_base + _top * _size, _base + _bottom * _size);
            (outputs[0], outputs[1]) = _direction > 0 ? (bottom, top) : (top, bottom);
            (outputs[2], outputs[3]) = (_direction, bricks);
        }
    }

    private void Start(in Bar bar)
    {
        var ready = _range.Push(bar) && _average.Push(_range.Value);
        _size =
            _givenSize > 0 ? _givenSize
            : ready && !Variation.VanishesLinearly(_average.Value, 1, Math.Abs(bar.Close)) ? _average.Value
            : 0;
        _base = bar.Close;
    }

    /// <summary>Whole bricks from the last one to a price, signed. Counted in sizes from the base, so that rounding does not add up.</summary>
    private double Completed(double price)
    {
        var steps = (price - _base) / _size;
        var up = Math.Floor(steps - _top + Tolerance);
        return up >= 1 ? up : Math.Min(0, Math.Ceiling(steps - _bottom - Tolerance));
    }

    private static double Farther(double byHigh, double byLow) => byHigh >= -byLow ? byHigh : byLow;

    private protected override void Clear()
    {
        _range.Clear();
        _average.Clear();
        (_size, _base, _top, _bottom, _direction) = (0, 0, 0, 0, 0);
    }
}
