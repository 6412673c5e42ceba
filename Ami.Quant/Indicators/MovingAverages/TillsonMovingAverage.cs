using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Tillson's T3: −v³·e₆ + 3v²(1 + v)·e₅ − 3v(1 + v)²·e₄ + (1 + v)³·e₃ with eₖ the k-fold exponential average of n and volume factor v. Unit: price. Warm-up
/// 6n − 5 bars.
/// </summary>
/// <remarks>
/// T. Tillson, "Smoothing techniques for more accurate signals", Technical Analysis of Stocks and Commodities 16:1 (1998). Each average starts with the simple
/// average of its first n values, as in TA-Lib (ta_T3.c).
/// </remarks>
public sealed class TillsonMovingAverage : Indicator
{
    private readonly ExponentialAverage[] _averages;
    private readonly double _third,
        _fourth,
        _fifth,
        _sixth;

    /// <summary>A fresh average.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <param name="factor">v, 0 (threefold average) to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public TillsonMovingAverage(int period = 5, double factor = 0.7)
        : base(6 * period - 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, 1);
        _averages = [.. Enumerable.Range(0, 6).Select(_ => ExponentialAverage.Standard(period))];
        var rest = 1 + factor;
        (_third, _fourth, _fifth, _sixth) = (rest * rest * rest, -3 * factor * rest * rest, 3 * factor * factor * rest, -factor * factor * factor);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "t3",
        Name = new("T3 (Tillson)", "T3 (Tillson)"),
        Group = IndicatorGroup.MovingAverage,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(5), new("factor", new("Volume factor", "Factor de volumen"), 0.7, 0, 1, IsInteger: false)],
        Outputs = [new("t3", "T3", "T3")],
        ReadsCloseOnly = true,
        Factory = p => new TillsonMovingAverage((int)p[0], p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var value = bar.Close;
        foreach (ref var average in _averages.AsSpan())
        {
            if (!average.Push(value))
            {
                return;
            }

            value = average.Value;
        }

        outputs[0] = _third * _averages[2].Value + _fourth * _averages[3].Value + _fifth * _averages[4].Value + _sixth * _averages[5].Value;
    }

    private protected override void Clear()
    {
        foreach (ref var average in _averages.AsSpan())
        {
            average.Clear();
        }
    }
}
