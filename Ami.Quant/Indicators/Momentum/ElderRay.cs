using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Elder-ray: bull power H − EMAₙ(C) and bear power L − EMAₙ(C). Unit: price.</summary>
/// <remarks>A. Elder, Trading for a Living (1993), sec. 41.</remarks>
public sealed class ElderRay : Indicator
{
    private ExponentialAverage _average;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public ElderRay(int period = 13)
        : base(period, period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _average = ExponentialAverage.Standard(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "elder-ray",
        Name = new("Elder-ray", "Elder-ray"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(13)],
        Outputs = [new("bull", "Bull power", "Poder alcista", OutputStyle.Histogram), new("bear", "Bear power", "Poder bajista", OutputStyle.Histogram)],
        Levels = [0],
        Factory = p => new ElderRay((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (!_average.Push(bar.Close))
        {
            return;
        }

        outputs[0] = bar.High - _average.Value;
        outputs[1] = bar.Low - _average.Value;
    }

    private protected override void Clear() => _average.Clear();
}
