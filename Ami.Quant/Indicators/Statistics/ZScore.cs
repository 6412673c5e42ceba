using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// z-score: (C − mean)/σ over the last n closes, population deviation. Without unit, within ±√(n − 1); no value when all closes
/// are equal.
/// </summary>
/// <remarks>The standard score; bound by P. A. Samuelson, "How deviant can you be?", J. Amer. Statistical Association 63 (1968).</remarks>
public sealed class ZScore : Indicator
{
    private RollingMoments _moments;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public ZScore(int period = 20)
        : base(period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _moments = new RollingMoments(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "zscore",
        Name = new("z-score", "Puntuación z"),
        Group = IndicatorGroup.Statistics,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(20, minimum: 2)],
        Outputs = [new("z", "z", "z", mayBeAbsent: true)],
        Levels = [-2, 0, 2],
        ReadsCloseOnly = true,
        Factory = p => new ZScore((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_moments.Push(bar.Close) && _moments.Squares > 0)
        {
            outputs[0] = (bar.Close - _moments.Mean) / _moments.PopulationDeviation;
        }
    }

    private protected override void Clear() => _moments.Clear();
}
