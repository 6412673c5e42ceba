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
    private TrueRangeStep range;
    private RollingSum size, up, down;
    private double previousHigh, previousLow;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public Vortex(int period = 14) : base(period + 1, period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        size = new RollingSum(period);
        up = new RollingSum(period);
        down = new RollingSum(period);
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
        var plus = Math.Abs(bar.High - previousLow);
        var minus = Math.Abs(bar.Low - previousHigh);
        (previousHigh, previousLow) = (bar.High, bar.Low);
        if (!range.Push(bar))
            return;
        up.Push(plus);
        down.Push(minus);
        if (!size.Push(range.Value) || size.Sum <= 0)
            return;
        outputs[0] = up.Sum / size.Sum;
        outputs[1] = down.Sum / size.Sum;
    }

    private protected override void Clear()
    {
        range.Clear();
        size.Clear();
        up.Clear();
        down.Clear();
    }
}
