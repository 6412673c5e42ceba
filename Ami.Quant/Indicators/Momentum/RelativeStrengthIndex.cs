using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Relative strength index: RSI = 100·U/(U + D), with U and D Wilder's averages of rises and falls of the close over n bars.
/// Range 0..100; 50 when nothing moved.
/// </summary>
/// <remarks>J. W. Wilder, New Concepts in Technical Trading Systems (1978), sec. VI.</remarks>
public sealed class RelativeStrengthIndex : Indicator
{
    private RelativeStrength _strength;

    /// <summary>A fresh index.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public RelativeStrengthIndex(int period = 14)
        : base(period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _strength = new RelativeStrength(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "rsi",
        Name = new("Relative strength index", "Índice de fuerza relativa"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(14)],
        Outputs = [new("rsi", "RSI", "RSI")],
        Levels = [30, 70],
        ReadsCloseOnly = true,
        Factory = p => new RelativeStrengthIndex((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_strength.Push(bar.Close))
        {
            outputs[0] = _strength.Value;
        }
    }

    internal override bool HasColumnPath => true;

    private protected override int StepCloses(ReadOnlySpan<double> closes, Span<double> columns, int stride)
    {
        _strength.Continue(closes, columns[..closes.Length]);
        return closes.Length;
    }

    private protected override void Clear() => _strength.Clear();
}
