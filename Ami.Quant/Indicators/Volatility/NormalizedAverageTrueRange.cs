using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Normalised average true range: 100·ATRₙ/C, in percent of the close.</summary>
/// <remarks>J. Forman, "Cross-market evaluations with normalized average true range", Technical Analysis of Stocks and Commodities 24:5 (2006).</remarks>
public sealed class NormalizedAverageTrueRange : Indicator
{
    private TrueRangeStep _range;
    private ExponentialAverage _average;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public NormalizedAverageTrueRange(int period = 14)
        : base(period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _average = ExponentialAverage.Wilder(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "natr",
        Name = new("Normalised average true range", "Rango verdadero medio normalizado"),
        Group = IndicatorGroup.Volatility,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(14)],
        Outputs = [new("natr", "NATR", "NATR")],
        Factory = p => new NormalizedAverageTrueRange((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_range.Push(bar) && _average.Push(_range.Value))
        {
            outputs[0] = 100 * _average.Value / bar.Close;
        }
    }

    private protected override void Clear()
    {
        _range.Clear();
        _average.Clear();
    }
}
