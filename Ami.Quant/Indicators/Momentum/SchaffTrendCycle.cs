using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Schaff trend cycle: where EMA(fast) − EMA(slow) of the close stands in its range of n bars, in percent, smoothed by y ← y + factor·(x − y); and the same
/// once more of the result. Range 0..100; without range the place before is kept, 50 at the start. Warm-up slow + 2n − 2 bars, in its single form slow + n + 1.
/// </summary>
/// <remarks>
/// D. Schaff, "The Schaff trend cycle" (1999); B. Twomey, "The Schaff trend cycle", investopedia.com. Stock.Indicators (DaveSkender) takes the place in the
/// range once and averages three of them: the option, for which factor has no meaning.
/// </remarks>
public sealed class SchaffTrendCycle : Indicator
{
    private const int SingleSmoothing = 3;
    private readonly bool _single;
    private readonly double _factor;
    private ExponentialAverage _fast,
        _slow;
    private Place _first,
        _second;
    private RollingSum _smoothing = new(SingleSmoothing);
    private double _smoothed = double.NaN,
        _cycle = double.NaN;

    /// <summary>A fresh cycle.</summary>
    /// <param name="period">n, bars of the ranges, at least 1.</param>
    /// <param name="fastPeriod">Bars of the fast average, at least 1.</param>
    /// <param name="slowPeriod">Bars of the slow average, more than the fast one's.</param>
    /// <param name="factor">Weight of the newest place, above 0 to 1.</param>
    /// <param name="single">Whether the place is taken once and averaged over three bars.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or fast is not shorter than slow.</exception>
    public SchaffTrendCycle(int period = 10, int fastPeriod = 23, int slowPeriod = 50, double factor = 0.5, bool single = false)
        : base(single ? slowPeriod + period + SingleSmoothing - 2 : slowPeriod + 2 * period - 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fastPeriod, 1);
        Order.RequireIncreasing(fastPeriod, slowPeriod);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, 1);
        (_factor, _single) = (factor, single);
        _fast = ExponentialAverage.Standard(fastPeriod);
        _slow = ExponentialAverage.Standard(slowPeriod);
        _first = new Place(period);
        _second = new Place(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "stc",
        Name = new("Schaff trend cycle", "Ciclo de tendencia de Schaff"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Period(10),
            ParameterSpec.Window("fast", "Fast period", "Período rápido", 23),
            ParameterSpec.Window("slow", "Slow period", "Período lento", 50, minimum: 2),
            new("factor", new("Factor", "Factor"), 0.5, 0.01, 1, IsInteger: false),
            ParameterSpec.Choice("form", "Form (1 double, 2 single averaged)", "Forma (1 doble, 2 simple promediada)", 2),
        ],
        Outputs = [new("stc", "STC", "STC")],
        Levels = [25, 75],
        ReadsCloseOnly = true,
        Factory = p => new SchaffTrendCycle((int)p[0], (int)p[1], (int)p[2], p[3], p[4] == 2),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _fast.Push(bar.Close);
        // Of a market that does not move, the difference is rounding of the averages, whatever its own size.
        if (!_slow.Push(bar.Close) || !_first.Push(_fast.Value - _slow.Value, Math.Abs(_slow.Value)))
        {
            return;
        }

        if (_single)
        {
            if (_smoothing.Push(_first.Value))
            {
                outputs[0] = _smoothing.Mean;
            }

            return;
        }

        _smoothed = Smooth(_smoothed, _first.Value);
        if (_second.Push(_smoothed, 100))
        {
            _cycle = outputs[0] = Smooth(_cycle, _second.Value);
        }
    }

    private double Smooth(double before, double value) => double.IsNaN(before) ? value : before + _factor * (value - before);

    private protected override void Clear()
    {
        _fast.Clear();
        _slow.Clear();
        _first.Clear();
        _second.Clear();
        _smoothing.Clear();
        (_smoothed, _cycle) = (double.NaN, double.NaN);
    }

    /// <summary>Where a value stands in its range of n values, in percent.</summary>
    private struct Place(int period)
    {
        private RollingExtremum _highest = RollingExtremum.Highest(period),
            _lowest = RollingExtremum.Lowest(period);

        public double Value { get; private set; } = 50;

        /// <param name="value">The value.</param>
        /// <param name="scale">Magnitude of what it was computed from, to which rounding is relative.</param>
        public bool Push(double value, double scale)
        {
            _highest.Push(value);
            if (!_lowest.Push(value))
            {
                return false;
            }

            var range = _highest.Value - _lowest.Value;
            Value = Variation.VanishesLinearly(range, 1, scale) ? Value : Math.Clamp(100 * (value - _lowest.Value) / range, 0, 100);
            return true;
        }

        public void Clear()
        {
            _highest.Clear();
            _lowest.Clear();
            Value = 50;
        }
    }
}
