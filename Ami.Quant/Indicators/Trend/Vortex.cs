using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Vortex: VI+ = Σ|H − L₋₁| / Σ true range and VI− = Σ|L − H₋₁| / Σ true range over n bars. Around 1, not negative; no value
/// in a market without range.
/// </summary>
/// <remarks>E. Botes, D. Siepman, "The vortex indicator", Technical Analysis of Stocks and Commodities 28:1 (2010).</remarks>
public sealed class Vortex : Indicator
{
    private TrueRangeStep _range;
    private RollingSum _size,
        _up,
        _down;
    private double _previousHigh,
        _previousLow;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public Vortex(int period = 14)
        : base(period + 1, period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _size = new RollingSum(period);
        _up = new RollingSum(period);
        _down = new RollingSum(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "vortex",
        Name = new("Vortex", "Vórtice"),
        Group = IndicatorGroup.Trend,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(14)],
        Outputs = [new("plus", "VI+", "VI+", mayBeAbsent: true), new("minus", "VI−", "VI−", mayBeAbsent: true)],
        Levels = [1],
        Factory = p => new Vortex((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var plus = Math.Abs(bar.High - _previousLow);
        var minus = Math.Abs(bar.Low - _previousHigh);
        (_previousHigh, _previousLow) = (bar.High, bar.Low);
        if (!_range.Push(bar))
        {
            return;
        }

        _up.Push(plus);
        _down.Push(minus);
        if (!_size.Push(_range.Value) || _size.Sum <= 0)
        {
            return;
        }

        outputs[0] = _up.Sum / _size.Sum;
        outputs[1] = _down.Sum / _size.Sum;
    }

    private protected override void Clear()
    {
        _range.Clear();
        _size.Clear();
        _up.Clear();
        _down.Clear();
    }
}
