using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Force index: EMAₙ of (C − C₋₁)·V. Unit: price × base asset.</summary>
/// <remarks>A. Elder, Trading for a Living (1993), sec. 42.</remarks>
public sealed class ForceIndex : Indicator
{
    private ExponentialAverage _average;
    private double _previous = double.NaN;

    /// <summary>A fresh index.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public ForceIndex(int period = 13)
        : base(period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _average = ExponentialAverage.Standard(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "force",
        Name = new("Force index", "Índice de fuerza"),
        Group = IndicatorGroup.Volume,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(13)],
        Outputs = [new("force", "Force", "Fuerza")],
        Levels = [0],
        Factory = p => new ForceIndex((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var change = bar.Close - _previous;
        _previous = bar.Close;
        if (!double.IsNaN(change) && _average.Push(change * bar.Volume))
        {
            outputs[0] = _average.Value;
        }
    }

    private protected override void Clear()
    {
        _average.Clear();
        _previous = double.NaN;
    }
}
