using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Population standard deviation of the last n closes: √((1/n) Σ(C − mean)²). Unit: price.</summary>
/// <remarks>Updated as B. P. Welford, "Note on a method for calculating corrected sums of squares", Technometrics 4 (1962).</remarks>
public sealed class StandardDeviation : Indicator
{
    private RollingMoments _moments;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public StandardDeviation(int period = 20)
        : base(period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _moments = new RollingMoments(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "stddev",
        Name = new("Standard deviation", "Desviación típica"),
        Group = IndicatorGroup.Statistics,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(20, minimum: 2)],
        Outputs = [new("stddev", "σ", "σ")],
        ReadsCloseOnly = true,
        Factory = p => new StandardDeviation((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_moments.Push(bar.Close))
        {
            outputs[0] = _moments.PopulationDeviation;
        }
    }

    private protected override void Clear() => _moments.Clear();
}
