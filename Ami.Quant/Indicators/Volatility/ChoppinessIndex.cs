using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Choppiness index: 100·log₁₀(Σ true range / (Hₙ − Lₙ)) / log₁₀ n over n bars, of which the first one's true range is its own range (warm-up n bars). High (above 61.8) in a sideways market, low (below 38.2) in a
/// trend; no value in a market without range.
/// </summary>
/// <remarks>E. W. Dreiss, "The choppiness index", Technical Analysis of Stocks and Commodities 11:10 (1993).</remarks>
public sealed class ChoppinessIndex : Indicator
{
    private readonly double _scale;
    private TrueRangeStep _range;
    private RollingSum _path;
    private RollingExtremum _highest,
        _lowest;

    /// <summary>A fresh index.</summary>
    /// <param name="period">n, bars, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public ChoppinessIndex(int period = 14)
        : base(period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _scale = 100 / Math.Log10(period);
        _path = new RollingSum(period);
        _highest = RollingExtremum.Highest(period);
        _lowest = RollingExtremum.Lowest(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "chop",
        Name = new("Choppiness index", "Índice de lateralidad"),
        Group = IndicatorGroup.Volatility,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(14, minimum: 2)],
        Outputs = [new("chop", "CHOP", "CHOP", mayBeAbsent: true)],
        Levels = [38.2, 61.8],
        Factory = p => new ChoppinessIndex((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        _highest.Push(bar.High);
        _lowest.Push(bar.Low);
        var range = _range.Push(bar) ? _range.Value : bar.Range;
        if (_path.Push(range) && _highest.Value > _lowest.Value)
        {
            outputs[0] = _scale * Math.Log10(_path.Sum / (_highest.Value - _lowest.Value));
        }
    }

    private protected override void Clear()
    {
        _range.Clear();
        _path.Clear();
        _highest.Clear();
        _lowest.Clear();
    }
}
