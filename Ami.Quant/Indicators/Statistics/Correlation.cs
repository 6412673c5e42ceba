using Ami.Quant.Indicators.Rolling;

namespace Ami.Quant.Indicators;

/// <summary>
/// Pearson correlation of the last n simple returns of the close with those of a benchmark. Range −1..1; no value when either
/// did not vary.
/// </summary>
/// <remarks>K. Pearson, "Notes on regression and inheritance in the case of two parents", Proc. Royal Society 58 (1895).</remarks>
public sealed class Correlation : PairIndicator
{
    private PairMoments _moments;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, returns, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public Correlation(int period = 60)
        : base(period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _moments = new PairMoments(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "correlation",
        Name = new("Correlation with a benchmark", "Correlación con una referencia"),
        Group = IndicatorGroup.Statistics,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(60, minimum: 2)],
        Outputs = [new("correlation", "ρ", "ρ", mayBeAbsent: true)],
        Levels = [0],
        NeedsBenchmark = true,
        WindowPasses = 3,
        Factory = p => new Correlation((int)p[0]),
    };

    private protected override void Step(double close, double benchmark, Span<double> outputs)
    {
        if (_moments.Push(close, benchmark) && _moments.FirstSquares > 0 && _moments.SecondSquares > 0)
        {
            outputs[0] = Math.Clamp(_moments.Products / Math.Sqrt(_moments.FirstSquares * _moments.SecondSquares), -1, 1);
        }
    }

    private protected override void Clear() => _moments.Clear();
}
