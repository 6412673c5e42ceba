using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Detrended price oscillator: the close of ⌊n/2⌋ + 1 bars ago minus the simple average of the last n closes. Unit: price.
/// The value is known now and drawn at the bar of that close.
/// </summary>
/// <remarks>S. B. Achelis, Technical Analysis from A to Z, 2nd ed. (2001), "Detrended price oscillator".</remarks>
public sealed class DetrendedPriceOscillator : Indicator
{
    private readonly int _shift;
    private RollingSum _closes;

    /// <summary>A fresh oscillator.</summary>
    /// <param name="period">n, bars, at least 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public DetrendedPriceOscillator(int period = 20)
        : base(period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 4);
        _shift = period / 2 + 1;
        _closes = new RollingSum(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "dpo",
        Name = new("Detrended price oscillator", "Oscilador de precio sin tendencia"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(20, minimum: 4)],
        Outputs = [new("dpo", "DPO", "DPO")],
        Levels = [0],
        ReadsCloseOnly = true,
        Factory = p => new DetrendedPriceOscillator((int)p[0]),
    };

    /// <inheritdoc/>
    public override int PlotShiftOf(int output) => -_shift;

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_closes.Push(bar.Close))
        {
            outputs[0] = _closes.Values[^(_shift + 1)] - _closes.Mean;
        }
    }

    private protected override void Clear() => _closes.Clear();
}
