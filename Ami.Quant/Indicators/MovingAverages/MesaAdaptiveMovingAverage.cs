using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// MESA adaptive moving average of the middle of the bar, MAMA ← MAMA + α (P − MAMA), and the average that follows it, FAMA ← FAMA + ½α (MAMA − FAMA), with α =
/// fast limit / how many degrees the phase of the cycle fell since the bar before (at least 1), not below the slow limit. Phase and period of the cycle come
/// from a Hilbert transform. Unit: price. Warm-up 33 bars.
/// </summary>
/// <remarks>
/// J. F. Ehlers, "MESA adaptive moving averages", Technical Analysis of Stocks and Commodities 19:10 (2001). How it starts is not said there: here filters
/// start from 0 and both averages from the middle of the first bar, and the first value is at the bar where TA-Lib (ta_MAMA.c) has its first. TA-Lib is given
/// any series, often closes.
/// </remarks>
public sealed class MesaAdaptiveMovingAverage : Indicator
{
    private const int Bars = 33;
    private const int Taps = 7;
    private readonly double _fastLimit,
        _slowLimit;
    private Window _prices = new(4),
        _smooth = new(Taps),
        _detrended = new(Taps),
        _inPhase = new(Taps),
        _quadrature = new(Taps);
    private double _i2,
        _q2,
        _real,
        _imaginary,
        _period,
        _phase,
        _mama = double.NaN,
        _fama;

    /// <summary>A fresh average.</summary>
    /// <param name="fastLimit">Greatest α, above 0 and below 1.</param>
    /// <param name="slowLimit">Smallest α, above 0, below the fast limit.</param>
    /// <exception cref="ArgumentException">A limit is out of range.</exception>
    public MesaAdaptiveMovingAverage(double fastLimit = 0.5, double slowLimit = 0.05)
        : base(Bars, Bars)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(slowLimit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fastLimit, 1);
        if (slowLimit >= fastLimit)
        {
            throw new ArgumentException($"The slow limit must be below the fast one; {slowLimit} is not below {fastLimit}.", nameof(slowLimit));
        }

        (_fastLimit, _slowLimit) = (fastLimit, slowLimit);
        FillWithZeros();
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "mama",
        Name = new("MESA adaptive moving average", "Media móvil adaptativa MESA"),
        Group = IndicatorGroup.MovingAverage,
        Pane = IndicatorPane.Overlay,
        Parameters =
        [
            new("fast", new("Fast limit", "Límite rápido"), 0.5, 0.01, 0.99, IsInteger: false),
            new("slow", new("Slow limit", "Límite lento"), 0.05, 0.01, 0.99, IsInteger: false),
        ],
        Outputs = [new("mama", "MAMA", "MAMA"), new("fama", "FAMA", "FAMA")],
        Factory = p => new MesaAdaptiveMovingAverage(p[0], p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var price = 0.5 * (bar.High + bar.Low);
        if (double.IsNaN(_mama))
        {
            (_mama, _fama) = (price, price);
        }

        _prices.Push(price);
        if (!_prices.IsFull)
        {
            return;
        }

        var alpha = Math.Max(_fastLimit / Math.Max(1, PhaseFall()), _slowLimit);
        _mama += alpha * (price - _mama);
        _fama += 0.5 * alpha * (_mama - _fama);
        if (BarsSeen >= Bars - 1)
        {
            (outputs[0], outputs[1]) = (_mama, _fama);
        }
    }

    private protected override void Clear()
    {
        _prices.Clear();
        FillWithZeros();
        (_i2, _q2, _real, _imaginary, _period, _phase, _mama) = (0, 0, 0, 0, 0, 0, double.NaN);
    }

    /// <summary>Takes the newest price into the cycle; degrees by which the phase fell.</summary>
    private double PhaseFall()
    {
        var prices = _prices.Values;
        _smooth.Push((4 * prices[3] + 3 * prices[2] + 2 * prices[1] + prices[0]) / 10);
        var amplitude = 0.075 * _period + 0.54;
        _detrended.Push(Hilbert(_smooth, amplitude));
        var quadrature = Hilbert(_detrended, amplitude);
        var inPhase = _detrended.Values[^4];
        _inPhase.Push(inPhase);
        _quadrature.Push(quadrature);

        var (i2, q2) = (_i2, _q2);
        _i2 = 0.2 * (inPhase - Hilbert(_quadrature, amplitude)) + 0.8 * i2;
        _q2 = 0.2 * (quadrature + Hilbert(_inPhase, amplitude)) + 0.8 * q2;
        _real = 0.2 * (_i2 * i2 + _q2 * q2) + 0.8 * _real;
        _imaginary = 0.2 * (_i2 * q2 - _q2 * i2) + 0.8 * _imaginary;
        var period = _real != 0 && _imaginary != 0 ? 2 * Math.PI / Math.Atan(_imaginary / _real) : _period;
        period = Math.Clamp(Math.Max(Math.Min(period, 1.5 * _period), 0.67 * _period), 6, 50);
        _period = 0.2 * period + 0.8 * _period;

        var before = _phase;
        _phase = inPhase != 0 ? Math.Atan(quadrature / inPhase) * 180 / Math.PI : _phase;
        return before - _phase;
    }

    private static double Hilbert(in Window window, double amplitude)
    {
        var values = window.Values;
        return (0.0962 * (values[6] - values[0]) + 0.5769 * (values[4] - values[2])) * amplitude;
    }

    private void FillWithZeros()
    {
        for (var i = 0; i < Taps; i++)
        {
            _smooth.Push(0);
            _detrended.Push(0);
            _inPhase.Push(0);
            _quadrature.Push(0);
        }
    }
}
